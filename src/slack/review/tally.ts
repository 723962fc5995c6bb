// What a session adds up: answers given, those that are no evidence, and cases that are not shown to this person again.
import type { VerdictRequest } from '../../contracts/verdict.ts'
import type { Answer } from '../../engine/engine.ts'
import { type Session, setAside } from './session.ts'

/** An answer as it was tapped. */
export type Given = Pick<VerdictRequest, 'run_id' | 'decision_id' | 'revision' | 'kind'> &
  Partial<Pick<VerdictRequest, 'reason_code' | 'note'>>

/** Whether the question asks nothing more of anybody. */
export function isOver(answer: Answer): boolean {
  if (answer.outcome === 'counted') return answer.status !== 'open'
  return answer.outcome !== 'stale' && answer.outcome !== 'forbidden' && answer.outcome !== 'needs_other_person'
}

export function tallied(session: Session, answer: Answer, { kind, run_id, decision_id }: Given): Session {
  if (answer.outcome !== 'counted')
    return answer.outcome === 'forbidden' || answer.outcome === 'needs_other_person'
      ? setAside(session, run_id)
      : session
  const counted: Session = {
    ...session,
    approved: session.approved + (kind === 'reject' ? 0 : 1),
    rejected: session.rejected + (kind === 'reject' ? 1 : 0),
    unproven: session.unproven + (answer.weight === 'evidence' ? 0 : 1),
    last: { run: run_id, decision: decision_id, number: answer.state.number },
  }
  // Still open until a second person agrees: not this one's to see again.
  return answer.status === 'open' ? setAside(counted, run_id) : counted
}
