// The retry attack: an agent exactly on the 95 % line comes back as a new version every 300 decisions, 20 times, until one is let
// through by luck. The defence is a threshold that grows with the version.
import { logThreshold } from '../../src/autonomy/threshold.ts'
import { seededRandom } from '../seeded-random.ts'
import { type Boundary, boundaryOf, evidenceBoundary, onlyWhere } from './boundary.ts'
import { openingChance } from './opening-chance.ts'
import { type Section, shareRow } from './row.ts'

const ALPHA = 0.05
const VERSIONS = 20
const PER_VERSION = 300
const EXPECTED_RUNS = 2000

const evidence = (threshold: (k: number) => number) => (k: number) =>
  evidenceBoundary({ upTo: PER_VERSION, alpha: ALPHA, logThreshold: threshold(k) })

const RULES: { name: string; expected: number; boundary(k: number): Boundary }[] = [
  {
    name: 'accuracy >= 95 % after 50',
    expected: 1,
    boundary: () =>
      onlyWhere(
        boundaryOf(PER_VERSION, (errors, n) => errors * 20 <= n),
        (n) => n >= 50,
      ),
  },
  { name: 'defence off: 20 for every version', expected: 0.37, boundary: evidence(() => logThreshold()) },
  { name: 'defence on: 20 k^2', expected: 0.034, boundary: evidence((k) => logThreshold({ k })) },
  {
    name: 'defence on, strict: 20 k (k + 1)',
    expected: 0.015,
    boundary: evidence((k) => logThreshold({ k, strict: true })),
  },
]

export function retry({ runs, seed }: { runs: number; seed: number }): Section {
  const random = seededRandom(seed, 'retry')
  const boundaries = RULES.map(({ boundary }) =>
    Array.from({ length: VERSIONS }, (_, version) => boundary(version + 1)),
  )
  const hits = RULES.map(() => 0)
  for (let run = 0; run < runs; run += 1) {
    const passed = RULES.map(() => false)
    for (let version = 0; version < VERSIONS; version += 1) {
      let errors = 0
      for (let n = 1; n <= PER_VERSION; n += 1) {
        if (random() < ALPHA) errors += 1
        for (let r = 0; r < boundaries.length; r += 1)
          if (errors <= (boundaries[r]?.[version]?.[n] ?? -1)) passed[r] = true
      }
    }
    passed.forEach((did, r) => {
      if (did) hits[r] = (hits[r] ?? 0) + 1
    })
  }
  const rows = RULES.map(({ name, expected }, r) =>
    shareRow({
      name,
      expected,
      expectedRuns: EXPECTED_RUNS,
      rounding: expected >= 0.1 ? 5e-3 : 5e-4,
      runs,
      exact: everPassed(boundaries[r] ?? []),
      hits: hits[r] ?? 0,
    }),
  )
  const note = `share of agents at 95 % promoted within ${VERSIONS} versions, a look after every decision; ${EXPECTED_RUNS} runs assumed behind the expected figures`
  return { name: 'attack: retry', note, rows }
}

function everPassed(boundaries: readonly Boundary[]): number {
  return 1 - boundaries.reduce((never, boundary) => never * (1 - (openingChance(boundary, ALPHA)[PER_VERSION] ?? 0)), 1)
}
