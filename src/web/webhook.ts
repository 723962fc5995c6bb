// One webhook request: authenticated over its raw bytes, stored, and only then answered. Nothing is judged here.
import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Channel, RawRequest } from '../channels/channel.ts'
import { readJson } from '../channels/lossless-json.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Answer, refused } from './answer.ts'
import type { Counter } from './metrics.ts'
import { drain, readRawBody } from './raw-body.ts'
import { within } from './time-limit.ts'

export type WebhookParts = {
  store: Pick<Ledger, 'storeDelivery'>
  /** A hint that these deliveries wait; what it misses, the sweeper finds. */
  onStored(keys: string[]): unknown
  /** By channel name; a channel without a secret lets nobody in. */
  secrets: Readonly<Record<string, string | undefined>>
  clock: Clock
  log: Logger
  bodyLimit: number
  storeTimeoutMs: number
  counter: Counter
}

const RETRY_LATER = { 'retry-after': '5' }

/** Null when the sender is gone and nobody reads the answer. */
export async function takeWebhook(
  parts: WebhookParts,
  { channel, subpath, request }: { channel: Channel; subpath: string; request: IncomingMessage },
): Promise<Answer | null> {
  const log = parts.log.child({ channel: channel.name })
  const done = (outcome: string, answer: Answer): Answer => {
    parts.counter.add({ channel: channel.name, outcome })
    return answer
  }
  const secret = parts.secrets[channel.name] ?? ''
  if (secret === '') {
    log.error(`webhook refused: set ${channel.secret_variable} to let ${channel.name} in`)
    drain(request, parts.bodyLimit)
    return done('unauthorised', refused(401, 'this channel has no secret set'))
  }
  const raw = await readRawBody(request, parts.bodyLimit)
  if (raw.status === 'broken') return null
  if (raw.status === 'too_large') {
    return done('too_large', refused(413, `the body is larger than ${parts.bodyLimit} bytes`, { connection: 'close' }))
  }
  const now = parts.clock()
  const asked: RawRequest = { headers: flat(request.headers), subpath, body: raw.body }
  const check = channel.authenticate(asked, secret, now)
  if (!check.valid) {
    log.warn({ because: check.because }, 'webhook refused')
    return done('unauthorised', refused(401, check.because))
  }
  const reading = readJson(raw.body)
  if (reading.status === 'unreadable') return done('unusable', refused(400, reading.because))
  const receipt = channel.receive(asked, now)
  if (receipt.status === 'unusable') return done('unusable', refused(400, receipt.because))
  const { delivery, known_topic: known } = receipt
  try {
    const fresh = await within(parts.storeTimeoutMs, 'storing the delivery', parts.store.storeDelivery(delivery))
    if (!fresh) return done('duplicate', { status: 200, body: { status: 'duplicate' } })
  } catch (error) {
    log.error({ err: error, delivery: delivery.key }, 'webhook not stored; the sender will try again')
    return done('unavailable', refused(503, 'not stored, try again', RETRY_LATER))
  }
  hint(parts, delivery.key, log)
  return known
    ? done('stored', { status: 200, body: { status: 'stored' } })
    : done('unknown_topic', {
        status: 202,
        body: { status: 'ignored', because: `nothing here handles ${delivery.topic}` },
      })
}

/** After storing nothing may fail the request any more. */
function hint(parts: WebhookParts, key: string, log: Logger): void {
  Promise.resolve()
    .then(() => parts.onStored([key]))
    .catch((error: unknown) => log.warn({ err: error }, 'hint lost; the sweeper will find the delivery'))
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
