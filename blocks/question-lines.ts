// The body of an open question: what speaks for it and against it, why a person is asked, what each answer does.
import { agreementLine } from './agreement-words.ts'
import type { CardData, QuestionData } from './card-data.ts'
import type { Line } from './kit/lines.ts'
import { confidenceText } from './kit/subject.ts'
import { capital, inWords, mention, say, sayWithPeople } from './kit/text.ts'
import { moment, time } from './kit/when.ts'
import { passWords } from './pass-words.ts'
import { actionLines } from './progress-lines.ts'

/** One line: market, deadline, who says it and how sure. */
export function standing(data: CardData, question: QuestionData): string {
  const said = `${say(question.agent, 60)}: confidence ${confidenceText(question.confidence)}`
  return [
    data.subject.market && say(data.subject.market, 10),
    until(question),
    said,
    question.source && say(question.source, 120),
    lookingWords(data),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** They may answer it in a moment; anybody else still can. */
export function lookingWords({ looking }: Pick<CardData, 'looking'>): string {
  return looking === undefined ? '' : `👀 ${mention(looking)} is looking`
}

/** "answer by 13:30 · ships by 14:00 (Hong Kong)". */
export function until({ deadline, opened_at, due }: QuestionData): string {
  return `answer by ${moment(deadline, opened_at)}${due === '' ? '' : ` · ${say(due, 80)}`}`
}

export function escalation({ escalated }: QuestionData): string {
  return escalated === null ? '' : `⏫ Escalated to ${rungWords(escalated.to)} at ${time(escalated.at)}`
}

function rungWords(to: string): string {
  const role = { lead: 'the leads', admin: 'the admins' }[to]
  return role ?? mention(to)
}

/** What weighs most stays longest: consequences, then doubts, then support. */
export function questionLines(data: CardData, question: QuestionData): Line[] {
  const { reasons, against, unchecked, why, ahead, passed } = question
  return [
    ...passed.map((pass) => ({ text: `👉 ${passWords(pass)}`, keep: 10 })),
    ...draftLines(question),
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
    { text: escalation(question), keep: 9 },
    { text: question.needs_two ? agreementLine(question) : '', keep: 10 },
    { text: changedLine(question), keep: 10 },
    { text: question.needs_two && question.approvals.length === 0 ? 'Two people must approve this one.' : '', keep: 9 },
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

export function consequences(
  { practice }: Pick<CardData, 'practice'>,
  { approving, rejecting }: QuestionData,
  max = 220,
): string {
  const outcome = `Approving ${say(approving, max)}. Rejecting ${say(rejecting, max)}.`
  return practice ? `*Practice: nothing is executed.* For real: ${outcome}` : outcome
}

const IN_FULL = ' _(whole under More)_'

/** The words that would be sent. What does not fit on a card says where the rest is. */
function draftLines({ draft }: QuestionData): Line[] {
  return draft.map(({ field, value }) => ({
    text: `*${say(capital(inWords(field)), 40)}:* ${beginning(value, 280)}`,
    keep: 9.5,
  }))
}

/** "Changed by @Ana: warehouse: HKG → SYD" */
export function changedLine({ changed }: QuestionData): string {
  if (changed === null || changed.fields.length === 0) return ''
  const fields = changed.fields.map(
    ({ field, from, to }) => `${say(inWords(field), 40)}: ${beginning(from, 60)} → ${beginning(to, 60)}`,
  )
  return `*Changed by ${mention(changed.by)}:* ${fields.join(', ')}`
}

function beginning(value: string, max: number): string {
  const whole = say(value, Number.POSITIVE_INFINITY)
  return whole.length <= max ? whole : `${say(value, max)}${IN_FULL}`
}

function joined(label: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `${label} ${texts.map((text) => say(text, 110)).join(' · ')}`
}
