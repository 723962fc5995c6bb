// Reviewers who approve without looking: errors they miss look like right decisions. Off, the gate believes them; on, known-wrong
// seeds measure what they catch and the target shrinks by it.
import { catchRateBound } from '../../src/autonomy/catch-rate.ts'
import { logEvidence } from '../../src/autonomy/evidence.ts'
import { DELTA, logThreshold } from '../../src/autonomy/threshold.ts'
import { seededRandom } from '../seeded-random.ts'
import { evidenceBoundary } from './boundary.ts'
import { openingChance } from './opening-chance.ts'
import { quantileOf, type Row, type Section, shareRow, simulatedRow } from './row.ts'

const ALPHA = 0.05
const DECISIONS = 3000
const SEED_SHARE = 0.04
const EXPECTED_RUNS = 400
/**
 * The expected medians do not say how seeds are spread nor when one looks. Measured: seeds beside or among the decisions, drawn or
 * every 25th, a look each decision or every 50th, move the first median between 824 and 900. So much is allowed for, and shown.
 */
const SET_UP = 0.1
/** Half the error budget each for seeds and gate. */
const HALF = { delta: DELTA / 2 }

type Case = { error: number; catches: number; off: number; on: number; median: number | null }
const CASES: Case[] = [
  { error: 0.1, catches: 0.3, off: 0.995, on: 0, median: null },
  { error: 0.08, catches: 0.4, off: 0.99, on: 0, median: null },
  { error: 0.08, catches: 0.5, off: 0.49, on: 0, median: null },
  { error: 0.06, catches: 0.7, off: 0.32, on: 0, median: null },
  { error: 0.02, catches: 0.9, off: 1, on: 1, median: 926 },
  { error: 0.01, catches: 0.95, off: 1, on: 1, median: 376 },
]

export function rubberStamp({ runs, seed }: { runs: number; seed: number }): Section {
  const plain = evidenceBoundary({ upTo: DECISIONS, alpha: ALPHA, logThreshold: logThreshold() })
  const attempt = createAttempt()
  const rows = CASES.flatMap(({ error, catches, off, on, median }): Row[] => {
    const random = seededRandom(seed, `rubber-stamp/${error}/${catches}`)
    const openedOff: number[] = []
    const openedOn: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const opened = attempt({ error, catches, random, plain })
      if (opened.off !== null) openedOff.push(opened.off)
      if (opened.on !== null) openedOn.push(opened.on)
    }
    const name = `error ${error}, ${catches} caught`
    const common = { expectedRuns: EXPECTED_RUNS, rounding: 5e-3, runs }
    const exact = openingChance(plain, error * catches)[DECISIONS] ?? Number.NaN
    const rows = [
      shareRow({ ...common, name: `${name}: defence off`, expected: off, exact, hits: openedOff.length }),
      shareRow({ ...common, name: `${name}: defence on`, expected: on, hits: openedOn.length }),
    ]
    if (median !== null)
      rows.push(
        simulatedRow({
          ...common,
          name: `${name}: defence on, median decisions`,
          expected: median,
          rounding: SET_UP * median,
          ...quantileOf(openedOn, 0.5),
        }),
      )
    return rows
  })
  return {
    name: 'attack: rubber stamp',
    note: `share promoted within ${DECISIONS} decisions, 4 % known-wrong seeds beside them, a look after every decision; medians are held to ${SET_UP * 100} % beyond chance, since their set-up is not known in full`,
    rows,
  }
}

type Attempt = { error: number; catches: number; random: () => number; plain: Int32Array }

function createAttempt(): (attempt: Attempt) => { off: number | null; on: number | null } {
  const bounds = new Map<number, number>()
  const threshold = logThreshold(HALF)
  const catchRate = (shown: number, caught: number): number => {
    const key = shown * (DECISIONS + 1) + caught
    const known = bounds.get(key) ?? catchRateBound({ shown, caught }, HALF.delta)
    bounds.set(key, known)
    return known
  }
  return ({ error, catches, random, plain }) => {
    const opened: { off: number | null; on: number | null } = { off: null, on: null }
    const seeds = { shown: 0, caught: 0 }
    let errors = 0
    let lookAgain = 1
    for (let n = 1; n <= DECISIONS && (opened.off === null || opened.on === null); n += 1) {
      if (random() < SEED_SHARE) {
        seeds.shown += 1
        if (random() < catches) seeds.caught += 1
        lookAgain = n
      }
      if (random() < error * catches) errors += 1
      if (opened.off === null && errors <= (plain[n] ?? -1)) opened.off = n
      if (opened.on !== null || n < lookAgain) continue
      const alphaEff = ALPHA * catchRate(seeds.shown, seeds.caught)
      const missing = threshold - logEvidence({ errors, decisions: n }, alphaEff)
      if (missing <= 0) opened.on = n
      // A right decision multiplies M by 1 / (1 - alpha) at most, so nothing can happen before.
      else lookAgain = n + Math.max(1, Math.ceil(missing / -Math.log1p(-alphaEff)))
    }
    return opened
  }
}
