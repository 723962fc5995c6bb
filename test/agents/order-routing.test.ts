// The joint decision of warehouse and carrier: cheapest that keeps the promise, held against a search of its own.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderRouting } from '../../agents/order-routing.ts'
import { promisedDays, type RoutingInput } from '../../agents/routing-options.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import { howMany } from '../setup/how-many.ts'
import { addressOf, hkd, lineOf, NOW, orderOf, rateOf, warehouseOf } from './order-fixture.ts'
import { worlds } from './routable.ts'

const HKG = warehouseOf()
const SIN = warehouseOf({ id: 'sin', name: 'Tuas', country: 'SG', handling_cost: hkd(6) })

function inputOf(change: Partial<RoutingInput> = {}): RoutingInput {
  return {
    order: orderOf(),
    stock: { 'TEE-01': { hkg: 5, sin: 5 } },
    warehouses: [HKG, SIN],
    carrier_rates: [rateOf()],
    decisions: {},
    ...change,
  }
}

const route = (input: RoutingInput) => orderRouting.rules(input, { now: NOW })

function refusal(input: RoutingInput): { code: string; message: string } {
  try {
    return { code: 'none', message: JSON.stringify(route(input).params) }
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message }
    throw error
  }
}

describe('routing', () => {
  it('adds handling to freight, so that the dearer parcel of the cheaper warehouse can win', () => {
    const rates = [rateOf({ cost: hkd(30) }), rateOf({ from_country: 'SG', cost: hkd(31), days: 4 })]
    const proposal = route(inputOf({ carrier_rates: rates }))
    expect(proposal.params).toEqual({ warehouse: 'sin', carrier: 'Kite', service: 'standard', cost: hkd(37), days: 4 })
    expect(proposal.reasons.map(({ text }) => text)).toEqual([
      'Tuas with Kite standard: HK$ 37 in 4 days (HK$ 6 handling, HK$ 31 freight)',
      'Cheapest of 2 possible routes; HK$ 1 less than the shop’s own default, Kwai Chung with Kite standard',
      'The shipping method promises no number of days',
    ])
    expect(proposal.against[0]).toBe('Runner-up: Kwai Chung with Kite standard, HK$ 38 in 3 days')
    expect(proposal.amount).toEqual(hkd(37))
    expect(orderRouting.statusQuo(inputOf({ carrier_rates: rates }))?.params).toMatchObject({ warehouse: 'hkg' })
  })

  it('names a service once where the carrier’s name ends with it', () => {
    const rates = [rateOf({ carrier: 'Ocean Economy', service: 'economy' })]
    expect(route(inputOf({ carrier_rates: rates })).reasons[0]?.text).toMatch(/^Kwai Chung with Ocean Economy: HK\$ 38/)
  })

  it('reckons a changed route anew, exactly as if it had proposed it', () => {
    fc.assert(
      fc.property(worlds(), (world) => {
        const input = orderRouting.input.parse(world)
        if (refusal(input).code !== 'none') return
        const proposed = route(input).params
        const { warehouse, carrier, service } = proposed
        const edited = { warehouse, carrier, service, cost: hkd(1), days: 99 } as JsonObject
        const revised = orderRouting.revise?.(input, edited)
        expect(revised).toMatchObject({ status: 'ok', params: { warehouse, carrier, service } })
        // Where a carrier has two rates for one service, the cheaper one is meant.
        const cost = revised?.status === 'ok' ? (revised.params['cost'] as { amount: number }).amount : Number.NaN
        expect(cost).toBeLessThanOrEqual((proposed['cost'] as { amount: number }).amount)
      }),
    )
  })

  it('pays for speed only as far as the shipping method promises it', () => {
    const rates = [rateOf({ days: 6 }), rateOf({ service: 'express', cost: hkd(90), days: 2 })]
    const at = (shipping_method: string) =>
      route(inputOf({ order: orderOf({ shipping_method }), carrier_rates: rates })).params['service']
    expect(at('Standard')).toBe('standard')
    expect(at('Express')).toBe('express')
    expect(at('4-7 business days')).toBe('standard')
  })

  it('takes the fastest route and becomes unsure when none keeps the promise', () => {
    const rates = [rateOf({ days: 6 }), rateOf({ service: 'faster', cost: hkd(90), days: 5 })]
    const proposal = route(inputOf({ order: orderOf({ shipping_method: 'Express' }), carrier_rates: rates }))
    expect(proposal.params['service']).toBe('faster')
    expect(proposal.confidence).toBe(0.6)
    expect(proposal.flags).toContain('promise_missed')
    expect(proposal.reasons[2]?.text).toBe('No route keeps the promise of 3 days; this one comes closest with 5')
  })

  it('counts the units reserved for this order as available, and prefers nothing for it but the price', () => {
    const lines = [{ sku: 'TEE-01', quantity: 1, warehouse: 'hkg' }]
    const decisions = { inventory_reservation: { action: 'reserve', params: { lines }, confidence: 1 } }
    expect(route(inputOf({ stock: {}, decisions })).params['warehouse']).toBe('hkg')
    const rates = [rateOf({ cost: hkd(60) }), rateOf({ from_country: 'SG' })]
    const moved = route(inputOf({ decisions, carrier_rates: rates }))
    expect(moved.params['warehouse']).toBe('sin')
    expect(moved.flags).toContain('moves_reservation')
    expect(moved.against).toContain('The stock is reserved in hkg')
  })

  it('is unsure of an order whose weight it does not know', () => {
    const proposal = route(inputOf({ order: orderOf({ lines: [lineOf({ grams: 0 })] }) }))
    expect(proposal.confidence).toBe(0.6)
    expect(proposal.unchecked[0]).toBe('The true weight: TEE-01 has none in the shop')
  })

  it('proposes the shop’s own default, unsure, when prices are in two currencies', () => {
    const usd = rateOf({ service: 'dollar', cost: { amount: 100, currency: 'USD' } })
    const proposal = route(inputOf({ carrier_rates: [rateOf(), usd] }))
    expect(proposal.params['service']).toBe('standard')
    expect(proposal.confidence).toBe(0.5)
    expect(orderRouting.statusQuo(inputOf({ carrier_rates: [rateOf(), usd] }))?.params).toEqual(proposal.params)
  })

  it.each<[string, Partial<RoutingInput>, string]>([
    [
      'routing.no_lane',
      {
        order: orderOf({ shipping_address: addressOf({ country: 'MY' }), lines: [lineOf({ grams: 1_200 })] }),
        warehouses: [SIN],
      },
      'no carrier serves Singapore -> Malaysia for 1,200 g',
    ],
    ['routing.no_lane', { order: orderOf({ lines: [lineOf({ grams: 5_001 })] }) }, 'for 5,001 g'],
    ['routing.no_stock', { stock: { 'TEE-01': { hkg: 0, sin: -2 } } }, 'no single warehouse has all of TEE-01'],
    ['routing.no_stock', { warehouses: [] }, 'no warehouse is known'],
    ['routing.no_capacity', { warehouses: [warehouseOf({ used_today: 500 })] }, 'Kwai Chung can pack no more today'],
    ['routing.no_destination', { order: orderOf({ shipping_address: null }) }, 'names no country'],
    ['step.not_needed', { order: orderOf({ lines: [lineOf({ requires_shipping: false })] }) }, 'nothing in'],
    [
      'routing.goods_refused',
      { order: orderOf({ tags: ['batteries'] }), carrier_rates: [rateOf({ restricted: ['Batteries'] })] },
      'every carrier on Hong Kong and Singapore -> Hong Kong for 250 g refuses batteries',
    ],
    [
      'routing.mixed_currencies',
      {
        warehouses: [warehouseOf({ used_today: 500 }), { ...SIN, handling_cost: { amount: 1, currency: 'SGD' } }],
        carrier_rates: [rateOf({ from_country: 'SG' })],
      },
      'different currencies',
    ],
  ])('hands over to a person with %s', (code, change, words) => {
    const found = refusal(inputOf(change))
    expect(found.code).toBe(code)
    expect(found.message).toContain(words)
  })

  it.each([
    [null, null],
    ['Standard', null],
    ['Same-day courier', 1],
    ['Next Day Air', 2],
    ['EXPRESS', 3],
    ['Economy (5 - 8 business days)', 8],
    ['Express 2 days', 2],
    ['1-day', 1],
    ['0 days', null],
  ])('reads the promise of %j as %j days', (method, days) => {
    expect(promisedDays(method)).toBe(days)
  })
})

const RUNS = howMany({ usually: 200, inCi: 1_000 })

describe('the chosen route', () => {
  it('is feasible, and no feasible route that keeps the promise is cheaper', () => {
    let routed = 0
    fc.assert(
      fc.property(worlds(), (world) => {
        const input = orderRouting.input.parse(world)
        const all = everyRoute(input)
        const found = refusal(input)
        if (found.code !== 'none') {
          expect(all).toEqual([])
          return
        }
        routed += 1
        const { params } = route(input)
        const mine = all.filter((one) => one.warehouse === params['warehouse'] && one.carrier === params['carrier'])
        expect(mine.map(({ service, cost, days }) => ({ service, cost, days }))).toContainEqual({
          service: params['service'],
          cost: (params['cost'] as { amount: number }).amount,
          days: params['days'],
        })
        const promise = promisedDays(input.order.shipping_method) ?? Number.POSITIVE_INFINITY
        const keeping = all.filter(({ days }) => days <= promise)
        const best =
          keeping.length > 0
            ? Math.min(...keeping.map(({ cost }) => cost))
            : Math.min(...all.filter(({ days }) => days === params['days']).map(({ cost }) => cost))
        expect((params['cost'] as { amount: number }).amount).toBe(best)
        if (keeping.length === 0) expect(params['days']).toBe(Math.min(...all.map(({ days }) => days)))
      }),
      { numRuns: RUNS },
    )
    expect(routed).toBeGreaterThan(RUNS / 5)
  })

  it('does not depend on the order in which warehouses and rates are listed', () => {
    fc.assert(
      fc.property(worlds(), (world) => {
        const input = orderRouting.input.parse(world)
        if (refusal(input).code !== 'none') return
        const turned = {
          ...input,
          carrier_rates: input.carrier_rates.toReversed(),
          warehouses: input.warehouses.toReversed(),
        }
        expect(route(turned).params).toEqual(route(input).params)
      }),
      { numRuns: howMany({ usually: 100, inCi: 500 }) },
    )
  })
})

type Found = { warehouse: string; carrier: string; service: string; cost: number; days: number }

/** Written apart from the agent, straight from the rules: every pair of a warehouse and a rate, tried one by one. */
function everyRoute({ order, stock, warehouses, carrier_rates, decisions }: RoutingInput): Found[] {
  const grams = order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0)
  const battery = order.lines.some(({ sku }) => sku.startsWith('BAT-'))
  const need = new Map<string, number>()
  for (const { sku, quantity } of order.lines) need.set(sku, (need.get(sku) ?? 0) + quantity)
  const held = (decisions['inventory_reservation']?.params['lines'] ?? []) as {
    sku: string
    quantity: number
    warehouse: string
  }[]
  const found: Found[] = []
  for (const house of warehouses) {
    if (house.used_today >= house.daily_capacity) continue
    const enough = [...need].every(([sku, units]) => {
      const mine = held.filter((line) => line.sku === sku && line.warehouse === house.id)
      return (stock[sku]?.[house.id] ?? 0) >= units || mine.reduce((sum, line) => sum + line.quantity, 0) >= units
    })
    if (!enough) continue
    for (const rate of carrier_rates) {
      if (rate.from_country !== house.country || rate.to_country !== order.shipping_address?.country) continue
      if (grams < rate.min_grams || grams > rate.max_grams) continue
      if (battery && rate.restricted.includes('Batteries')) continue
      const cost = house.handling_cost.amount + rate.cost.amount
      found.push({ warehouse: house.id, carrier: rate.carrier, service: rate.service, cost, days: rate.days })
    }
  }
  return found
}
