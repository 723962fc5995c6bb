// What became of the last answer of a review, in one line above the next case.

import { actionWords } from '../../../blocks/action-words.ts'
import { checkWords } from '../../../blocks/check-card.ts'
import { numbered } from '../../../blocks/kit/subject.ts'
import { say } from '../../../blocks/kit/text.ts'
import { time } from '../../../blocks/kit/when.ts'
import type { LastAnswer } from '../../../blocks/review/case-window.ts'
import { weightWords } from '../../../blocks/review/weight-words.ts'
import type { VerdictKind } from '../../contracts/verdict.ts'
import type { Answer } from '../../engine/engine.ts'
import { onReject } from '../../workflow/on-reject.ts'
import type { RunState } from '../../workflow/state.ts'
import { answerText, halfWords } from '../answer-words.ts'
import { checkOf } from '../cards/audit-of.ts'
import { otherSide } from '../cards/conflict-of.ts'

type Given = { answer: Answer; kind: VerdictKind; decision: string; tookMs: number | null }

export function lastAnswer({ answer, kind, decision, tookMs }: Given): LastAnswer {
  if (answer.outcome !== 'counted') {
    const number = 'state' in answer ? `*${say(numbered(answer.state.number), 40)}*: ` : ''
    return { text: `${number}${answerText(answer)}`, undo: false }
  }
  const { state, status, weight } = answer
  const check = checkOf(state)
  if (check) return { text: checkWords(check), undo: false }
  const what = [outcome(state, { kind, decision, status }), weightWords(weight, tookMs)].filter(Boolean).join(' ')
  return { text: what, undo: status !== 'open' }
}

function outcome(
  state: RunState,
  { kind, decision, status }: { kind: VerdictKind; decision: string; status: string },
): string {
  const number = `*${say(numbered(state.number), 40)}*`
  if (status === 'open')
    return `${kind === 'reject' ? '❌' : '✅'} ${number}: ${halfWords({ kind, decision_id: decision, state })}`
  if (kind === 'reject') {
    const other = chosenInstead(state, decision)
    return other === null ? `❌ ${number}: rejected.` : `✅ ${number}: ${say(other, 60)}, as you chose.`
  }
  if (kind === 'request_changes') return `✏️ ${number}: changes asked for.`
  const record = state.decisions[decision]?.record
  const words = actionWords(record?.decision ?? '', state.number)
  const action = state.actions[decision]
  if (action?.status === 'scheduled' && action.wait === 'settle')
    return `✅ ${number}: ${say(words.doing, 60)} at ${time(action.scheduled_at)}.`
  return `✅ ${number}: ${say(words.label, 60)}, approved.`
}

/** In a contradiction, "no" to one side is "yes" to the other wherever the order goes on; null where it is only a rejection. */
function chosenInstead(state: RunState, decisionId: string): string | null {
  const decision = state.decisions[decisionId]
  const other = decision?.against ? otherSide(state, decision.against) : null
  if (!decision || !other || onReject(state, decision.step, decision.record) !== 'continue') return null
  return actionWords(other.decision, state.number).label
}
