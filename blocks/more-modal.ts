// "More": the question in full, nothing clipped that would change the decision, and the ways on from here.
import type { ActionsBlock, KnownBlock, ModalView } from '@slack/web-api'
import type { CardData, QuestionData } from './card-data.ts'
import { chunks } from './evidence-modal.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, header, sections, verbatim } from './kit/elements.ts'
import { confidenceText } from './kit/subject.ts'
import { capital, inWords, mention, say, sayWithPeople } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { passWords } from './pass-words.ts'
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
      button({ label: 'Request changes', action: ACTIONS.changes, value: target }),
      button({ label: 'Evidence', action: ACTIONS.evidence, value: target }),
      button({ label: 'Order timeline', action: ACTIONS.timeline, value: target }),
      button({ label: 'Not mine', action: ACTIONS.notMine, value: target }),
      button({ label: 'Pass to…', action: ACTIONS.passOn, value: target }),
    ]),
    ...(question.joined ? [aloneButtons(question)] : []),
    ...questionInFull(data, question),
  ]
}

/** Nothing in it is clipped that would change the decision. */
export function questionInFull(data: CardData, question: QuestionData): KnownBlock[] {
  return [
    ...sections([consequences(data, question, FULL), ...question.passed.map((pass) => `👉 ${passWords(pass)}`)]),
    ...exact(question),
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

/** The words that would be sent, and what was changed in them, to the last character. */
function exact({ draft, changed }: QuestionData): KnownBlock[] {
  const texts: [string, string][] = [
    ...draft.map(({ field, value }): [string, string] => [`*${say(capital(inWords(field)), 100)}*`, value]),
    ...(changed?.fields ?? []).flatMap(({ field, from, to }): [string, string][] => [
      [`*${say(capital(inWords(field)), 100)}, before ${mention(changed?.by ?? '')} changed it*`, from],
      [`*${say(capital(inWords(field)), 100)}, as changed*`, to],
    ]),
  ]
  return texts.flatMap(([title, text]) => [...sections([title]), ...chunks(text).map(verbatim)])
}

/** What is asked together with another run's question can be answered alone from here. */
function aloneButtons({ target, words }: QuestionData): ActionsBlock {
  return actions('alone', [
    button({ label: words.label, action: ACTIONS.approve, value: packed({ ...target, verdict: 'approve' }) }),
    button({ label: 'Reject', action: ACTIONS.reject, value: packed(target) }),
  ])
}

function full(title: string, lines: readonly string[]): KnownBlock[] {
  return lines.length === 0 ? [] : sections([title, ...lines])
}
