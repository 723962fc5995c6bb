// A test of two versions as the record tells it: 1,000 cases of which some differ, and what people said of those.
import type { Choice, ShadowBegun, ShadowEvent, StoredShadowEvent } from '../../../src/contracts/shadow.ts'
import { foldShadow, type ShadowTest } from '../../../src/trust/shadow/fold.ts'
import { reportOf } from '../../../src/trust/shadow/report.ts'

export const REPORT = '01a9d3c2-0000-7000-8000-000000000001'
const id = (nth: number): string => `01a9d3c2-0000-7000-8000-${String(nth).padStart(12, '0')}`

/** What was said of one case: who was right, and how bad a wrong new version, and a wrong old one, would have been. */
export type Told = {
  right: 'new' | 'old' | 'both' | 'neither'
  severity?: number
  old?: number
  action?: string
  golden?: boolean
  sample?: boolean
}

export function eventsOf(told: readonly Told[], patch: Partial<ShadowBegun> = {}): ShadowEvent[] {
  const begun: ShadowBegun = {
    ...{ type: 'begun', report: REPORT, agent: 'fraud_detection', old_version: '1.0.0', new_version: '1.1.0' },
    ...{ channel: null, cases: 1_000, same: 1_000 - told.length, failed: 0, no_answer: null, unfrozen: 0 },
    golden: { known: 0, repeated: 0 },
    actions: { release: { cases: 900, failed: 0 }, hold: { cases: 100, failed: 0 } },
    ...{ margins: { release: 0.02, hold: 0.02 }, margin: 0.02, judges_all: false, cards: told.length },
    ...patch,
  }
  const cases = told.map(({ action = 'release', golden = false, sample = true }, index): ShadowEvent => {
    const nth = index + 1
    const about = { decision_id: id(nth), run_id: id(nth), number: `#${nth}`, sample, golden, same: false }
    const old = { kind: 'proposed', action, fingerprint: 'old' } as const
    // On either side in turn: which one it was must make no difference.
    return {
      ...{ type: 'case', report: REPORT, nth, ...about, old_seat: nth % 2 === 0 ? 'A' : 'B', old },
      new: { ...old, fingerprint: 'new' },
    }
  })
  const judged = told.map(({ right, severity = 1, old = 1 }, index): ShadowEvent => {
    const nth = index + 1
    const [oldSeat, newSeat] = nth % 2 === 0 ? (['A', 'B'] as const) : (['B', 'A'] as const)
    const choice: Choice = right === 'new' ? newSeat : right === 'old' ? oldSeat : right
    const grades = { [newSeat]: severity, [oldSeat]: old } as Record<'A' | 'B', number>
    const wrong = (seat: 'A' | 'B') => choice !== 'both' && choice !== seat
    return {
      ...{ type: 'judged', report: REPORT, nth, choice },
      severity: { A: wrong('A') ? grades.A : null, B: wrong('B') ? grades.B : null },
    }
  })
  return [begun, ...cases, ...judged]
}

export const stored = (events: readonly ShadowEvent[]): StoredShadowEvent[] =>
  events.map((event, index) => ({ seq: index + 1, at: index, by: 'UANA', event }))

export function testOf(told: readonly Told[], patch: Partial<ShadowBegun> = {}): ShadowTest {
  const [test] = foldShadow(stored(eventsOf(told, patch)))
  if (!test) throw new Error('there is no test')
  return test
}

export const many = (count: number, told: Told): Told[] => Array.from({ length: count }, () => told)

/** The record of a test that passed, every case of it the same, of one action. */
export function passed(about: Pick<ShadowBegun, 'agent' | 'new_version'>, action: string): StoredShadowEvent[] {
  const patch = { ...about, actions: { [action]: { cases: 1_000, failed: 0 } }, margins: { [action]: 0.02 } }
  const result = reportOf(testOf([], patch))
  return stored([...eventsOf([], patch), { type: 'finished', report: REPORT, result }])
}
