// What an answer to a decision counts as. Pure, and the only place that says so: every surface and every timeout goes through it.
import type { VerdictRequest } from '../contracts/verdict.ts'
import type { DecisionState, DecisionStatus, RunState } from './state.ts'

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
  | { ruling: 'needs_other_person'; decision: DecisionState; by: string }
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
        ? ruleOpen(request, decision)
        : { ruling: 'ended', decision, because: state.ended?.because ?? 'the run has ended' }
    default:
      return decision.status satisfies never
  }
}

function ruleOpen(request: VerdictRequest, decision: DecisionState): Ruling {
  if (request.revision !== decision.revision) return { ruling: 'stale', decision }
  switch (request.kind) {
    case 'reject':
      return { ruling: 'counts', decision, status: 'rejected' }
    case 'request_changes':
      return { ruling: 'counts', decision, status: 'changes_requested' }
    case 'approve':
    case 'edit': {
      const first = decision.approvals[0]
      if (decision.record.gate.four_eyes) {
        if (!first) return { ruling: 'counts', decision, status: 'open' }
        if (first.by === request.by) return { ruling: 'needs_other_person', decision, by: first.by }
      }
      return { ruling: 'counts', decision, status: request.kind === 'edit' ? 'edited' : 'approved' }
    }
    default:
      return request.kind satisfies never
  }
}
