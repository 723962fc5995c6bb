// The one live card of a run: a question, a choice between two agents, progress, or a run that needs help. Always from its state.
import type { KnownBlock } from '@slack/web-api'
import { auditCard, auditTitle } from './audit-card.ts'
import type { CardData } from './card-data.ts'
import { checkCard, checkTitle } from './check-card.ts'
import { conflictCard, conflictTitle } from './conflict-card.ts'
import { deadCard, deadTitle } from './dead-card.ts'
import { joinedCard } from './joined-card.ts'
import { say } from './kit/text.ts'
import { moment } from './kit/when.ts'
import { progressCard, progressTitle } from './progress-card.ts'
import { questionCard, questionTitle } from './question-card.ts'
import { withStops } from './stop-banner.ts'
import { announcedOf, vetoCard, vetoTitle } from './veto-card.ts'

export function runCard(data: CardData): KnownBlock[] {
  return withStops(card(data), data)
}

function card(data: CardData): KnownBlock[] {
  if (data.check) return checkCard(data, data.check)
  if (data.audit) return auditCard(data, data.audit)
  if (data.ended?.phase === 'dead') return deadCard(data, data.ended)
  const { question } = data
  const announced = announcedOf(data)
  if (question === null) return announced ? vetoCard(data, announced) : progressCard(data)
  if (question.joined) return joinedCard(data, question, question.joined)
  return question.conflict ? conflictCard(data, question, question.conflict) : questionCard(data, question)
}

/** The card in one line, not escaped: what is asked and how much is at stake, never who the customer is. */
export function cardTitle(data: CardData): string {
  if (data.check) return checkTitle(data)
  if (data.audit) return auditTitle(data, data.audit)
  if (data.ended?.phase === 'dead') return deadTitle(data)
  const { question } = data
  const announced = announcedOf(data)
  if (question === null) return announced ? vetoTitle(data, announced) : progressTitle(data)
  return question.conflict ? conflictTitle(data, question) : questionTitle(data, question)
}

/** For notifications and screen readers: question, amount, deadline. */
export function cardText(data: CardData): string {
  const { question } = data
  const until =
    question && data.ended?.phase !== 'dead' ? ` · answer by ${moment(question.deadline, question.opened_at)}` : ''
  return `${say(cardTitle(data), 300)}${until}`
}
