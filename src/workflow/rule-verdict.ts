// What an answer to a decision counts as. Pure, and the only place that says so: every surface and every timeout goes through it.
import type { VerdictRequest } from '../contracts/verdict.ts'
import { onReject } from './on-reject.ts'
import type { DecisionState, DecisionStatus, RunState, Side } from './state.ts'

export type Ruling =
  | { ruling: 'counts'; decision: DecisionState; status: Exclude<DecisionStatus, 'expired' | 'superseded'> }
  /** Somebody answered before; `yours` when it was the same person. */
  | {
      ruling: 'already'
      decision: DecisionState
      status: DecisionStatus
      by: string | null
      at: number
      yours: boolean
    }
  | { ruling: 'expired'; decision: DecisionState; because: string }
  | { ruling: 'superseded'; decision: DecisionState; because: string }
  /** The card showed an older revision: nothing is decided. */
  | { ruling: 'stale'; decision: DecisionState }
  | { ruling: 'needs_other_person'; decision: DecisionState; by: string; side: Side }
  /** The run is over: nothing can be decided any more. */
  | { ruling: 'ended'; decision: DecisionState; because: string }
  | { ruling: 'unknown' }

export function ruleVerdict(request: VerdictRequest, state: RunState): Ruling {
  const decision = state.decisions[request.decision_id]
  if (!decision) return { ruling: 'unknown' }
  const { closed } = decision
  switch (decision.status) {
    case 'expired':
      return { ruling: 'expired', decision, because: closed?.because ?? '' }
    case 'superseded':
      return { ruling: 'superseded', decision, because: closed?.because ?? '' }
    case 'approved':
    case 'edited':
    case 'rejected':
    case 'changes_requested':
      return {
        ruling: 'already',
        decision,
        status: decision.status,
        by: closed?.by ?? null,
        at: closed?.at ?? 0,
        yours: closed?.by === request.by,
      }
    case 'open':
      return state.phase === 'open'
        ? ruleOpen(request, decision, state)
        : { ruling: 'ended', decision, because: state.ended?.because ?? 'the run has ended' }
    default:
      return decision.status satisfies never
  }
}

function ruleOpen(request: VerdictRequest, decision: DecisionState, state: RunState): Ruling {
  if (request.revision !== decision.revision) return { ruling: 'stale', decision }
  const counts = (status: Extract<Ruling, { ruling: 'counts' }>['status']): Ruling => ({
    ruling: 'counts',
    decision,
    status,
  })
  if (request.kind === 'request_changes') return counts('changes_requested')
  const side: Side = request.kind === 'reject' ? 'no' : 'yes'
  if (needsTwo(decision, side, state)) {
    // New values are a new proposal: the other person must see them.
    if (request.kind === 'edit') return counts('open')
    const agreeing = decision.approvals.filter((approval) => approval.side === side)
    if (!agreeing.some(({ by }) => by !== request.by))
      return agreeing.length > 0 ? { ruling: 'needs_other_person', decision, by: request.by, side } : counts('open')
  }
  if (side === 'no') return counts('rejected')
  return counts(request.kind === 'edit' || decision.edited ? 'edited' : 'approved')
}

/** Above the four-eyes limit every answer that sets something in motion takes two; leaving the order to people takes one. */
function needsTwo({ step, record }: DecisionState, side: Side, state: RunState): boolean {
  return record.gate.four_eyes && (side === 'yes' || onReject(state, step, record) === 'continue')
}
