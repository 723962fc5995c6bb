// A stored Shopify delivery as one event about one order, or the reason why it is none. Total: it never throws.
import type { EntityRef } from '../../contracts/entity.ts'
import { contentHash, type Json, type JsonObject } from '../../contracts/json.ts'
import type { Order, OrderProblem } from '../../contracts/order.ts'
import type { Delivery } from '../../ledger/ledger.ts'
import type { NormalisedDelivery } from '../channel.ts'
import { lateOutcome } from '../late-outcome.ts'
import { isRecord, partsOf, Text, Texts } from '../lenient-fields.ts'
import { readJson } from '../lossless-json.ts'
import { refsOf } from '../refs.ts'
import { runMoment } from '../run-moment.ts'
import { orderNumber, toOrder } from './order.ts'
import { mentionedOrderId, ownOrderId } from './order-id.ts'
import { ShopifyOrder } from './payload.ts'
import { topicMeaning } from './topics.ts'

const WRAPPERS = ['order', 'refund', 'fulfillment', 'dispute', 'transaction']

export function normaliseShopify(delivery: Delivery): NormalisedDelivery {
  const ignored = (because: string): NormalisedDelivery => ({ what: 'ignored', delivery: delivery.key, because })
  const { topic } = delivery
  const meaning = topicMeaning(topic)
  if (meaning.kind === 'unknown') return ignored(`unknown topic "${topic.slice(0, 80)}"`)
  if (meaning.kind === 'unused') return ignored(`${topic} is about ${meaning.about}, not about an order`)
  const reading = readJson(delivery.body)
  if (reading.status === 'unreadable') return ignored(reading.because)
  if (!isRecord(reading.value)) return ignored('the body is not a JSON object')
  const body = unwrapped(reading.value as JsonObject)
  const account = delivery.key.split(':')[1] ?? ''
  const isOrder = topic.startsWith('orders/')
  const id = isOrder ? ownOrderId(body) : mentionedOrderId(body)
  const base = { delivery: delivery.key, received_at: delivery.received_at }
  const whole = isOrder && (meaning.kind === 'create' || Array.isArray(body['line_items']))
  const entityId = `shopify:${account}:${id ?? `unnamed-${contentHash(body).slice(0, 16)}`}`
  const problems: OrderProblem[] = reading.repaired.map((field) => ({
    field,
    problem: 'held characters that cannot be stored',
  }))
  if (id === null && meaning.kind === 'create')
    problems.push({ field: 'id', problem: 'the shop gave no readable order id' })
  const { order, created_at, refs } = whole
    ? readOrder(body, entityId, problems)
    : { order: null, created_at: null, refs: partialRefs(body, isOrder) }
  if (meaning.kind === 'create' && order) {
    const run_moment = runMoment(created_at, delivery.received_at)
    return { what: 'order.created', ...base, entity_id: entityId, order, run_moment, refs }
  }
  if (id === null) return ignored(`${topic} named no order`)
  if (meaning.kind === 'create') return ignored('the body is not an order')
  const detail: Json = order ? { cancel_reason: Text.parse(body['cancel_reason']) } : body
  const outcome = lateOutcome(meaning.signal, body)
  const content: JsonObject = { source_topic: topic, order, detail, ...(outcome ? { outcome } : {}) }
  return { what: 'order.signal', ...base, entity_id: entityId, topic: meaning.signal, content, order, refs }
}

function readOrder(
  body: JsonObject,
  entityId: string,
  problems: OrderProblem[],
): { order: Order; created_at: string | null; refs: EntityRef[] } {
  const payload = ShopifyOrder.parse(body)
  const order = toOrder(payload, entityId, problems)
  const refs = refsOf({
    numbers: [orderNumber(payload), payload.order_number],
    emails: [payload.email, payload.contact_email, payload.customer?.email ?? null],
    phones: [payload.phone, payload.customer?.phone ?? null],
    customers: [order.customer?.id ?? null],
    tracking: payload.fulfillments.flatMap((shipment) => [shipment.tracking_number, ...shipment.tracking_numbers]),
  })
  return { order, created_at: payload.created_at ?? payload.processed_at, refs }
}

/** A fulfilment brings its tracking numbers; other partial payloads bring no new names. */
function partialRefs(body: JsonObject, isOrder: boolean): EntityRef[] {
  const [shipment] = partsOf({ tracking_number: Text, tracking_numbers: Texts }).parse([body])
  const tracking = isOrder || !shipment ? [] : [shipment.tracking_number, ...shipment.tracking_numbers]
  return refsOf({ numbers: [], emails: [], tracking })
}

/** Saved API answers wrap the same payloads in one member: {"order": {...}}. */
function unwrapped(body: JsonObject): JsonObject {
  const [name, ...others] = Object.keys(body)
  const inner = name === undefined ? null : body[name]
  return others.length === 0 && WRAPPERS.includes(name ?? '') && isRecord(inner) ? (inner as JsonObject) : body
}
