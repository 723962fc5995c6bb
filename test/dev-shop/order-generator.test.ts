import { describe, expect, it } from 'vitest'
import { catalogue } from '../../dev/shop/catalogue.ts'
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import { KINDS } from '../../dev/shop/sample-order.ts'
import { laterWebhook } from '../../dev/shop/shopify-body.ts'
import { normaliseDelivery } from '../../src/channels/intake.ts'
import { formatMoney, usdCents } from '../../src/contracts/money.ts'
import { asOrder } from './running-shop.ts'

const many = orderGenerator({ seed: 7 }).take(2_000)

describe('the sample orders', () => {
  it('are the same for the same seed and others for another', () => {
    expect(orderGenerator({ seed: 7 }).take(50)).toEqual(many.slice(0, 50))
    expect(orderGenerator({ seed: 8 }).take(50)).not.toEqual(many.slice(0, 50))
  })

  it('are mostly ordinary, with every other kind among them', () => {
    const share = (kind: string) => many.filter((order) => order.kind === kind).length / many.length
    expect(share('ordinary')).toBeGreaterThan(0.7)
    expect(share('ordinary')).toBeLessThan(0.8)
    for (const kind of KINDS) expect(share(kind), kind).toBeGreaterThan(0.005)
  })

  it('come in six currencies and several languages', () => {
    expect(new Set(many.map(({ total }) => total.currency))).toEqual(
      new Set(['HKD', 'SGD', 'MYR', 'AUD', 'USD', 'JPY']),
    )
    expect(new Set(many.map((order) => asOrder(order).locale)).size).toBeGreaterThan(6)
  })

  it('have ids, numbers and webhooks of their own', () => {
    for (const read of [
      (order: (typeof many)[number]) => order.entity_id,
      (order: (typeof many)[number]) => order.number,
      (order: (typeof many)[number]) => order.webhook.webhook_id,
    ]) {
      expect(new Set(many.map(read)).size).toBe(many.length)
    }
  })

  it('are read by the Shopify channel to the very amount, with problems only where they are meant', () => {
    for (const sample of many) {
      const order = asOrder(sample)
      expect(order.entity_id).toBe(sample.entity_id)
      expect(order.number).toBe(sample.number)
      if (sample.kind === 'incomplete') {
        expect(order.problems.map(({ field }) => field)).toEqual([
          expect.stringMatching(/^(currency|shipping_address)$/),
        ])
      } else {
        expect(order.problems).toEqual([])
        expect(order.total).toEqual(sample.total)
      }
    }
  })

  it('of the ordinary kind stay below the limit above which everything is asked', () => {
    const rates = { as_of: '2026-11-10', per_usd: { HKD: 7.8, SGD: 1.34, MYR: 4.2, AUD: 1.52, JPY: 150 } }
    for (const { kind, total } of many) {
      if (kind === 'ordinary') expect(usdCents(total, rates), formatMoney(total)).toBeLessThan(500_00)
      if (kind === 'high_value') expect(usdCents(total, rates), formatMoney(total)).toBeGreaterThan(500_00)
    }
  })

  it('can be followed by later webhooks of the same order', () => {
    const [order] = many
    if (!order) throw new Error('no order')
    const later = laterWebhook(order, 'orders/cancelled', {
      cancelled_at: '2026-11-10T10:00:00Z',
      cancel_reason: 'customer',
    })
    const event = normaliseDelivery({
      key: `shopify:${later.domain}:${later.webhook_id}`,
      channel: 'shopify',
      topic: later.topic,
      received_at: 0,
      headers: {},
      body: Buffer.from(JSON.stringify(later.body)),
    })
    expect(event).toMatchObject({
      what: 'order.signal',
      topic: 'order.cancelled',
      entity_id: order.entity_id,
      order: { cancelled_at: '2026-11-10T10:00:00Z' },
    })
    expect(later.webhook_id).not.toBe(order.webhook.webhook_id)
  })

  it('buy from a catalogue of 24 SKUs', () => {
    expect(new Set(catalogue.map(({ sku }) => sku)).size).toBe(24)
  })
})
