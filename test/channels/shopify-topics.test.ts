import { describe, expect, it } from 'vitest'
import { normaliseShopify } from '../../src/channels/shopify/normalise.ts'
import { shopify } from '../../src/channels/shopify/shopify.ts'
import { DOMAIN, delivered, ENTITY_ID, ORDER_ID, orderBody } from './fixtures/shopify-payloads.ts'

const normalise = (topic: string, body: unknown) => normaliseShopify(delivered(topic, body))

describe('later news about an order', () => {
  it.each([
    ['orders/updated', 'order.updated'],
    ['orders/paid', 'order.paid'],
    ['orders/cancelled', 'order.cancelled'],
    ['orders/fulfilled', 'order.fulfilled'],
    ['orders/partially_fulfilled', 'order.partially_fulfilled'],
  ])('%s carries the whole order as %s', (topic, signal) => {
    const event = normalise(topic, { ...orderBody, cancel_reason: 'customer' })
    expect(event).toMatchObject({
      what: 'order.signal',
      topic: signal,
      entity_id: ENTITY_ID,
      order: { number: '1042', total: { amount: 38_850 } },
    })
    expect(event).toMatchObject({
      content: { source_topic: topic, order: { number: '1042' }, detail: { cancel_reason: 'customer' } },
    })
  })

  it.each<[string, string, string]>([
    ['orders/delete', `{"id":${ORDER_ID}}`, 'order.deleted'],
    [
      'orders/edited',
      `{"order_edit":{"id":78912328793123780,"order_id":${ORDER_ID},"line_items":{"additions":[{"id":7,"delta":1}],"removals":[]}}}`,
      'order.edited',
    ],
    ['orders/risk_assessment_changed', `{"risk_level":"medium","order_id":${ORDER_ID}}`, 'order.risk_changed'],
    [
      'orders/risk_assessment_changed',
      `{"risk_level":"medium","admin_graphql_api_order_id":"gid://shopify/Order/${ORDER_ID}"}`,
      'order.risk_changed',
    ],
    [
      'orders/shopify_protect_eligibility_changed',
      `{"order_id":${ORDER_ID},"status":"active"}`,
      'order.protection_changed',
    ],
    [
      'refunds/create',
      `{"id":89,"admin_graphql_api_id":"gid://shopify/Refund/89","order_id":${ORDER_ID},"refund_line_items":[{"line_item":{"id":5,"title":"Tee"}}]}`,
      'order.refunded',
    ],
    [
      'disputes/create',
      `{"id":28,"order_id":${ORDER_ID},"type":"chargeback","amount":"11.50","currency":"HKD"}`,
      'order.disputed',
    ],
    ['disputes/update', `{"id":28,"order_id":"${ORDER_ID}","status":"won"}`, 'order.disputed'],
    [
      'order_transactions/create',
      `{"id":12,"admin_graphql_api_id":"gid://shopify/OrderTransaction/12","order_id":${ORDER_ID},"kind":"capture"}`,
      'order.transaction',
    ],
    ['fulfillments/update', `{"id":1,"order_id":${ORDER_ID},"status":"success"}`, 'order.fulfilment_changed'],
    [
      'fulfillment_orders/placed_on_hold',
      `{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/1","order_id":${ORDER_ID}}}`,
      'order.fulfilment_changed',
    ],
    [
      'returns/request',
      `{"id":3,"admin_graphql_api_id":"gid://shopify/Return/3","order":{"id":${ORDER_ID},"admin_graphql_api_id":"gid://shopify/Order/${ORDER_ID}"}}`,
      'order.returned',
    ],
    [
      'returns/close',
      `{"id":3,"admin_graphql_api_id":"gid://shopify/Return/3","order_id":${ORDER_ID}}`,
      'order.returned',
    ],
  ])('%s finds its order by the exact id', (topic, body, signal) => {
    expect(normalise(topic, body)).toMatchObject({
      what: 'order.signal',
      entity_id: ENTITY_ID,
      topic: signal,
      order: null,
      content: { source_topic: topic },
    })
  })

  it('brings the tracking numbers of a fulfilment as names of the order', () => {
    const event = normalise('fulfillments/create', {
      id: 1,
      order_id: 1042,
      tracking_number: 'TRK-9',
      tracking_numbers: ['TRK-9', 'TRK-10'],
    })
    expect(event).toMatchObject({
      refs: [
        { kind: 'tracking', value: 'TRK-9' },
        { kind: 'tracking', value: 'TRK-10' },
      ],
    })
  })

  it('reads a saved API answer that wraps the payload in one member', () => {
    expect(normalise('refunds/create', { refund: { id: 1, order_id: 1042 } })).toMatchObject({
      entity_id: `shopify:${DOMAIN}:1042`,
    })
    expect(normalise('orders/create', { order: orderBody })).toMatchObject({
      what: 'order.created',
      entity_id: ENTITY_ID,
    })
  })
})

describe('what is no order', () => {
  it.each([
    ['products/update', 'products/update is about a product, not about an order'],
    ['variants/out_of_stock', 'variants/out_of_stock is about a product, not about an order'],
    ['customers/create', 'customers/create is about a customer, not about an order'],
    ['inventory_levels/update', 'inventory_levels/update is about stock, not about an order'],
    ['locations/create', 'locations/create is about the shop itself, not about an order'],
    ['fulfillment_orders/split', 'fulfillment_orders/split named no order'],
    ['returns/decline', 'returns/decline named no order'],
    ['comets/sighted', 'unknown topic "comets/sighted"'],
    ['constructor/name', 'unknown topic "constructor/name"'],
  ])('%s is ignored with the reason', (topic, because) => {
    expect(normalise(topic, { id: 1, admin_graphql_api_id: 'gid://shopify/Thing/1' })).toEqual({
      what: 'ignored',
      delivery: `shopify:${DOMAIN}:w-1`,
      because,
    })
  })

  it.each([['[]'], ['"text"'], ['17'], ['null'], ['{"a":'], ['']])(
    'the body %j is ignored with a reason, even as a new order',
    (body) => {
      expect(normalise('orders/create', body)).toMatchObject({
        what: 'ignored',
        because: expect.stringContaining('the body'),
      })
    },
  )
})

describe('which delivery it is', () => {
  const headers = {
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': 'Plain-Goods.myshopify.com',
    'x-shopify-webhook-id': 'w-1',
    'x-shopify-hmac-sha256': 'sig',
    cookie: 'c',
  }
  const receive = (changed: Record<string, string>, subpath = 'orders/create') =>
    shopify.receive({ headers: { ...headers, ...changed }, subpath, body: Buffer.from('{}') }, 5)

  it('is told by channel, shop and webhook id; signature and foreign headers are not kept', () => {
    expect(receive({})).toEqual({
      status: 'received',
      known_topic: true,
      delivery: {
        key: `shopify:${DOMAIN}:w-1`,
        channel: 'shopify',
        topic: 'orders/create',
        received_at: 5,
        headers: {
          'x-shopify-topic': 'orders/create',
          'x-shopify-shop-domain': 'Plain-Goods.myshopify.com',
          'x-shopify-webhook-id': 'w-1',
        },
        body: Buffer.from('{}'),
      },
    })
  })

  it('without a webhook id is the same for the same topic and body', () => {
    const keyOf = (subpath: string) => {
      const receipt = receive({ 'x-shopify-webhook-id': '', 'x-shopify-topic': subpath }, subpath)
      return receipt.status === 'received' ? receipt.delivery.key : receipt.because
    }
    expect(keyOf('orders/create')).toMatch(/^shopify:plain-goods\.myshopify\.com:[0-9a-f]{64}$/)
    expect(keyOf('orders/create')).toBe(keyOf('orders/create'))
    expect(keyOf('orders/paid')).not.toBe(keyOf('orders/create'))
  })

  it('takes the topic from the header alone or the path alone', () => {
    expect(receive({}, '')).toMatchObject({ delivery: { topic: 'orders/create' } })
    expect(receive({ 'x-shopify-topic': '' }, 'Orders/Paid/')).toMatchObject({ delivery: { topic: 'orders/paid' } })
  })

  it.each<[string, Record<string, string>, string]>([
    ['two different topics', {}, 'orders/paid'],
    ['no topic', { 'x-shopify-topic': '' }, ''],
    ['a topic that is none', { 'x-shopify-topic': 'orders' }, ''],
    ['no shop', { 'x-shopify-shop-domain': '' }, ''],
    ['a shop that would break the entity id', { 'x-shopify-shop-domain': 'a:b' }, ''],
  ])('%s is unusable', (_, changed, subpath) => {
    expect(receive(changed, subpath).status).toBe('unusable')
  })
})
