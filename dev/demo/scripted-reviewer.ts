// A reviewer who follows a rule instead of thinking: the same card always gets the same answer, so a run can be repeated.
import { ACTIONS, FIELDS, VIEWS } from '../../blocks/ids.ts'
import { sha256 } from '../../src/contracts/json.ts'
import type { Message } from '../slack/contract.ts'
import { elementsOf } from '../slack/interactivity/elements.ts'
import type { Reviewer } from '../slack/reviewer.ts'

/** Of ten cards: eight approved, two rejected with a reason. */
const REJECTED_OF_TEN = 2

const ANSWERS = new Set<string>([ACTIONS.approve, ACTIONS.chooseMine])

/** Answers the card if it asks something; a card that wants two people gets both. False when the app did not take the click. */
export async function reviewCard([first, second]: readonly [Reviewer, Reviewer], message: Message): Promise<boolean> {
  const elements = elementsOf(message.blocks)
  const approve = elements.find(({ actionId }) => ANSWERS.has(actionId))
  if (!approve) return true
  const isSecondRound = /\*1 of 2/.test(JSON.stringify(message.blocks))
  const reviewer = isSecondRound ? second : first
  const no = elements.find(({ actionId }) => actionId === ACTIONS.reject || actionId === ACTIONS.chooseOther)
  // Two people who must agree do: both follow the same rule.
  const pressed = no && isRejected(message) ? no.actionId : approve.actionId
  const { status } = await reviewer.click(pressed, { message })
  if (status !== 'ok' || pressed !== ACTIONS.reject) return status === 'ok'
  const form = await reviewer.until(() => formOf(reviewer), { what: 'the form that asks why' })
  const submitted = await reviewer.submit(form, { [FIELDS.rejectReason]: 'wrong_call' })
  // Whatever it was told (somebody was faster, the card has moved on), the next card is looked at with a clear screen.
  for (let view = reviewer.view(); view; view = reviewer.view()) await reviewer.close(view)
  return submitted.status === 'ok'
}

function formOf(reviewer: Reviewer) {
  const view = reviewer.view()
  return view?.view['callback_id'] === VIEWS.reject ? view : undefined
}

/** By the card's title, which names the order: the same in every run. */
function isRejected(message: Message): boolean {
  const title = JSON.stringify(message.blocks[0]?.['text'] ?? message.text)
  return Number.parseInt(sha256(title).slice(0, 6), 16) % 10 < REJECTED_OF_TEN
}
