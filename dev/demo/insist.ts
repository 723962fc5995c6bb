// What a person does when Slack says that the app did not respond: the same again, a moment later.
import { AppError } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import type { Outcome } from '../slack/contract.ts'

const PRESSES = 20

/** @throws AppError `demo.unanswered` when it was never taken, with what Slack said last. */
export async function insist(press: () => Promise<Outcome>): Promise<void> {
  for (let pressed = 1; ; pressed += 1) {
    const outcome = await press()
    if (outcome.status === 'ok') return
    if (outcome.status === 'invalid' || pressed === PRESSES)
      throw new AppError('demo.unanswered', `Slack did not take a click: ${JSON.stringify(outcome)}`)
    await new Promise((resolve) => setTimeout(resolve, SECOND / 2))
  }
}
