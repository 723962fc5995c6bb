// The generic channel: POST /events, for any system that can sign a request. docs/events-api.md describes it to its users.
import { z } from 'zod'
import type { JsonObject } from '../contracts/json.ts'
import type { OrderProblem } from '../contracts/order.ts'
import type { Delivery } from '../ledger/ledger.ts'
import type { Channel, NormalisedDelivery, RawRequest, Receipt } from './channel.ts'
import { GenericOrder, toGenericOrder } from './generic-order.ts'
import { lateOutcome } from './late-outcome.ts'
import { Instant, isRecord } from './lenient-fields.ts'
import { readJson } from './lossless-json.ts'
import { refsOf } from './refs.ts'
import { runMoment } from './run-moment.ts'
import { checkWithTime, SIGNATURE_HEADER } from './signature.ts'

const Token = z.string().regex(/^[\w.-]{1,128}$/, 'letters, digits, dots, dashes and underscores')

/** Ids may come as numbers; beyond 2^53 they have been read as text already. */
const OrderId = z.union([
  z.int().nonnegative().transform(String),
  z.string().regex(/^[\w.#/-]{1,128}$/, 'an id without spaces or colons'),
])

export const EventEnvelope = z.object({
  id: Token,
  type: z
    .string()
    .max(100)
    .regex(/^[a-z_]+(?:\.[a-z_]+)+$/, 'a name such as order.created'),
  occurred_at: Instant,
  account: Token,
  order: z.looseObject({ id: OrderId }).optional(),
})
export type EventEnvelope = z.infer<typeof EventEnvelope>

export const generic: Channel = {
  name: 'events',
  path: '/events',
  subpaths: false,
  secret_variable: 'EVENTS_WEBHOOK_SECRET',
  authenticate: ({ body, headers }, secret, now) =>
    checkWithTime({ payload: body, header: headers[SIGNATURE_HEADER], secret, now }),
  receive,
  normalise: normaliseGeneric,
}

function receive({ body }: RawRequest, now: number): Receipt {
  const reading = readJson(body)
  if (reading.status === 'unreadable') return { status: 'unusable', because: reading.because }
  const envelope = EventEnvelope.safeParse(reading.value)
  if (!envelope.success) return { status: 'unusable', because: faults(envelope.error) }
  const { id, type, account, order } = envelope.data
  const aboutOrder = type.startsWith('order.')
  if (aboutOrder && !order) return { status: 'unusable', because: 'order: missing' }
  return {
    status: 'received',
    known_topic: aboutOrder,
    delivery: { key: `events:${account}:${id}`, channel: 'events', topic: type, received_at: now, headers: {}, body },
  }
}

function normaliseGeneric(delivery: Delivery): NormalisedDelivery {
  const ignored = (because: string): NormalisedDelivery => ({ what: 'ignored', delivery: delivery.key, because })
  const reading = readJson(delivery.body)
  if (reading.status === 'unreadable') return ignored(reading.because)
  const envelope = EventEnvelope.safeParse(reading.value)
  if (!envelope.success) return ignored(faults(envelope.error))
  const { type, account, order: given, occurred_at: occurredAt } = envelope.data
  if (!type.startsWith('order.')) return ignored(`unknown type "${type}"`)
  if (!given) return ignored('the event named no order')
  const problems: OrderProblem[] = reading.repaired.map((field) => ({
    field,
    problem: 'held characters that cannot be stored',
  }))
  const fields = GenericOrder.parse(given)
  const entityId = `events:${account}:${given.id}`
  const refs = refsOf({
    numbers: [fields.number],
    emails: [fields.customer?.email ?? null],
    phones: [fields.customer?.phone ?? null],
    customers: [fields.customer?.id ?? null],
    tracking: fields.tracking_numbers,
  })
  const base = { delivery: delivery.key, received_at: delivery.received_at, entity_id: entityId, refs }
  const whole = type === 'order.created' || (isRecord(given['total']) && fields.lines.length > 0)
  const order = whole ? toGenericOrder(fields, entityId, occurredAt, problems) : null
  if (type === 'order.created' && order) {
    return {
      what: 'order.created',
      ...base,
      order,
      run_moment: runMoment(fields.created_at, delivery.received_at),
    }
  }
  const detail = order ? { occurred_at: occurredAt } : { ...(given as JsonObject), occurred_at: occurredAt }
  const outcome = lateOutcome(type, given as JsonObject)
  const content: JsonObject = { source_topic: type, order, detail, ...(outcome ? { outcome } : {}) }
  return { what: 'order.signal', ...base, topic: type, content, order }
}

function faults(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
    .join('; ')
    .slice(0, 500)
}
