import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventEnvelope } from '../../src/channels/generic.ts'
import { normaliseDelivery } from '../../src/channels/intake.ts'
import { EntityId, EntityRef } from '../../src/contracts/entity.ts'
import { Json } from '../../src/contracts/json.ts'
import { Order } from '../../src/contracts/order.ts'
import type { Delivery } from '../../src/ledger/ledger.ts'
import { howMany } from '../setup/how-many.ts'
import { delivered, orderBody } from './fixtures/shopify-payloads.ts'

const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/edited',
  'orders/delete',
  'refunds/create',
  'fulfillments/create',
  'fulfillment_orders/moved',
  'returns/update',
  'products/create',
  '__proto__',
  'toString/x',
  '',
]

/** The real payload with any members replaced by anything: the neighbourhood in which faults live. */
const bent = fc
  .dictionary(
    fc.constantFrom(...Object.keys(orderBody), 'order', 'order_edit', 'client_details'),
    fc.jsonValue({ maxDepth: 4 }),
    { maxKeys: 6 },
  )
  .map((members) => ({ ...orderBody, ...members }))

function expectSound(delivery: Delivery): void {
  const event = normaliseDelivery(delivery)
  expect(event.delivery).toBe(delivery.key)
  if (event.what === 'ignored') {
    expect(event.because).not.toBe('')
    return
  }
  expect(EntityId.parse(event.entity_id)).toBe(event.entity_id)
  expect(event.refs.map((ref) => EntityRef.parse(ref))).toEqual(event.refs)
  if (event.order) expect(Order.parse(event.order)).toEqual(event.order)
  if (event.what === 'order.signal') Json.parse(event.content)
  // What is stored must be storable: no NUL, no half surrogate pair.
  expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\ud[89a-f]/)
}

describe('normalising', () => {
  it('gives a sound event or a reason for any JSON under any Shopify topic', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOPICS), fc.oneof(fc.jsonValue(), bent), (topic, body) => {
        expectSound(delivered(topic, body))
      }),
      { numRuns: howMany({ usually: 150, inCi: 500 }) },
    )
  })

  it('gives a sound event or a reason for any bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOPICS), fc.uint8Array({ maxLength: 300 }), (topic, body) => {
        expectSound({ ...delivered(topic, ''), body })
      }),
    )
  })

  it('gives a sound event or a reason for any generic envelope', () => {
    const envelope = fc.record({
      id: fc.constant('e-1'),
      type: fc.constantFrom('order.created', 'order.updated', 'other.thing', 'ORDER'),
      account: fc.constant('a'),
      occurred_at: fc.jsonValue(),
      order: fc.oneof(
        fc.jsonValue(),
        fc
          .dictionary(
            fc.constantFrom(
              'number',
              'total',
              'lines',
              'customer',
              'shipping_address',
              'payment',
              'tags',
              'created_at',
              'market',
            ),
            fc.jsonValue(),
          )
          .map((members) => ({ id: 'o-1', ...members })),
      ),
    })
    let usable = 0
    fc.assert(
      fc.property(envelope, (body) => {
        if (EventEnvelope.safeParse(body).success) usable += 1
        expectSound({ ...delivered('order.created', body), channel: 'events', key: 'events:a:e-1' })
      }),
      { numRuns: howMany({ usually: 150, inCi: 400 }) },
    )
    expect(usable).toBeGreaterThan(20)
  })

  it('ignores a delivery of a channel that is gone', () => {
    expect(normaliseDelivery({ ...delivered('orders/create', orderBody), channel: 'carrier-pigeon' })).toMatchObject({
      what: 'ignored',
      because: 'no channel named "carrier-pigeon"',
    })
  })
})
