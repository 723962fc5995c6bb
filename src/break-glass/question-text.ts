// A question as it reads in a terminal: everything the card would show, and the two commands that answer it.
import type { QuestionData } from '../../blocks/card-data.ts'
import type { CardContext } from '../slack/cards/card-context.ts'
import { questionOf } from '../slack/cards/question-of.ts'
import type { Asked } from './questions.ts'

export function questionText(asked: Asked, context: CardContext, order: string): string {
  const { state, decision } = asked
  const question = questionOf(state, decision, context)
  const { target } = question
  const command = `npm run decide -- ${order} --decision ${target.decision} --revision ${target.revision}`
  const practice = state.kind === 'live' ? '' : ` · ${state.kind.toUpperCase()}, nothing is carried out`
  return [
    `${question.words.ask}${question.amount === null ? '' : ` ${question.amount}`}${practice}`,
    ...[
      `asked by       ${question.agent} ${question.version}, confidence ${question.confidence}${question.source === '' ? '' : `, ${question.source}`}`,
      `answer by      ${utc(question.deadline)}${question.due === '' ? '' : ` (${question.due})`}`,
      ...listed('why a person', question.why),
      ...listed(
        'for it',
        question.reasons.map(({ text, source }) => `${text} (${source})`),
      ),
      ...listed('against it', question.against),
      ...listed('not checked', question.unchecked),
      ...listed(question.ahead.when.toLowerCase(), question.ahead.rows),
      `approving      ${question.approving}`,
      `rejecting      ${question.conflict ? `chooses the other side: ${question.conflict.other.agent} ${question.conflict.other.does}` : question.rejecting}`,
      ...agreement(question),
      `to approve     ${command} --approve --as U…`,
      `to reject      ${command} --reject --reason wrong_call --as U…`,
    ].map((line) => `  ${line}`),
  ].join('\n')
}

function agreement({ needs_two, approvals }: QuestionData): string[] {
  if (!needs_two) return []
  const sides = approvals.map(({ by, at, to }) => `${by} to ${to}, at ${utc(at)}`)
  return [`two must agree ${sides.length > 0 ? sides.join('; ') : 'nobody has yet'}`]
}

function listed(what: string, texts: readonly string[]): string[] {
  return texts.map((text, index) => `${(index === 0 ? what : '').padEnd(15)}${text}`)
}

export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
