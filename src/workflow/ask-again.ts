// A person decides whether to try again: the same payload, as a new decision and so under a new key.
import type { EventBody } from '../contracts/event.ts'
import type { Rival } from '../contracts/rival.ts'
import { nextDecisionId } from './decision-id.ts'
import { dueFor } from './due.ts'
import type { ActionState, RunState } from './state.ts'

/** Nobody is asked in a run that is over. */
export function askAgain(
  state: RunState,
  action: ActionState,
  { because, rival = null }: { because: string; rival?: Rival | null },
  now: number,
): EventBody[] {
  if (state.phase !== 'open') return []
  return [
    {
      type: 'decision.opened',
      decision_id: nextDecisionId(state, action.step),
      step: action.step,
      revision: 1,
      question: state.question + 1,
      reasons: [because],
      ...dueFor(state, action.step, now),
      against: null,
      rival,
      revises: null,
    },
  ]
}
