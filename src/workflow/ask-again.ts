// Nothing came of an answer: a person decides whether to try again, with the same payload, as a new decision and so under a new key.
import type { EventBody } from '../contracts/event.ts'
import type { Rival } from '../contracts/rival.ts'
import { nextDecisionId } from './decision-id.ts'
import { dueFor } from './due.ts'
import { setAsideFor } from './set-aside.ts'
import type { ActionState, RunState } from './state.ts'

/** What the answer had set aside is a question again too. Nobody is asked in a run that is over. */
export function askAgain(
  state: RunState,
  action: ActionState,
  { because, rival = null }: { because: string; rival?: Rival | null },
  now: number,
): EventBody[] {
  if (state.phase !== 'open') return []
  const aside = setAsideFor(state, action.action_id).filter(({ step }) => step !== action.step)
  const ids = new Map(
    [{ decision_id: action.action_id, step: action.step }, ...aside].map(({ decision_id, step }) => [
      decision_id,
      nextDecisionId(state, step),
    ]),
  )
  const opened = (decisionId: string, step: string, reasons: string[], standing: Rival | null): EventBody => ({
    type: 'decision.opened',
    decision_id: ids.get(decisionId) ?? nextDecisionId(state, step),
    step,
    revision: 1,
    question: state.question + 1,
    reasons,
    ...dueFor(state, step, now),
    against: ids.get(state.decisions[decisionId]?.against ?? '') ?? null,
    rival: standing,
    revises: null,
  })
  return [
    opened(action.action_id, action.step, [because], rival),
    ...aside.map(({ decision_id, step, record }) => opened(decision_id, step, [because, ...record.gate.reasons], null)),
  ]
}
