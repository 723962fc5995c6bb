// Two agents contradict each other on one order: both sides next to each other, and the choice between them.
import type { KnownBlock } from '@slack/web-api'
import { agreementLine } from './agreement-words.ts'
import type { CardData, ConflictData, QuestionData, Side } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, columns, context, header, sections } from './kit/elements.ts'
import { confidenceText, named, practiceMark } from './kit/subject.ts'
import { say, sayWithPeople } from './kit/text.ts'
import { escalation, lookingWords, until } from './question-lines.ts'
import { packed } from './target.ts'

export function conflictCard(data: CardData, question: QuestionData, conflict: ConflictData): KnownBlock[] {
  const { mine, other } = conflict
  return [
    header(conflictTitle(data, question)),
    context([
      [
        data.subject.market && say(data.subject.market, 10),
        until(question),
        question.source && say(question.source, 120),
        escalation(question),
        lookingWords(data),
      ]
        .filter(Boolean)
        .join(' · '),
    ]),
    columns([sideText(mine), sideText(other)]),
    ...sections([
      `*Why you:* ${reasonsToAsk(question)}`,
      question.ahead.rows.length === 0
        ? ''
        : `*${say(question.ahead.when, 40)}:* ${question.ahead.rows.map((row) => say(row, 110)).join(' → ')}`,
      agreementLine(question) || (question.needs_two ? 'Two people must approve this one.' : ''),
      data.practice ? '*Practice: nothing is executed.*' : '',
    ]),
    actions(`choose.${question.target.decision}.${question.target.revision}`, [
      button({
        label: mine.choose.label,
        action: ACTIONS.chooseMine,
        style: 'primary',
        value: packed(mine.choose.target),
      }),
      button({ label: other.choose.label, action: ACTIONS.chooseOther, value: packed(other.choose.target) }),
      button({ label: 'More', action: ACTIONS.more, value: packed(question.target) }),
    ]),
  ]
}

/** That they contradict each other stands above it; what else there is says more. */
function reasonsToAsk({ why }: QuestionData): string {
  const others = why.filter((each) => !each.startsWith('Two agents contradict each other'))
  return (others.length > 0 ? others : why)
    .slice(0, 2)
    .map((each) => sayWithPeople(each, 160))
    .join(' · ')
}

/** "Two agents disagree: order #1042 · HK$ 5,480", not escaped. */
export function conflictTitle(data: CardData, { amount }: QuestionData): string {
  return `${practiceMark(data)}Two agents disagree · ${named({ ...data.subject, total: amount ?? data.subject.total })}`
}

/** Five lines at most: with two of them next to each other the card stays within its twelve. */
function sideText({ agent, words, confidence, reasons, does }: Side): string {
  return [
    `*${say(agent, 40)}* ${confidenceText(confidence)}`,
    `*${say(words.label, 40)}*`,
    ...reasons.slice(0, 2).map((reason) => `• ${say(reason, 110)}`),
    `This ${say(does, 150)}`,
  ].join('\n')
}
