// What looking every day does to each rule: agents on the 95 % line (or worse) that are let through all the same. 20 decisions a day.
import { logBetaTails } from '../../src/autonomy/incomplete-beta.ts'
import { clopperPearsonUpper, wilsonUpper, Z_ONE_SIDED_95, Z_TWO_SIDED_95 } from '../../src/autonomy/intervals.ts'
import { logThreshold } from '../../src/autonomy/threshold.ts'
import { seededRandom } from '../seeded-random.ts'
import { type Boundary, boundaryOf, evidenceBoundary, onlyWhere } from './boundary.ts'
import { binomialCounts, drawCount } from './counts.ts'
import { openingChance } from './opening-chance.ts'
import { type Row, type Section, shareRow } from './row.ts'

const ALPHA = 0.05
const PER_DAY = 20
const GUIDE_DAYS = 14
const EXPECTED_RUNS = 10_000

type Agent = { error: number; looksAt: readonly number[] }
const ON_THE_LINE: Agent = { error: 0.05, looksAt: [500, 2000, 10_000] }
const BELOW: Agent = { error: 0.06, looksAt: [2000] }

type Rule = { name: string; expected: readonly number[]; boundary(upTo: number): Boundary }

const daily = (boundary: Boundary) => onlyWhere(boundary, (n) => n % PER_DAY === 0)
const accurate = (upTo: number) => boundaryOf(upTo, (errors, n) => errors * 20 <= n)
const guideFrom = GUIDE_DAYS * PER_DAY

/** Expected: at 95 % by 500, 2,000 and 10,000 decisions; at 94 % by 2,000. */
export const RULES: readonly Rule[] = [
  {
    name: 'accuracy >= 95 %, any day after 50',
    expected: [0.889, 0.948, 0.974, 0.746],
    boundary: (upTo) => onlyWhere(daily(accurate(upTo)), (n) => n >= 50),
  },
  {
    name: 'guide, one look',
    expected: [0.562, 0.574, 0.569, 0.291],
    boundary: (upTo) => onlyWhere(accurate(upTo), (n) => n === guideFrom),
  },
  {
    name: 'guide, then daily',
    expected: [0.734, 0.883, 0.944, 0.472],
    boundary: (upTo) => onlyWhere(daily(accurate(upTo)), (n) => n >= guideFrom),
  },
  {
    name: 'Wilson one-sided 95 %, daily',
    expected: [0.176, 0.269, 0.351, 0.071],
    boundary: (upTo) => daily(boundaryOf(upTo, (errors, n) => wilson(errors, n, Z_ONE_SIDED_95))),
  },
  {
    name: 'Wilson two-sided 95 %, daily',
    expected: [0.075, 0.133, 0.199, 0.023],
    boundary: (upTo) => daily(boundaryOf(upTo, (errors, n) => wilson(errors, n, Z_TWO_SIDED_95))),
  },
  {
    name: 'Clopper-Pearson, daily',
    expected: [0.151, 0.245, 0.33, 0.06],
    boundary: (upTo) =>
      daily(boundaryOf(upTo, (errors, decisions) => clopperPearsonUpper({ errors, decisions }) <= ALPHA)),
  },
  {
    name: 'Bayes posterior > 95 %, daily',
    expected: [0.159, 0.251, 0.337, 0.063],
    boundary: (upTo) => daily(boundaryOf(upTo, posterior)),
  },
  {
    name: 'e-gate',
    expected: [0.021, 0.028, 0.034, 0.004],
    boundary: (upTo) => daily(evidenceBoundary({ upTo, alpha: ALPHA, logThreshold: logThreshold() })),
  },
  {
    name: 'e-gate, from 14 days and 200 on',
    expected: [0.011, 0.018, 0.024, 0.001],
    boundary: (upTo) =>
      onlyWhere(
        daily(evidenceBoundary({ upTo, alpha: ALPHA, logThreshold: logThreshold() })),
        (n) => n >= Math.max(guideFrom, 200),
      ),
  },
]

export function peeking({ runs, seed }: { runs: number; seed: number }): Section {
  const boundaries = RULES.map(({ boundary }) => boundary(10_000))
  const rows = [ON_THE_LINE, BELOW].flatMap((agent, index) => {
    const hits = simulate({ agent, boundaries, runs, seed })
    return RULES.flatMap((rule, r): Row[] => {
      const exact = openingChance(boundaries[r] ?? new Int32Array(), agent.error)
      return agent.looksAt.map((upTo, column) =>
        shareRow({
          name: `${rule.name}: error ${agent.error}, by ${upTo}`,
          expected: rule.expected[index * ON_THE_LINE.looksAt.length + column] ?? null,
          expectedRuns: EXPECTED_RUNS,
          rounding: 5e-4,
          runs,
          exact: exact[upTo] ?? Number.NaN,
          hits: hits[r]?.[column] ?? Number.NaN,
        }),
      )
    })
  })
  return { name: 'peeking', note: 'share of runs wrongly let through, simulated; beside it the exact chance', rows }
}

/** By rule, then by the agent's `looksAt`: how many runs had passed by then. */
function simulate(options: { agent: Agent; boundaries: readonly Boundary[]; runs: number; seed: number }): number[][] {
  const { agent, boundaries, runs, seed } = options
  const random = seededRandom(seed, `peeking/${agent.error}`)
  const counts = binomialCounts(PER_DAY, agent.error)
  const last = Math.max(...agent.looksAt)
  const hits = boundaries.map(() => agent.looksAt.map(() => 0))
  for (let run = 0; run < runs; run += 1) {
    const passedAt = new Float64Array(boundaries.length).fill(Number.POSITIVE_INFINITY)
    let errors = 0
    for (let n = PER_DAY; n <= last; n += PER_DAY) {
      errors += drawCount(counts, random)
      for (let r = 0; r < boundaries.length; r += 1)
        if (errors <= (boundaries[r]?.[n] ?? -1) && (passedAt[r] ?? 0) > n) passedAt[r] = n
    }
    hits.forEach((row, r) => {
      agent.looksAt.forEach((upTo, column) => {
        if ((passedAt[r] ?? 0) <= upTo) row[column] = (row[column] ?? 0) + 1
      })
    })
  }
  return hits
}

function wilson(errors: number, decisions: number, z: number): boolean {
  return wilsonUpper({ errors, decisions }, z) <= ALPHA
}

/** Uniform prior: P(error < 5 % | data) > 95 %. */
function posterior(errors: number, n: number): boolean {
  return logBetaTails(errors + 1, n - errors + 1, ALPHA).lower > Math.log(0.95)
}
