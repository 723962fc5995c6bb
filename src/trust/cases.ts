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
  const said = saidOf(row)
  // Of what was done without asking, people look only at what they stop: it counts, for what nobody stopped does not.
  if (row.opened_at === null && !said.isNo) return []
  const { loss, enters, trip } = lossOf(judgedFrom(row, considered))
  if (!enters) return []
  const { decision_id, run_id, number, confidence, bulk, cluster } = row
  return [
    {
      ...{ decision_id, run_id, number, confidence, loss, trip, by: said.by },
      pi: row.opened_at === null ? 1 : row.p_ask,
      at: row.closed_at ?? said.at ?? row.opened_at ?? row.proposed_at,
      clusterKey: bulk === null ? null : `${bulk}/${cluster ?? ''}`,
    },
  ]
}

/** The same, and what audits by lot found of the decisions it took alone: each decision once. */
export function allCasesOf(rows: readonly EvidenceRow[], considered: Considered = {}): Case[] {
  const asked = casesOf(rows, considered)
  const known = new Set(asked.map(({ decision_id }) => decision_id))
  const audited = rows
    .filter(({ verdict, decision_id }) => verdict === null && !known.has(decision_id))
    .flatMap(auditCaseOf)
  return audited.length === 0 ? asked : [...asked, ...audited].sort((a, b) => a.at - b.at)
}

function auditCaseOf(row: EvidenceRow): Case[] {
  const [audit] = auditsOf([row])
  if (!audit) return []
  const verdict = audit.wrong ? 'audit_wrong' : 'audit_ok'
  const { loss, trip } = lossOf({ ...judgedFrom(row), verdict, considered: true })
  const { decision_id, run_id, number, confidence } = row
  return [
    { decision_id, run_id, number, confidence, loss, trip, by: null, clusterKey: null, at: audit.at, pi: audit.pi },
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
  const { verdict, reason, executed } = saidOf(row)
  const isConsidered =
    isSeen && (row.weight ?? 'evidence') === 'evidence' && trustedBy(row.verdict_by ?? '', answeredAt(row))
  return {
    verdict,
    recommended: row.fingerprint,
    executed,
    reason,
    outcome: row.outcome !== null ? 'reversed' : row.corrected_at !== null ? 'overridden' : 'none',
    severity: severityOf(row.severity),
    seed: false,
    considered: isConsidered,
  }
}

/** The moment whose week says whether an approval of it counts. */
export function answeredAt({ closed_at, proposed_at }: Pick<EvidenceRow, 'closed_at' | 'proposed_at'>): number {
  return closed_at ?? proposed_at
}

/** Wrong, known without having been looked for: a person stopped it and let it through no more, or said no when it was asked anew. */
export function wasStopped(row: EvidenceRow): boolean {
  return saidOf(row).isNo && lossOf({ ...judgedFrom(row), outcome: 'none', severity: null }).loss === 1
}

type Said = Pick<Judged, 'verdict' | 'reason' | 'executed'> & {
  by: string | null
  at: number | null
  /** Said after what was answered first, or where nothing was asked at first. */
  isNo: boolean
}

/** The last word of people. A no replaces what was said before it; a yes to the same, asked anew, leaves that as it was. */
function saidOf(row: EvidenceRow): Said {
  const { again = null, again_by: by = null, again_at: at = null, again_executed: executed = null } = row
  if (again === 'reject' || (again === 'edit' && executed !== row.fingerprint))
    return { verdict: again, reason: row.again_reason ?? null, executed, by, at, isNo: true }
  const { stopped_at = null, stopped_by = null } = row
  if (stopped_at !== null && again === null)
    return { verdict: 'vetoed', reason: null, executed: null, by: stopped_by, at: stopped_at, isNo: true }
  const own = { verdict: row.verdict ?? ('expired' as const), reason: row.reason_code, executed: row.executed }
  return { ...own, by: row.verdict_by, at: row.closed_at, isNo: false }
}

function severityOf(severity: number | null): Judged['severity'] {
  return severity === 1 || severity === 2 || severity === 3 ? severity : null
}
