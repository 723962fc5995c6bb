// The auditor of the demo: a script that reads the card as a person would and says what it finds. It knows nothing but the card.
import { ACTIONS } from '../../../blocks/ids.ts'
import { AppError } from '../../../src/contracts/app-error.ts'
import { SECOND } from '../../../src/contracts/clock.ts'
import type { Message } from '../../slack/contract.ts'
import { createReviewer, type Reviewer } from '../../slack/reviewer.ts'
import { BEN, OPS } from '../people.ts'
import { saysNotDue } from '../refunds/requests.ts'
import type { Stage } from '../stage.ts'

/** Answers every audit that is open. Resolves with how many, and how many of them found the agent wrong. */
export async function answerAudits({ slack }: Pick<Stage, 'slack'>): Promise<{ answered: number; wrong: number }> {
  const ben = createReviewer(slack, BEN)
  const { slackRate } = slack.control.stats()
  let answered = 0
  let wrong = 0
  for (const card of ben.cards(OPS).filter((each) => has(each, ACTIONS.auditState))) {
    const own = saysNotDue(JSON.stringify(card.blocks)) ? 'hand_over' : 'small_refund'
    await choose(ben, card, { action: ACTIONS.auditState, ending: own, slackRate })
    const shown = await ben.until(
      () => ben.messages(OPS).find((each) => each.ts === card.ts && has(each, ACTIONS.auditFound)),
      { timeoutMs: 10 * SECOND, what: 'what the agent did' },
    )
    const isWrong = own === 'hand_over'
    await choose(ben, shown, { action: ACTIONS.auditFound, ending: isWrong ? 'wrong_2' : 'ok_agree', slackRate })
    answered += 1
    if (isWrong) wrong += 1
  }
  return { answered, wrong }
}

function has({ blocks }: Pick<Message, 'blocks'>, action: string): boolean {
  return JSON.stringify(blocks).includes(`"${action}"`)
}

async function choose(
  person: Reviewer,
  message: Message,
  { action, ending, slackRate }: { action: string; ending: string; slackRate: number },
): Promise<void> {
  const values = [...JSON.stringify(message.blocks).matchAll(/"value":"((?:[^"\\]|\\.)*)"/g)]
  const value = values.map(([, text]) => JSON.parse(`"${text}"`) as string).find((each) => each.includes(`"${ending}"`))
  if (value === undefined) throw new AppError('demo.audit', `the card offers no "${ending}"`)
  const { status } = await person.click(action, { message, entered: value })
  // As fast as Slack lets an app answer.
  await new Promise((resolve) => setTimeout(resolve, SECOND / slackRate))
  if (status !== 'ok') throw new AppError('demo.audit', `the app did not take "${ending}": ${status}`)
}
