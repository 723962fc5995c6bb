// "More": the question in full, nothing clipped that would change the decision, and the ways on from here.
import type { KnownBlock, ModalView } from '@slack/web-api'
import type { CardData, QuestionData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, header, sections } from './kit/elements.ts'
import { confidenceText } from './kit/subject.ts'
import { say, sayWithPeople } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { answeredLine } from './progress-lines.ts'
import { questionTitle } from './question-card.ts'
import { consequences } from './question-lines.ts'
import { cardTitle } from './run-card.ts'
import { packed } from './target.ts'

/** Longest reason an agent may give, and room for its escaping. */
const FULL = 1_500

export function moreModal(data: CardData): ModalView {
  const { question } = data
  const target = packed({ run: data.run })
  const blocks = question
    ? questionBlocks(data, question)
    : [
        header(cardTitle(data)),
        ...sections(['Nothing is asked here at the moment.', ...data.answered.map(answeredLine)]),
        actions('more', [button({ label: 'Order timeline', action: ACTIONS.timeline, value: target })]),
      ]
  return modal({ title: 'More', blocks })
}

function questionBlocks(data: CardData, question: QuestionData): KnownBlock[] {
  const target = packed(question.target)
  return [
    header(questionTitle(data, question)),
    actions('more', [
      ...(question.editable ? [button({ label: 'Edit', action: ACTIONS.edit, value: target })] : []),
      button({ label: 'Evidence', action: ACTIONS.evidence, value: target }),
      button({ label: 'Order timeline', action: ACTIONS.timeline, value: target }),
    ]),
    ...sections([consequences(data, question)]),
    ...full(
      `*${say(question.agent, 60)} ${say(question.version, 20)}*, confidence ${confidenceText(question.confidence)}`,
      question.reasons.map(({ text, source }) => `• ${say(text, FULL)} _(${say(source, 200)})_`),
    ),
    ...full(
      '*What speaks against it*',
      question.against.map((text) => `• ${say(text, FULL)}`),
    ),
    ...full(
      '*What was not checked*',
      question.unchecked.map((text) => `• ${say(text, FULL)}`),
    ),
    ...full(
      '*Why a person is asked*',
      question.why.map((text) => `• ${sayWithPeople(text, FULL)}`),
    ),
    ...full(
      `*${say(question.ahead.when, 60)}*`,
      question.ahead.rows.map((row) => `• ${say(row, FULL)}`),
    ),
    ...full(
      '*Also open*',
      data.also.map(({ ask, agent }) => `• ${say(ask, 200)} (${say(agent, 60)})`),
    ),
    ...full('*Answered before*', data.answered.map(answeredLine)),
  ]
}

function full(title: string, lines: readonly string[]): KnownBlock[] {
  return lines.length === 0 ? [] : sections([title, ...lines])
}
