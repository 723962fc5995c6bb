// Which of a run's open questions a review shows: the one the filter chose, else the one in focus on its card.

import { actionWords } from '../../../blocks/action-words.ts'
import type { CardData } from '../../../blocks/card-data.ts'
import { focusOf } from '../../workflow/next.ts'
import { type DecisionState, openDecisions, type RunState } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'
import { cardDataOf } from '../cards/card-data-of.ts'
import { questionOf } from '../cards/question-of.ts'

/** Null when the run asks nothing, or what it asks is answered on another run's card. */
export function askedOf(
  state: RunState,
  { filter, decision }: { filter: string; decision: string },
): DecisionState | null {
  if (state.phase !== 'open') return null
  const chosen = filter === '' ? undefined : state.decisions[decision]
  const asked = chosen?.status === 'open' ? chosen : focusOf(state)
  return asked === null || asked.joined !== null ? null : asked
}

/** The card's data with this question in focus. */
export function caseDataOf(state: RunState, asked: DecisionState, context: CardContext): CardData {
  const shown = new Set([asked.decision_id, asked.against])
  return {
    ...cardDataOf(state, context),
    question: questionOf(state, asked, context),
    also: openDecisions(state)
      .filter(({ decision_id }) => !shown.has(decision_id))
      .map(({ record }) => ({ ask: actionWords(record.decision, state.number).ask, agent: record.agent })),
  }
}
