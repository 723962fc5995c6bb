// The body of an open question: what speaks for it and against it, why a person is asked, what each answer does.
import type { CardData, QuestionData } from './card-data.ts'
import type { Line } from './kit/lines.ts'
import { confidenceText } from './kit/subject.ts'
import { say, sayWithPeople } from './kit/text.ts'
import { moment, time } from './kit/when.ts'
import { actionLines } from './progress-lines.ts'

/** One line: market, deadline, who says it and how sure. */
export function standing(data: CardData, question: QuestionData): string {
  const said = `${say(question.agent, 60)}: confidence ${confidenceText(question.confidence)}`
  return [
    data.subject.market && say(data.subject.market, 10),
    `answer by ${moment(question.deadline, question.opened_at)}`,
    said,
    question.source && say(question.source, 120),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What weighs most stays longest: consequences, then doubts, then support. */
export function questionLines(data: CardData, question: QuestionData): Line[] {
  const { reasons, against, unchecked, why, ahead, approvals } = question
  const [first] = approvals
  return [
    ...reasons.map(({ text, source }, index) => ({ text: `• ${say(text)} _(${say(source, 40)})_`, keep: 8 - index })),
    { text: joined('*Against:*', against), keep: 9 },
    { text: joined('*Not checked:*', unchecked), keep: 4 },
    { text: why.length === 0 ? '' : `*Why you:* ${why.map((each) => sayWithPeople(each, 160)).join(' · ')}`, keep: 9 },
    {
      text:
        ahead.rows.length === 0
          ? ''
          : `*${say(ahead.when, 40)}:* ${ahead.rows.map((row) => say(row, 110)).join(' → ')}`,
      keep: 8,
    },
    { text: consequences(data, question), keep: 10 },
    {
      text:
        question.needs_two && first
          ? `*1 of 2:* <@${first.by}> approved at ${time(first.at)}; a second person must agree`
          : '',
      keep: 10,
    },
    { text: question.needs_two && !first ? 'Two people must approve this one.' : '', keep: 9 },
    {
      text:
        data.also.length === 0
          ? ''
          : `*Also open:* ${data.also.map(({ ask, agent }) => `${say(ask, 60)} (${say(agent, 40)})`).join(', ')}`,
      keep: 6,
    },
    ...actionLines({ ...data, actions: data.actions.filter(({ stoppable }) => stoppable) }),
    ...data.waiting.map(({ agent, because }) => ({
      text: `⏳ ${say(agent, 40)} waits: ${say(because, 100)}`,
      keep: 5,
    })),
  ]
}

export function consequences({ practice }: Pick<CardData, 'practice'>, { approving, rejecting }: QuestionData): string {
  const outcome = `Approving ${say(approving, 220)}. Rejecting ${say(rejecting, 100)}.`
  return practice ? `*Practice: nothing is executed.* For real: ${outcome}` : outcome
}

function joined(label: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `${label} ${texts.map((text) => say(text, 110)).join(' · ')}`
}
