// A reviewer who follows a rule instead of thinking: the same card always gets the same answer, so a run can be repeated.
import { ACTIONS, FIELDS } from '../../blocks/ids.ts'
import { sha256 } from '../../src/contracts/json.ts'
import type { Message } from '../slack/contract.ts'
import { elementsOf } from '../slack/interactivity/elements.ts'
import type { Reviewer } from '../slack/reviewer.ts'

/** Of ten cards: eight approved, two rejected with a reason. */
const REJECTED_OF_TEN = 2

const ANSWERS = new Set<string>([ACTIONS.approve, ACTIONS.chooseMine])

/** Answers the card if it asks something; a card that wants two people gets both. */
export async function reviewCard([first, second]: readonly [Reviewer, Reviewer], message: Message): Promise<void> {
  const elements = elementsOf(message.blocks)
  const approve = elements.find(({ actionId }) => ANSWERS.has(actionId))
  if (!approve) return
  const isSecondRound = /\*1 of 2/.test(JSON.stringify(message.blocks))
  const reviewer = isSecondRound ? second : first
  const no = elements.find(({ actionId }) => actionId === ACTIONS.reject || actionId === ACTIONS.chooseOther)
  if (!no || isSecondRound || !isRejected(message)) return void (await reviewer.click(approve.actionId, { message }))
  await reviewer.click(no.actionId, { message })
  if (no.actionId === ACTIONS.chooseOther) return
  const form = await reviewer.until(() => reviewer.view(), { what: 'the form that asks why' })
  await reviewer.submit(form, { [FIELDS.rejectReason]: 'wrong_call' })
}

/** By the card's title, which names the order: the same in every run. */
function isRejected(message: Message): boolean {
  const title = JSON.stringify(message.blocks[0]?.['text'] ?? message.text)
  return Number.parseInt(sha256(title).slice(0, 6), 16) % 10 < REJECTED_OF_TEN
}
