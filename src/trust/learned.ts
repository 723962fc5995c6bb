// What is known of a decision only later: that it was wrong, and since when anybody knows. Pure.
import type { EvidenceRow } from '../ledger/trust.ts'
import { wasStopped } from './cases.ts'

/** Known to be wrong without having been looked for: a person corrected or stopped it, or the world spoke. */
export function isFlagged(row: EvidenceRow): boolean {
  return row.outcome !== null || row.corrected_at !== null || wasStopped(row)
}

/** The latest moment at which it was said to be wrong after it was decided; null while nobody has. */
export function learnedAt({ corrected_at, outcome, outcome_at, audit, audited_at }: EvidenceRow): number | null {
  const said = [corrected_at, outcome === null ? null : outcome_at, audit === 'wrong' ? audited_at : null]
  const known = said.filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** When an error of severity 3 was last learned, whoever was in office then; null: never. */
export function lastSevere(rows: readonly EvidenceRow[]): number | null {
  const moments = rows.filter(({ severity }) => severity === 3).map(severeAt)
  return moments.length === 0 ? null : moments.reduce((last, at) => Math.max(last, at))
}

export function severeAt(row: EvidenceRow): number {
  return learnedAt(row) ?? row.closed_at ?? row.proposed_at
}
