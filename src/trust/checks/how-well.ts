// How well people check, all of them together: what they catch, what they turn down wrongly, whether they agree when they have not
// seen the answer. Totals only, and none of a single person: their figures are theirs (`/countersign me`). Pure.
import { ac1, type TwoByTwo } from '../../autonomy/agreement.ts'
import { binomialAtMost } from '../../autonomy/binomial.ts'
import { catchRateBound } from '../../autonomy/catch-rate.ts'
import { mcnemar } from '../../autonomy/mcnemar.ts'
import { DELTA } from '../../autonomy/threshold.ts'
import type { CheckCount } from '../../ledger/checks.ts'

export type Caught = { shown: number; caught: number }

export type HowWell = {
  /** People who answered checks. */
  people: number
  /** Known-wrong cases, and by how they were made: a stratum each. */
  seeds: Caught & { at_least: number; strata: (Caught & { source: string })[] }
  /** Known-right cases that were not approved. */
  turned_down: { shown: number; wrongly: number }
  /** First answers (approved or not) by second ones that had not seen the agent's (the same or not). */
  doubles: TwoByTwo & { asked: number; ac1: number | null }
  /** How much more often people approve what they see than they would have done the same; null without second opinions. */
  gap: number | null
  warnings: Warning[]
}

/**
 * rubber_stamp: the gap is large, beyond chance. disagrees: second opinions say that less is caught than the seeds do.
 * easy_seeds: nearly all known-wrong cases are caught, of every kind: they may be easier than real errors.
 */
export type Warning = 'rubber_stamp' | 'disagrees' | 'easy_seeds'

/** Fewer cases are no reason to warn, and one person's figures are no totals. */
const ENOUGH = 20
const LARGE_GAP = 0.1
const TOO_EASY = 0.95
const PEOPLE = 2

/** Null while fewer than two people answered any. */
export function howWell(rows: readonly CheckCount[]): HowWell | null {
  const people = new Set(rows.flatMap(({ reviewers }) => reviewers)).size
  if (people < PEOPLE) return null
  const wrong = rows.filter(({ kind }) => kind === 'known_wrong')
  const right = caughtOf(rows.filter(({ kind }) => kind === 'known_right'))
  const seeds = caughtOf(wrong)
  const strata = [...new Set(wrong.map(({ source }) => source))]
    .sort()
    .map((source) => ({ source, ...caughtOf(wrong.filter((row) => row.source === source)) }))
  const doubles = doublesOf(rows.filter(({ kind }) => kind === 'double'))
  const asked = doubles.both + doubles.first + doubles.second + doubles.neither
  const gap = asked === 0 ? null : (doubles.first - doubles.second) / asked
  const at_least = catchRateBound(seeds)
  return {
    people,
    seeds: { ...seeds, at_least, strata },
    turned_down: { shown: right.shown, wrongly: right.shown - right.caught },
    doubles: { ...doubles, asked, ac1: ac1(doubles) },
    gap,
    warnings: [
      ...(isRubberStamp(doubles, asked, gap) ? (['rubber_stamp'] as const) : []),
      ...(disagrees(doubles, asked, at_least) ? (['disagrees'] as const) : []),
      ...(isEasy(strata) ? (['easy_seeds'] as const) : []),
    ],
  }
}

function caughtOf(rows: readonly CheckCount[]): Caught {
  const sum = (of: readonly CheckCount[]): number => of.reduce((total, { count }) => total + count, 0)
  return { shown: sum(rows), caught: sum(rows.filter(({ caught }) => caught)) }
}

function doublesOf(rows: readonly CheckCount[]): TwoByTwo {
  const of = (approved: boolean, same: boolean): number =>
    caughtOf(rows.filter((row) => row.approved === approved && row.caught === same)).shown
  return { both: of(true, true), first: of(true, false), second: of(false, true), neither: of(false, false) }
}

/** Large, and not what coins would do (McNemar, on the cases where the two differ). */
function isRubberStamp({ first, second }: TwoByTwo, asked: number, gap: number | null): boolean {
  return asked >= ENOUGH && gap !== null && gap >= LARGE_GAP && mcnemar({ lost: second, won: first }) <= DELTA
}

/** Of what nobody would have done unseen, so few were stopped that the seeds' own bound can hardly be true. */
function disagrees({ first, neither }: TwoByTwo, asked: number, at_least: number): boolean {
  return asked >= ENOUGH && binomialAtMost(neither, first + neither, at_least) <= DELTA
}

/** Enough of every kind, and hardly one missed of any. */
function isEasy(strata: readonly Caught[]): boolean {
  const known = strata.filter(({ shown }) => shown >= ENOUGH)
  return known.length > 0 && known.every(({ shown, caught }) => caught / shown >= TOO_EASY)
}
