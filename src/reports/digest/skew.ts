// Where an agent holds orders, or is overruled, more often than elsewhere: a reason to look, never a finding. Markets are compared as a
// whole, and within one value band, since dear orders are looked at more closely everywhere.
import { higherByChance } from '../../autonomy/fisher-exact.ts'
import type { Share, Skew } from '../../contracts/digest.ts'
import type { Place } from '../../ledger/queries/digest-details.ts'

/** Orders on both sides, at least. */
const LEAST = 30
/** Over all comparisons of one digest together: one false alarm in about two years of weeks. */
const CHANCE = 0.01
/** Smaller differences are true and say nothing. */
const TIMES = 1.5
const POINTS = 0.03

/** The widest gaps first. A market that stands out as a whole is not named again by its bands. */
export function skewsOf(places: readonly Place[]): Skew[] {
  const found = beyondChance(comparisons(places)).filter(({ skew: { here, elsewhere } }) => isWide(here, elsewhere))
  const whole = new Set(found.filter(({ skew }) => skew.band === null).map(({ skew }) => placeOf(skew)))
  return found
    .map(({ skew }) => skew)
    .filter((skew) => skew.band === null || !whole.has(placeOf(skew)))
    .sort((a, b) => gap(b) - gap(a))
}

type Compared = { skew: Skew; chance: number }

function comparisons(places: readonly Place[]): Compared[] {
  const cells = places.map(({ segment, ...place }) => {
    const [market = 'any', band = 'unknown'] = segment.split('|')
    return { ...place, market, band }
  })
  const bandsOf = (own: typeof cells): (string | null)[] => [null, ...new Set(own.map(({ band }) => band))]
  return distinct(cells, 'agent').flatMap((agent) => {
    const own = cells.filter((cell) => cell.agent === agent)
    return distinct(own, 'market').flatMap((market) =>
      bandsOf(own).flatMap((band) =>
        (['held', 'overridden'] as const).flatMap((what): Compared[] => {
          const within = own.filter((cell) => band === null || cell.band === band)
          const here = shareOf(
            within.filter((cell) => cell.market === market),
            what,
          )
          const elsewhere = shareOf(
            within.filter((cell) => cell.market !== market),
            what,
          )
          if (here.of < LEAST || elsewhere.of < LEAST) return []
          return [{ skew: { agent, what, market, band, here, elsewhere }, chance: higherByChance(here, elsewhere) }]
        }),
      ),
    )
  })
}

/** S. Holm, 1979: the more is compared, the more it takes. */
function beyondChance(all: readonly Compared[]): Compared[] {
  const sorted = [...all].sort((a, b) => a.chance - b.chance)
  const first = sorted.findIndex(({ chance }, index) => chance > CHANCE / (sorted.length - index))
  return first === -1 ? sorted : sorted.slice(0, first)
}

function isWide(here: Share, elsewhere: Share): boolean {
  const [a, b] = [here.part / here.of, elsewhere.part / elsewhere.of]
  return a >= TIMES * b && a - b >= POINTS
}

type Cell = { agent: string; market: string; orders: number; held: number; answered: number; overridden: number }

function shareOf(cells: readonly Cell[], what: Skew['what']): Share {
  const of = what === 'held' ? 'orders' : 'answered'
  return cells.reduce((sum, cell) => ({ part: sum.part + cell[what], of: sum.of + cell[of] }), { part: 0, of: 0 })
}

function distinct<K extends 'agent' | 'market'>(cells: readonly Cell[], key: K): string[] {
  return [...new Set(cells.map((cell) => cell[key]))].sort()
}

function placeOf({ agent, what, market }: Skew): string {
  return `${agent}/${what}/${market}`
}

function gap({ here, elsewhere }: Skew): number {
  return here.part / here.of - elsewhere.part / elsewhere.of
}
