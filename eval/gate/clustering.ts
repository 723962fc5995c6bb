// Errors that come in bursts, and approvals given in bulk: both make evidence look like more than it is. The defences are the
// design effect, the floor of days, and counting one cause once.
import { countOnce } from '../../src/autonomy/clusters.ts'
import { designEffect } from '../../src/autonomy/design-effect.ts'
import type { Tally } from '../../src/autonomy/evidence.ts'
import { evidenceGate } from '../../src/autonomy/evidence-gate.ts'
import { FLOORS } from '../../src/autonomy/exposure.ts'
import { logThreshold } from '../../src/autonomy/threshold.ts'
import { seededRandom } from '../seeded-random.ts'
import { evidenceBoundary } from './boundary.ts'
import { clusteredCounts, drawCount } from './counts.ts'
import { exactRow, type Row, type Section, shareRow } from './row.ts'

const ALPHA = 0.05
const DAYS = 120
const PER_DAY = 25
const EXPECTED_RUNS = 1000
const CLONES = 200

const CASES: {
  error: number
  correlation: number
  expected: { off: number | null; floor: number | null; on: number }
}[] = [
  { error: 0.05, correlation: 0, expected: { off: 0.032, floor: 0.02, on: 0.015 } },
  { error: 0.05, correlation: 0.02, expected: { off: 0.083, floor: 0.054, on: 0.033 } },
  { error: 0.05, correlation: 0.05, expected: { off: 0.18, floor: 0.13, on: 0.065 } },
  { error: 0.05, correlation: 0.1, expected: { off: 0.35, floor: 0.26, on: 0.12 } },
  { error: 0.06, correlation: 0, expected: { off: null, floor: null, on: 0 } },
  { error: 0.06, correlation: 0.02, expected: { off: null, floor: null, on: 0.002 } },
  { error: 0.06, correlation: 0.05, expected: { off: null, floor: null, on: 0.008 } },
  { error: 0.06, correlation: 0.1, expected: { off: null, floor: null, on: 0.032 } },
]

export function clustering({ runs, seed }: { runs: number; seed: number }): Section {
  const boundary = evidenceBoundary({ upTo: DAYS * PER_DAY, alpha: ALPHA, logThreshold: logThreshold() })
  const rows = CASES.flatMap(({ error, correlation, expected }): Row[] => {
    const random = seededRandom(seed, `clustering/${error}/${correlation}`)
    const counts = clusteredCounts(PER_DAY, { error, correlation })
    const hits = { off: 0, floor: 0, on: 0 }
    for (let run = 0; run < runs; run += 1) {
      const passed = oneScope(() => drawCount(counts, random), boundary)
      for (const defence of DEFENCES) if (passed[defence]) hits[defence] += 1
    }
    return DEFENCES.map((defence) =>
      shareRow({
        name: `error ${error}, correlation ${correlation}: ${NAMES[defence]}`,
        expected: expected[defence],
        expectedRuns: EXPECTED_RUNS,
        rounding: (expected[defence] ?? 0) >= 0.1 ? 5e-3 : 5e-4,
        runs,
        hits: hits[defence],
      }),
    )
  })
  const note = `share of scopes let through in ${DAYS} days of ${PER_DAY}, a look a day; ${EXPECTED_RUNS} runs assumed behind the expected figures`
  return { name: 'attack: clustering', note, rows: [...rows, ...clones()] }
}

const DEFENCES = ['off', 'floor', 'on'] as const
const NAMES = { off: 'defence off', floor: 'floor of days', on: 'defence on: floor and design effect' }
type Passed = Record<(typeof DEFENCES)[number], boolean>

function oneScope(draw: () => number, boundary: Int32Array): Passed {
  const days: Tally[] = []
  const passed: Passed = { off: false, floor: false, on: false }
  const tally = { errors: 0, decisions: 0 }
  for (let day = 1; day <= DAYS; day += 1) {
    const errors = draw()
    days.push({ errors, decisions: PER_DAY })
    tally.errors += errors
    tally.decisions += PER_DAY
    // The design effect is never below 1: what is closed without it stays closed with it.
    if (tally.errors > (boundary[tally.decisions] ?? -1)) continue
    passed.off = true
    if (day < FLOORS.days) continue
    passed.floor = true
    passed.on ||= evidenceGate({ tally, alpha: ALPHA, designEffect: designEffect(days) }).open
    if (passed.on) break
  }
  return passed
}

/** Two hundred copies of one right case, approved in one go. */
function clones(): Row[] {
  const copies = Array.from({ length: CLONES }, (_, n) => ({ clusterKey: 'one feed', at: n, loss: 0 }))
  const open = (decisions: number) => (evidenceGate({ tally: { errors: 0, decisions }, alpha: ALPHA }).open ? 1 : 0)
  return [
    exactRow(`${CLONES} copies approved at once, defence off: gate opens`, 1, open(copies.length)),
    exactRow(`${CLONES} copies approved at once, defence on: gate opens`, 0, open(countOnce(copies).length)),
    exactRow(`${CLONES} copies approved at once, defence on: decisions counted`, 1, countOnce(copies).length),
  ]
}
