// Sending along the decided route, and what happens when the shelf is empty by then.
import { describe, expect, it } from 'vitest'
import { fulfilment } from '../../agents/fulfilment.ts'
import type { Stock } from '../../src/contracts/fact.ts'
import type { Order } from '../../src/contracts/order.ts'
import { hkd, lineOf, NOW, orderOf } from './order-fixture.ts'

const ROUTE = {
  order_routing: {
    action: 'route',
    params: { warehouse: 'hkg', carrier: 'Kite', service: 'standard', cost: hkd(38), days: 3 },
    confidence: 0.9,
  },
}
const RESERVED = {
  inventory_reservation: {
    action: 'reserve',
    params: { lines: [{ sku: 'TEE-01', quantity: 1, warehouse: 'hkg' }] },
    confidence: 1,
  },
}
type Decisions = Record<string, { action: string; params: Record<string, never>; confidence: number }>

function fulfil(stock: Stock, decisions: object = { ...ROUTE, ...RESERVED }, change: Partial<Order> = {}) {
  return fulfilment.rules({ order: orderOf(change), decisions: decisions as Decisions, stock }, { now: NOW })
}

describe('fulfilment', () => {
  it('ships the physical lines along the route, which is the status quo', () => {
    const lines = [lineOf(), lineOf({ quantity: 2 }), lineOf({ sku: 'CARD', requires_shipping: false })]
    const proposal = fulfil({ 'TEE-01': { hkg: 3 } }, ROUTE, { lines })
    expect(proposal).toMatchObject({
      action: 'ship',
      params: { warehouse: 'hkg', carrier: 'Kite', service: 'standard', lines: [{ sku: 'TEE-01', quantity: 3 }] },
      flags: ['not_reserved'],
    })
    const input = { order: orderOf({ lines }), decisions: ROUTE, stock: {} }
    expect(fulfilment.statusQuo(input)).toEqual({ action: 'ship', params: proposal.params })
  })

  it('is surer of units that are reserved, even when the stock no longer shows them', () => {
    expect(fulfil({})).toMatchObject({ action: 'ship', confidence: 0.96, flags: [] })
    expect(fulfil({ 'TEE-01': { hkg: 1 } }, ROUTE).confidence).toBe(0.88)
  })

  it('flags a backorder when the warehouse has neither reserved nor free units', () => {
    expect(fulfil({ 'TEE-01': { hkg: 0, sin: 50 } }, ROUTE)).toMatchObject({
      action: 'backorder',
      params: { skus: ['TEE-01'] },
    })
  })

  it.each<[string, object, Partial<Order>]>([
    ['fulfilment.no_route', RESERVED, {}],
    ['fulfilment.cancelled', ROUTE, { cancelled_at: '2026-11-10T19:59:00Z' }],
    ['fulfilment.done', ROUTE, { fulfilment_status: 'fulfilled' }],
    ['step.not_needed', ROUTE, { lines: [lineOf({ requires_shipping: false })] }],
    ['fulfilment.no_route', { order_routing: { action: 'as_usual', params: {}, confidence: 1 } }, {}],
    ['fulfilment.no_route', { order_routing: { action: 'route', params: { warehouse: 7 }, confidence: 1 } }, {}],
  ])('hands over to a person with %s', (code, decisions, change) => {
    expect(() => fulfil({}, decisions, change)).toThrow(expect.objectContaining({ code }))
  })
})
