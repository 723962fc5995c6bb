// Where people stand on a question that two must agree on: each on one side at most, the one they took last, whoever spoke for them.
import { contradict } from './conflicts.ts'
import type { DecisionState, RunState, Side } from './state.ts'

export type Approval = DecisionState['approvals'][number]

export function approvalsWith({ approvals }: Pick<DecisionState, 'approvals'>, approval: Approval): Approval[] {
  const voice = voiceOf(approval)
  return [...approvals.filter((other) => other.by !== approval.by && voiceOf(other) !== voice), approval]
}

function voiceOf({ by, on_behalf_of }: Approval): string {
  return on_behalf_of ?? by
}

/** Who agreed to what a closed question came to, without those who stood on the other side. */
export function agreed({ approvals, status }: Pick<DecisionState, 'approvals' | 'status'>): Approval[] {
  const side: Side = status === 'rejected' ? 'no' : 'yes'
  return approvals.filter((approval) => approval.side === side)
}

/** Whoever chooses one side of a contradiction no longer stands on the other. */
export function withoutContradicted(
  decisions: RunState['decisions'],
  { state, decision, by }: { state: RunState; decision: DecisionState; by: string },
): RunState['decisions'] {
  const left = Object.entries(decisions).map(([id, other]) => {
    const isOpposite =
      other.decision_id !== decision.decision_id &&
      other.status === 'open' &&
      contradict(state, decision.record, other.record)
    if (!isOpposite || !other.approvals.some((approval) => approval.by === by)) return [id, other] as const
    const approvals = other.approvals.filter((approval) => approval.by !== by || approval.side === 'no')
    return [id, { ...other, approvals }] as const
  })
  return Object.fromEntries(left)
}
