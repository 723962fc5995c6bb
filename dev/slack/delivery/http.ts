// HTTP mode: every delivery is a POST signed with the app's signing secret, answered within three seconds or lost.
import { createHmac } from 'node:crypto'
import { type Clock, SECOND } from '../../../src/contracts/clock.ts'
import type { Counters } from '../counters.ts'
import type { Timings } from '../options.ts'
import type { Ack, Delivery, Parcel } from './delivery.ts'

export interface HttpDelivery extends Delivery {
  /** Slack's handshake when a request URL is entered: true when the app sent the challenge back. */
  verifyUrl(): Promise<boolean>
}

const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'

export function createHttpDelivery(parts: {
  requestUrl: string
  signingSecret: string
  clock: Clock
  counters: Counters
  timings: Timings
}): HttpDelivery {
  const { requestUrl, signingSecret, clock, counters, timings } = parts

  async function post(body: string, type: string, extra: Record<string, string>): Promise<Response> {
    const timestamp = String(Math.floor(clock() / SECOND))
    return await fetch(requestUrl, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timings.ackMs),
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signBody({ signingSecret, timestamp, body }),
        ...extra,
      },
      body,
    })
  }

  async function deliver(parcel: Parcel): Promise<Ack> {
    const { body, type } = written(parcel)
    const response = await post(body, type, retryHeaders(parcel))
    const text = await response.text()
    if (response.status !== 200) {
      const noRetry = response.headers.get('x-slack-no-retry') === '1'
      return { status: 'refused', httpStatus: response.status, noRetry }
    }
    return { status: 'acked', payload: answerOf(text) }
  }

  return {
    online: () => true,
    async send(parcel) {
      counters.delivered(parcel.kind)
      try {
        return await deliver(parcel)
      } catch (error) {
        // Everything fetch throws means the app did not answer; which way decides what the person is told.
        const late = error instanceof Error && error.name === 'TimeoutError'
        counters.missedAck()
        return { status: late ? 'late' : 'unreachable' }
      }
    },
    async verifyUrl() {
      const challenge = createHmac('sha256', signingSecret).update(String(clock())).digest('hex')
      const response = await post(
        JSON.stringify({ token: 'local', challenge, type: 'url_verification' }),
        JSON_TYPE,
        {},
      )
      const answer = await response.text()
      return response.status === 200 && (answer === challenge || answerOf(answer)['challenge'] === challenge)
    },
  }
}

export function signBody(parts: { signingSecret: string; timestamp: string; body: string }): string {
  const base = `v0:${parts.timestamp}:${parts.body}`
  return `v0=${createHmac('sha256', parts.signingSecret).update(base).digest('hex')}`
}

function written(parcel: Parcel): { body: string; type: string } {
  switch (parcel.kind) {
    case 'events_api':
      return { body: JSON.stringify(parcel.payload), type: JSON_TYPE }
    case 'interactive':
      return { body: new URLSearchParams({ payload: JSON.stringify(parcel.payload) }).toString(), type: FORM }
    case 'slash_commands': {
      const fields = Object.entries(parcel.payload).map(([name, value]): [string, string] => [name, String(value)])
      return { body: new URLSearchParams(fields).toString(), type: FORM }
    }
  }
}

function retryHeaders(parcel: Parcel): Record<string, string> {
  if (parcel.retry === undefined) return {}
  return { 'x-slack-retry-num': String(parcel.retry.attempt), 'x-slack-retry-reason': parcel.retry.reason }
}

/** JSON objects are read as such; any other text is the message of a slash command. */
function answerOf(text: string): Record<string, unknown> {
  if (text === '') return {}
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>
  } catch {
    // Plain text, as ack('text') sends it.
  }
  return { text }
}
