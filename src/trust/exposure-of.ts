// How much a scope has been seen: days, people, and how many questions stayed unanswered. Pure.
import type { Exposure } from '../autonomy/exposure.ts'
import { DAY } from '../contracts/clock.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import type { Case } from './cases.ts'

const COVERAGE_WINDOW_MS = 30 * DAY

export function exposureOf(
  rows: readonly EvidenceRow[],
  cases: readonly Case[],
  { now, severeAt }: { now: number; severeAt: number | null },
): Exposure {
  const first = cases[0]?.at ?? now
  const recent = rows.filter(({ opened_at }) => opened_at !== null && opened_at > now - COVERAGE_WINDOW_MS)
  return {
    days: (now - first) / DAY,
    decisions: cases.length,
    distinctDays: new Set(cases.map(({ at }) => Math.floor(at / DAY))).size,
    reviewers: new Set(cases.flatMap(({ by }) => by ?? [])).size,
    answered: recent.filter(({ verdict }) => verdict !== null).length,
    expired: recent.filter(({ status }) => status === 'expired').length,
    daysSinceSevere: severeAt === null ? null : (now - severeAt) / DAY,
  }
}
