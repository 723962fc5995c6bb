// A run's state as its card shows it. Pure: the same state and moment give the same card.
import { actionWords } from '../../../blocks/action-words.ts'
import type { CardData } from '../../../blocks/card-data.ts'
import { formatMoney } from '../../contracts/money.ts'
import { focusOf } from '../../workflow/next.ts'
import { openDecisions, type RunState } from '../../workflow/state.ts'
import { auditOf, checkOf } from './audit-of.ts'
import type { CardContext } from './card-context.ts'
import { actionsOf, answeredOf, endedOf, waitingOf } from './progress-of.ts'
import { questionOf } from './question-of.ts'
import { stopsOf } from './stops-of.ts'
import { correctables, wrongsOf } from './wrongs-of.ts'

export function cardDataOf(state: RunState, context: CardContext): CardData {
  const focus = state.phase === 'open' ? focusOf(state) : null
  const shown = new Set([focus?.decision_id, focus?.against])
  const audit = auditOf(state, context)
  const check = checkOf(state)
  const total = state.order?.total ?? null
  return {
    run: state.run_id,
    practice: state.kind === 'practice',
    subject: { number: state.number, total: total && formatMoney(total), market: state.market },
    question: focus && questionOf(state, focus, context),
    also: openDecisions(state)
      .filter((decision) => focus !== null && !shown.has(decision.decision_id))
      .map(({ record }) => ({ ask: actionWords(record.decision, state.number).ask, agent: record.agent })),
    answered: answeredOf(state),
    actions: actionsOf(state, context.now),
    waiting: waitingOf(state),
    ended: endedOf(state),
    stops: stopsOf(state, context.stops ?? {}),
    wrongs: wrongsOf(state),
    correctable: correctables(state).length > 0,
    ...(focus && context.looker ? { looking: context.looker } : {}),
    ...(audit ? { audit } : {}),
    ...(check ? { check: { kind: check.kind, gave_away: check.gave_away } } : {}),
  }
}
