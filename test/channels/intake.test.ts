import { describe, expect, it } from 'vitest'
import { intakeOf, normaliseDelivery, orderRunId } from '../../src/channels/intake.ts'
import { namedId } from '../../src/contracts/ids.ts'
import { delivered, ENTITY_ID, orderBody } from './fixtures/shopify-payloads.ts'

describe('taking a delivery in', () => {
  it('gives an order the same run, whichever delivery announces it', () => {
    const events = ['a', 'b'].map((id) =>
      normaliseDelivery({ ...delivered('orders/create', orderBody), key: `shopify:plain-goods.myshopify.com:${id}` }),
    )
    const runs = events.map((event) =>
      event.what === 'order.created'
        ? orderRunId({ entity_id: event.entity_id, created_at: event.run_moment })
        : event.what,
    )
    expect(runs[0]).toBe(runs[1])
    expect(runs[0]).toBe(namedId(Date.parse('2026-11-10T09:30:00+08:00'), `${ENTITY_ID}/order_to_fulfilment`))
  })

  it('hands a signal over with its content and the delivery it came by', () => {
    const delivery = delivered('orders/paid', orderBody)
    const event = normaliseDelivery(delivery)
    if (event.what !== 'order.signal') throw new Error(event.what)
    expect(intakeOf(event)).toEqual({
      delivery: delivery.key,
      what: 'signal',
      entity_type: 'order',
      entity_id: ENTITY_ID,
      signal: { delivery: delivery.key, topic: 'order.paid', at: delivery.received_at, content: event.content },
      refs: event.refs,
    })
  })

  it('hands an ignored delivery over with the reason', () => {
    const event = normaliseDelivery(delivered('products/create', {}))
    if (event.what === 'order.created') throw new Error(event.what)
    expect(intakeOf(event)).toEqual({
      delivery: event.delivery,
      what: 'ignored',
      because: 'products/create is about a product, not about an order',
    })
  })
})
