// Rows of the record as cases for and against an agent. Pure; what counts and what does not is src/autonomy/loss.ts.
import { countOnce } from '../autonomy/clusters.ts'
import { type Judged, lossOf } from '../autonomy/loss.ts'
import type { EvidenceRow } from '../ledger/trust.ts'

export type Case = {
  decision_id: string
  run_id: string
  number: string
  /** When it was judged, epoch ms. */
  at: number
  confidence: number
  loss: 0 | 1
  trip: boolean
  by: string | null
  /** Chance with which it came to be looked at. */
  pi: number
  clusterKey: string | null
}

/** When an approval counts as considered. Whoever found something wrong has looked, whatever else they did. */
export type Considered = {
  /** Whose approvals of that time say anything. */
  trustedBy?: (userId: string, at: number) => boolean
  /** The evidence has to have been opened: for what costs something to undo. */
  mustOpen?: boolean
}

/** Everything people or the world said of the asked decisions of one scope, bulk answers as one piece, in time order. */
export function casesOf(rows: readonly EvidenceRow[], considered: Considered = {}): Case[] {
  const cases = rows.flatMap((row) => caseOf(row, considered))
  const begun = new Map<string, number>()
  for (const { clusterKey, at } of cases) if (clusterKey !== null && !begun.has(clusterKey)) begun.set(clusterKey, at)
  // Answers given in one go are one cause, wherever the minute turns.
  return countOnce(cases.map((one) => ({ ...one, at: begun.get(one.clusterKey ?? '') ?? one.at })))
}

function caseOf(row: EvidenceRow, considered: Considered): Case[] {
  if (row.opened_at === null) return []
  const { loss, enters, trip } = lossOf(judgedFrom(row, considered))
  if (!enters) return []
  const { decision_id, run_id, number, confidence, bulk, cluster } = row
  return [
    {
      ...{ decision_id, run_id, number, confidence, loss, trip, by: row.verdict_by, pi: row.p_ask },
      at: row.closed_at ?? row.opened_at,
      clusterKey: bulk === null ? null : `${bulk}/${cluster ?? ''}`,
    },
  ]
}

/** What an audit found of the decisions an agent took alone. */
export function auditsOf(
  rows: readonly EvidenceRow[],
): { at: number; wrong: boolean; pi: number; decision_id: string }[] {
  return rows.flatMap((row) =>
    // A targeted look is for causes: only the lot says how often.
    row.audit === null || row.p_audit === null || row.p_audit <= 0 || row.audit_drawn === 'targeted'
      ? []
      : [
          {
            ...{ at: row.audited_at ?? row.proposed_at, wrong: row.audit === 'wrong', pi: row.p_audit },
            decision_id: row.decision_id,
          },
        ],
  )
}

export function judgedFrom(row: EvidenceRow, { trustedBy = () => true, mustOpen = false }: Considered = {}): Judged {
  const isSeen = (row.carried !== true && !mustOpen) || row.evidence_opened === true
  const at = row.closed_at ?? row.proposed_at
  const isConsidered = isSeen && (row.weight ?? 'evidence') === 'evidence' && trustedBy(row.verdict_by ?? '', at)
  return {
    verdict: row.verdict ?? 'expired',
    recommended: row.fingerprint,
    executed: row.executed,
    reason: row.reason_code,
    outcome: row.outcome !== null ? 'reversed' : row.corrected_at !== null ? 'overridden' : 'none',
    severity: severityOf(row.severity),
    seed: false,
    considered: isConsidered,
  }
}

function severityOf(severity: number | null): Judged['severity'] {
  return severity === 1 || severity === 2 || severity === 3 ? severity : null
}
