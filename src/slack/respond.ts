// Answers through an interaction's response_url: at most five times and within half an hour, so never for what may come later.
import type { KnownBlock } from '@slack/web-api'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'

export type Reply =
  /** Only the person who clicked sees it; the card stays. */
  | { to: 'person'; text: string; blocks?: KnownBlock[] }
  /** A new message for everybody who reads there. */
  | { to: 'everybody'; text: string; blocks: KnownBlock[] }
  /** The message the click came from, for everybody. */
  | { to: 'message'; text: string; blocks: KnownBlock[] }

const HOW = {
  person: { response_type: 'ephemeral', replace_original: false },
  everybody: { response_type: 'in_channel', replace_original: false },
  message: { replace_original: true },
} as const satisfies Record<Reply['to'], object>

export type Respond = (responseUrl: string, response: Reply) => Promise<void>

export const respond: Respond = async (responseUrl, response) => {
  const { to, ...content } = response
  const body = { ...HOW[to], ...content }
  const answered = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(3 * SECOND),
  }).catch((error: unknown) => {
    throw new AppError('slack.response_url', 'Slack did not take an answer to a click', { cause: error })
  })
  await answered.body?.cancel()
  if (!answered.ok)
    throw new AppError('slack.response_url', `Slack answered ${answered.status} to an answer to a click`)
}
