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
  ])('%s refuses a payload it cannot carry out: %j', (name, params) => {
    expect(actions[name]?.params.safeParse(params).success).toBe(false)
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
  }

  it.each(Object.keys(actions).flatMap((name) => STATES.map((status) => ({ name, status }))))(
    '$name of a $status order',
    ({ name, status }) => {
      const because = actions[name]?.precondition({ entity_id: 'a:b:c', status, reserved: false, paid: true })
      if (ALLOWED[name]?.includes(status)) expect(because).toBeNull()
      else expect(because).toMatch(/^the order (is|has been) /)
    },
  )
})
