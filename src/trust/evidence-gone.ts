// A grant rests on cases that counted as right. Where enough of them turn out wrong later, it rests on nothing. Pure.
import { logEvidence } from '../autonomy/evidence.ts'
import { lossOf } from '../autonomy/loss.ts'
import type { EvidenceRow } from '../ledger/trust.ts'
import { judgedFrom } from './cases.ts'
import type { Grant } from './grants.ts'
import { learnedAt } from './learned.ts'

/** Odds below which evidence that once reached twenty is gone. */
const GONE_BELOW = 5

/** An exception rested on no evidence, and a new version on a test: nothing of theirs can go. */
export function evidenceGone(
  grant: Grant,
  rows: readonly EvidenceRow[],
  since = 0,
): { cause: 'evidence_gone'; because: string } | null {
  const { evidence } = grant
  if (evidence === null || grant.override !== null || evidence.log_evidence < Math.log(GONE_BELOW)) return null
  const { errors, decisions, alpha_eff, log_evidence } = evidence
  const lost = new Set(rows.filter((row) => isLost(row, grant, since)).map(causeOf)).size
  if (lost === 0) return null
  const tally = { errors: Math.min(decisions, errors + lost), decisions }
  // As much tempered as it was then: errors of one day are not as many causes.
  const effect = Math.max(1, logEvidence({ errors, decisions }, alpha_eff) / log_evidence)
  if (logEvidence(tally, alpha_eff) / effect >= Math.log(GONE_BELOW)) return null
  return {
    cause: 'evidence_gone',
    because: `${lost} of the ${decisions} cases it was granted on turned out wrong since: they do not speak for it any more`,
  }
}

/** Right when it was granted, and learned to be wrong since. */
function isLost(row: EvidenceRow, { granted_at, from_confidence }: Grant, since: number): boolean {
  const { closed_at, verdict, confidence } = row
  if (closed_at === null || closed_at > granted_at || closed_at <= since) return false
  if (verdict === null || confidence < from_confidence || (learnedAt(row) ?? 0) < granted_at) return false
  return lossOf({ ...judgedFrom(row), outcome: 'none', severity: null, considered: true }).loss === 0
}

/** Answers given in one go are one cause. */
function causeOf({ bulk, cluster, decision_id }: EvidenceRow): string {
  return bulk === null ? decision_id : `${bulk}/${cluster ?? ''}`
}
