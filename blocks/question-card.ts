// An open question with its three buttons: the label of the first says what it does.
import type { ActionsBlock, KnownBlock } from '@slack/web-api'
import type { CardData, QuestionData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, context, header } from './kit/elements.ts'
import { CARD_LINES, fitted, inSections } from './kit/lines.ts'
import { practiceMark } from './kit/subject.ts'
import { questionLines, standing } from './question-lines.ts'
import { packed } from './target.ts'

/** Header, standing and buttons take a line each. */
const BODY = CARD_LINES - 3

export function questionCard(data: CardData, question: QuestionData): KnownBlock[] {
  return [
    header(questionTitle(data, question)),
    context([standing(data, question)]),
    ...inSections(fitted(questionLines(data, question), BODY)),
    answerButtons(question),
  ]
}

/** "Hold order #1042? HK$ 5,480", not escaped. */
export function questionTitle(data: CardData, { words, amount }: QuestionData): string {
  return `${practiceMark(data)}${words.ask}${amount === null ? '' : ` ${amount}`}`
}

export function answerButtons({ target, words, conversational }: QuestionData): ActionsBlock {
  return actions(`answer.${target.decision}.${target.revision}`, [
    button({
      label: words.label,
      action: ACTIONS.approve,
      style: 'primary',
      value: packed({ ...target, verdict: 'approve' }),
    }),
    button({ label: 'Reject', action: ACTIONS.reject, value: packed(target) }),
    ...(conversational ? [button({ label: 'Request changes', action: ACTIONS.changes, value: packed(target) })] : []),
    button({ label: 'More', action: ACTIONS.more, value: packed(target) }),
  ])
}
