import { describe, expect, it } from 'vitest'
import { actions } from '../../src/actions/registry.ts'
import type { ShopOrder } from '../../src/channels/shop.ts'
import type { JsonObject } from '../../src/contracts/json.ts'

const order = { number: '1042', total: { amount: 124_000, currency: 'HKD' } }
const ROUTE = {
  warehouse: 'SIN',
  carrier: 'City Courier',
  service: 'next day',
  cost: { amount: 3_850, currency: 'HKD' },
  days: 1,
}

describe('what approving does, in words', () => {
  it.each<[string, JsonObject, string]>([
    [
      'cancel',
      { reason_code: 'fraud_suspected' },
      'cancels the order (fraud suspected) and refunds HK$ 1,240; this cannot be undone',
    ],
    ['hold', { reason_code: 'po_box' }, 'puts the order on hold (po box); nothing ships until somebody releases it'],
    ['release', {}, 'releases the order for packing'],
    ['clear', {}, 'records that nothing speaks against the order; nothing is sent anywhere'],
    ['accept', {}, 'takes the order in; nothing is sent anywhere'],
    [
      'reserve',
      {
        lines: [
          { sku: 'A', quantity: 2, warehouse: 'HKG' },
          { sku: 'B', quantity: 1, warehouse: 'SIN' },
        ],
      },
      'reserves 3 units in HKG and SIN',
    ],
    ['reserve', { lines: [] }, 'reserves nothing: no line of the order comes from stock'],
    ['backorder', { skus: ['A', 'B'] }, 'marks the order as a backorder (A, B): it waits until there is stock'],
    ['route', ROUTE, 'plans the order from SIN by City Courier (next day), HK$ 38.50, 1 day; nothing is booked yet'],
    [
      'ship',
      { warehouse: 'SIN', carrier: 'City Courier', service: 'next day', lines: [{ sku: 'A', quantity: 2 }] },
      'ships the order from SIN by City Courier (next day)',
    ],
    [
      'notify',
      { template: 'shipping_confirmation', locale: 'en', subject: 's', body: 'b' },
      'sends the customer the message "shipping confirmation" in en; it cannot be unsent',
    ],
    ['award_points', { points: 1_240 }, 'credits 1,240 loyalty points'],
    [
      'refund',
      { amount: { amount: 124_000, currency: 'HKD' }, reason_code: 'wrong_call' },
      'refunds HK$ 1,240 to the customer (wrong call); this cannot be undone',
    ],
    [
      'intercept',
      { reason_code: 'wrong_call' },
      'asks the warehouse and the carrier to stop the parcel and bring it back (wrong call); they may refuse',
    ],
    [
      'apologise',
      { locale: 'en', subject: 's', body: 'b', goodwill: null },
      'sends the customer an apology in en; it cannot be unsent',
    ],
    [
      'apologise',
      { locale: 'en', subject: 's', body: 'b', goodwill: '10 % off the next order' },
      'sends the customer an apology in en and promises "10 % off the next order"; it cannot be unsent',
    ],
  ])('%s', (name, params, words) => {
    expect(actions[name]?.params.parse(params)).toEqual(params)
    expect(actions[name]?.describe(params, order)).toBe(words)
  })

  it('does not invent an amount that nobody knows', () => {
    expect(actions['cancel']?.describe({ reason_code: 'x' }, { number: '1', total: null })).toContain(
      'refunds what was paid',
    )
  })

  it.each<[string, JsonObject]>([
    ['hold', {}],
    ['cancel', { reason_code: '' }],
    ['reserve', { lines: [{ sku: 'A', quantity: 0, warehouse: 'HKG' }] }],
    ['route', { ...ROUTE, warehouse: '' }],
    ['ship', { ...ROUTE, carrier: 7 }],
    ['award_points', { points: -1 }],
    ['refund', { reason_code: 'other' }],
    ['refund', { amount: { amount: 0, currency: 'HKD' }, reason_code: 'other' }],
    ['refund', { amount: { amount: -5, currency: 'HKD' }, reason_code: 'other' }],
    ['refund', { amount: { amount: 5, currency: 'dollars' }, reason_code: 'other' }],
    ['intercept', {}],
    ['apologise', { subject: '', body: 'b' }],
  ])('%s refuses a payload it cannot carry out: %j', (name, params) => {
    expect(actions[name]?.params.safeParse(params).success).toBe(false)
  })
})

const shopOrder: ShopOrder = {
  entity_id: 'a:b:c',
  status: 'shipped',
  reserved: false,
  paid: true,
  total: order.total,
  refunded: null,
}

describe('money paid back', () => {
  const refused = (amount: number, patch: Partial<ShopOrder> = {}, currency = 'HKD') =>
    actions['refund']?.precondition({ ...shopOrder, ...patch }, { amount: { amount, currency } })

  it('may be all of the order, and never more', () => {
    expect(refused(124_000)).toBeNull()
    expect(refused(124_001)).toBe('only HK$ 1,240 of the order is left to pay back')
  })

  it('counts what was paid back before', () => {
    const refunded = { amount: 100_000, currency: 'HKD' }
    expect(refused(24_000, { refunded })).toBeNull()
    expect(refused(24_001, { refunded })).toBe('only HK$ 240 of the order is left to pay back')
  })

  it('is in the currency of the order', () => {
    expect(refused(100, {}, 'USD')).toBe('the order was paid in HKD')
    expect(refused(100, { refunded: { amount: 1, currency: 'USD' } })).toBe('the order was paid in HKD')
  })

  it('needs a paid order, and a shop that says what it came to', () => {
    expect(refused(100, { paid: false })).toBe('the order has not been paid')
    expect(refused(100, { total: null })).toBe('the shop does not say what the order came to')
  })

  it('is never nothing or less', () => {
    expect(refused(0)).toBe('there is no amount to pay back')
    expect(refused(-1)).toBe('there is no amount to pay back')
  })
})

describe('when the order’s state forbids it', () => {
  const STATES: ShopOrder['status'][] = ['open', 'held', 'released', 'shipped', 'cancelled']
  const ALLOWED: Record<string, ShopOrder['status'][]> = {
    release: ['open', 'held', 'released'],
    hold: ['open', 'held', 'released'],
    cancel: ['open', 'held', 'released'],
    clear: ['open', 'held', 'released', 'shipped'],
    accept: ['open', 'held', 'released', 'shipped'],
    reserve: ['open', 'held', 'released'],
    backorder: ['open', 'held', 'released'],
    route: ['open', 'held', 'released'],
    ship: ['open', 'released'],
    notify: STATES,
    award_points: ['open', 'held', 'released', 'shipped'],
    refund: ['open', 'held', 'released', 'shipped'],
    intercept: ['shipped'],
    apologise: STATES,
  }

  it.each(Object.keys(actions).flatMap((name) => STATES.map((status) => ({ name, status }))))(
    '$name of a $status order',
    ({ name, status }) => {
      const params = { amount: { amount: 100, currency: 'HKD' } }
      const because = actions[name]?.precondition({ ...shopOrder, status }, params)
      if (ALLOWED[name]?.includes(status)) expect(because).toBeNull()
      else expect(because).toMatch(/^the order (is|has been) /)
    },
  )
})
