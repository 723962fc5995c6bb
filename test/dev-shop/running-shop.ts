// The sample shop on a free port with a clock the test moves, and our own port to it over real HTTP.
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { createSampleShop, type SampleShop, type SampleShopOptions } from '../../dev/shop/sample-shop.ts'
import { createHttpShop } from '../../src/channels/http-shop.ts'
import { normaliseDelivery } from '../../src/channels/intake.ts'
import type { Effect, Shop } from '../../src/channels/shop.ts'
import type { Order } from '../../src/contracts/order.ts'

export type RunningShop = {
  sample: SampleShop
  shop: Shop
  url: string
  /** An ordinary order, placed in the shop, and how it looks to agents. */
  placed: SampleOrder
  order: Order
  time: { now: number }
  perform(action: string, changes?: Partial<Effect>): Promise<{ ref: string }>
}

export async function startShop(options: Partial<SampleShopOptions> = {}): Promise<RunningShop> {
  const time = { now: 1_794_276_000_000 }
  const clock = () => time.now
  const sample = createSampleShop({ port: 0, clock, secret: 'shop-hush', ...options })
  const { url } = await sample.listen()
  const shop = createHttpShop({ url, secret: 'shop-hush', clock, timeoutMs: 400 })
  const placed = orderGenerator({
    seed: 1,
    mix: { ordinary: 1, risky: 0, high_value: 0, restricted: 0, out_of_lane: 0, short_stock: 0, incomplete: 0 },
  }).next()
  sample.place(placed)
  const perform: RunningShop['perform'] = (action, changes = {}) =>
    shop.perform(
      { key: `key-of-${action}`, entity_id: placed.entity_id, action, params: {}, ...changes },
      new AbortController().signal,
    )
  return { sample, shop, url, placed, order: asOrder(placed), time, perform }
}

/** What our Shopify channel makes of a sample order's webhook. */
export function asOrder({ webhook }: SampleOrder): Order {
  const { domain, webhook_id, topic, body } = webhook
  const event = normaliseDelivery({
    key: `shopify:${domain}:${webhook_id}`,
    channel: 'shopify',
    topic,
    received_at: 0,
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  })
  if (event.what !== 'order.created') throw new Error(`became ${event.what}`)
  return event.order
}
