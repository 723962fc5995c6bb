// The agents that carry out rather than judge: intake, reservation and points.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventoryReservation } from '../../agents/inventory-reservation.ts'
import { loyaltyCalculation } from '../../agents/loyalty-calculation.ts'
import { orderIntake } from '../../agents/order-intake.ts'
import { ReserveParams } from '../../agents/payloads.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import type { Stock } from '../../src/contracts/fact.ts'
import type { Order } from '../../src/contracts/order.ts'
import { howMany } from '../setup/how-many.ts'
import { hkd, lineOf, NOW, orderOf } from './order-fixture.ts'
import { worlds } from './routable.ts'

const context = { now: NOW }

describe('order intake', () => {
  it('accepts an order that lacks nothing', () => {
    const { action, reasons } = orderIntake.rules({ order: orderOf() }, context)
    expect([action, reasons[0]?.text]).toEqual(['accept', 'Nothing is missing: 1 line, 1 unit'])
  })

  it('lists in words what is missing', () => {
    const problems = [
      { field: 'total', problem: 'no currency' },
      { field: 'lines', problem: 'empty' },
    ]
    const intake = () => orderIntake.rules({ order: orderOf({ problems }) }, context)
    expect(intake).toThrow(
      new AppError('order.incomplete', 'The order is incomplete: total (no currency), lines (empty)'),
    )
  })

  it('shortens a long list', () => {
    const problems = Array.from({ length: 6 }, (_, n) => ({ field: `f${n}`, problem: 'missing' }))
    expect(() => orderIntake.rules({ order: orderOf({ problems }) }, context)).toThrow(/f3 \(missing\), and 2 more$/)
  })
})

function reserve(stock: Stock, lines: Order['lines'] = [lineOf({ quantity: 3 }), lineOf({ sku: 'MUG-03' })]) {
  return inventoryReservation.rules({ order: orderOf({ lines }), stock }, context)
}

describe('inventory reservation', () => {
  it('takes everything from one warehouse when one has it all, the one with the most to spare', () => {
    const stock = { 'TEE-01': { hkg: 3, sin: 9, kul: 40 }, 'MUG-03': { hkg: 9, sin: 4 } }
    expect(reserve(stock).params).toEqual({
      lines: [
        { sku: 'TEE-01', quantity: 3, warehouse: 'sin' },
        { sku: 'MUG-03', quantity: 1, warehouse: 'sin' },
      ],
    })
  })

  it('splits only when no warehouse has everything, and says so', () => {
    const proposal = reserve({ 'TEE-01': { hkg: 2, sin: 1 }, 'MUG-03': { sin: 1 } })
    expect(proposal.params['lines']).toHaveLength(3)
    expect(proposal.flags).toEqual(['split'])
    expect(proposal.reasons[0]?.text).toBe('No warehouse has all 4 units: split over hkg and sin')
  })

  it('adds up lines of one SKU, and takes nothing from an oversold warehouse', () => {
    const lines = [lineOf({ quantity: 2 }), lineOf({ quantity: 2 })]
    expect(() => reserve({ 'TEE-01': { hkg: 4, sin: -2 } }, lines)).not.toThrow()
    expect(() => reserve({ 'TEE-01': { hkg: 3, sin: -2 } }, lines)).toThrow('Not enough in stock: TEE-01 (3 of 4)')
  })

  it('says which SKU is short of what', () => {
    expect(() => reserve({ 'TEE-01': { hkg: 2 } })).toThrow(
      new AppError('stock.short', 'Not enough in stock: TEE-01 (2 of 3), MUG-03 (0 of 1)'),
    )
  })

  it('reserves nothing for an order of gift cards', () => {
    expect(reserve({}, [lineOf({ requires_shipping: false })]).params).toEqual({ lines: [] })
  })

  it('reserves exactly what was ordered, never more than there is, and splits only when it must', () => {
    fc.assert(
      fc.property(worlds(), ({ order, stock }) => {
        const wanted = sums(order.lines)
        const have = sums(
          Object.entries(stock).flatMap(([sku, units]) => Object.values(units).map((quantity) => ({ sku, quantity }))),
        )
        const enough = [...wanted].every(([sku, quantity]) => (have.get(sku) ?? 0) >= quantity)
        const able = ['hkg', 'sin', 'kul'].some((id) => [...wanted].every(([sku, n]) => (stock[sku]?.[id] ?? 0) >= n))
        if (!enough) {
          expect(() => inventoryReservation.rules({ order, stock }, context)).toThrow('Not enough in stock')
          return
        }
        const { lines } = ReserveParams.parse(inventoryReservation.rules({ order, stock }, context).params)
        expect(sums(lines)).toEqual(wanted)
        for (const { sku, quantity, warehouse } of lines)
          expect(quantity).toBeLessThanOrEqual(stock[sku]?.[warehouse] ?? 0)
        expect(new Set(lines.map(({ warehouse }) => warehouse)).size === 1).toBe(able)
      }),
      { numRuns: howMany({ usually: 100, inCi: 400 }) },
    )
  })
})

function sums(lines: readonly { sku: string; quantity: number }[]): Map<string, number> {
  const totals = new Map<string, number>()
  for (const { sku, quantity } of lines) totals.set(sku, (totals.get(sku) ?? 0) + quantity)
  return totals
}

const SHIPPED = {
  fulfilment: {
    action: 'ship',
    params: { warehouse: 'hkg', carrier: 'Kite', service: 'standard', lines: [{ sku: 'TEE-01', quantity: 1 }] },
    confidence: 0.9,
  },
}

describe('loyalty points', () => {
  it('are one per HK$ 8 of the goods, rounded down', () => {
    const order = orderOf({ lines: [lineOf({ unit_price: hkd(100), quantity: 3 })], total: hkd(999) })
    const proposal = loyaltyCalculation.rules({ order, decisions: SHIPPED }, context)
    expect(proposal.params).toEqual({ points: 37 })
    expect(proposal.reasons[0]?.text).toBe('37 points: goods worth HK$ 300, one per HK$ 8')
    expect(loyaltyCalculation.statusQuo({ order, decisions: SHIPPED })?.params).toEqual({ points: 37 })
  })

  it.each<[string, Partial<Order>, typeof SHIPPED | Record<string, never>]>([
    ['loyalty.no_account', { customer: null }, SHIPPED],
    ['loyalty.not_shipped', {}, {}],
    ['loyalty.no_lines', { lines: [] }, SHIPPED],
    ['loyalty.unknown_currency', { lines: [lineOf({ unit_price: { amount: 1, currency: 'XAU' } })] }, SHIPPED],
    [
      'loyalty.mixed_currencies',
      { lines: [lineOf(), lineOf({ unit_price: { amount: 1, currency: 'SGD' } })] },
      SHIPPED,
    ],
    ['loyalty.negative_value', { lines: [lineOf({ unit_price: hkd(-1) })] }, SHIPPED],
  ])('are not given: %s', (code, change, decisions) => {
    const input = { order: orderOf(change), decisions }
    expect(loyaltyCalculation.statusQuo(input)).toBeNull()
    expect(() => loyaltyCalculation.rules(input, context)).toThrow(expect.objectContaining({ code }))
  })
})
