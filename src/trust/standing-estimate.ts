// The error rate of everything a scope did. What acts alone is known by its audits, and by what was learned without looking: that is
// counted as it is, beside what was looked at. Pure.
import { type Audited, hajek, hajekWithFlags } from '../autonomy/weighted-error.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import type { Case } from './cases.ts'
import { isFlagged } from './learned.ts'

export type EstimateInput = {
  /** Of the slice spoken of. */
  cases: readonly Case[]
  /** Of the same slice, looked at or not. */
  rows: readonly EvidenceRow[]
  /** Whether it has had a grant since it last slipped: before, people look at all it does. */
  granted: boolean
  /** Decided without asking since then; null: as many as its audits stand for. */
  alone: number | null
}

/** Null while nothing was looked at. */
export function estimateOf({ cases, rows, granted, alone }: EstimateInput): number | null {
  if (!granted) return hajek(cases)
  const flagged = rows.filter(isFlagged)
  const known = new Set(flagged.map(({ decision_id }) => decision_id))
  const unasked = new Set(rows.filter(({ opened_at }) => opened_at === null).map(({ decision_id }) => decision_id))
  const rest = cases.filter(({ decision_id }) => !known.has(decision_id))
  const asked = rest.filter(({ decision_id }) => !unasked.has(decision_id))
  const audited = rest.filter(({ decision_id }) => unasked.has(decision_id))
  // Audits stand for all that was done alone, however many of those that were drawn are answered by now.
  const learned = flagged.filter(({ decision_id }) => unasked.has(decision_id)).length
  const done = alone === null ? weightOf(audited) : Math.max(audited.length, alone - learned)
  const scale = done === 0 ? 1 : weightOf(audited) / done
  if (rest.length === 0) return null
  return hajekWithFlags({
    flagged: flagged.map(() => 1),
    unflagged: weightOf(asked) + done,
    audited: [...asked, ...audited.map(({ loss, pi }) => ({ loss, pi: pi * scale }))],
  })
}

function weightOf(looked: readonly Audited[]): number {
  return looked.reduce((sum, { pi }) => sum + 1 / pi, 0)
}
