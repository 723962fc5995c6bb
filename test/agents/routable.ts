// Small worlds in which an order can often be routed: few SKUs, warehouses and lanes, one currency unless asked otherwise.
import fc from 'fast-check'
import type { CarrierRate, Stock, Warehouse } from '../../src/contracts/fact.ts'
import type { Order } from '../../src/contracts/order.ts'
import { addressOf, lineOf, orderOf } from './order-fixture.ts'

export type World = {
  order: Order
  stock: Stock
  warehouses: Warehouse[]
  carrier_rates: CarrierRate[]
  decisions: Record<string, { action: string; params: Record<string, never> | object; confidence: number }>
}

const IDS = ['hkg', 'sin', 'kul'] as const
const COUNTRIES = ['HK', 'SG', 'MY'] as const
const SKUS = ['TEE-01', 'BAT-02', 'MUG-03'] as const
const country = fc.constantFrom(...COUNTRIES)
const few = fc.integer({ min: 1, max: 3 })

/** Amounts are small, so that ties are common. */
const amount = fc.integer({ min: 1, max: 9 }).map((tens) => tens * 1_000)

export function worlds(currencies: readonly string[] = ['HKD']): fc.Arbitrary<World> {
  const money = fc.record({ amount, currency: fc.constantFrom(...currencies) })
  const line = fc.record({ sku: fc.constantFrom(...SKUS), quantity: few, grams: fc.constantFrom(0, 100, 400, 900) })
  const warehouse = (id: string) =>
    fc.record({
      id: fc.constant(id),
      name: fc.constant(`House ${id}`),
      country,
      daily_capacity: fc.constantFrom(0, 10, 20),
      used_today: fc.constantFrom(0, 9, 10),
      handling_cost: money,
    })
  const rate = fc.record({
    carrier: fc.constantFrom('Kite', 'Junk', 'Island Post'),
    service: fc.constantFrom('standard', 'express'),
    from_country: country,
    to_country: country,
    min_grams: fc.constantFrom(0, 300, 1_000),
    max_grams: fc.constantFrom(300, 1_000, 30_000),
    cost: money,
    days: fc.integer({ min: 1, max: 6 }),
    restricted: fc.constantFrom<string[]>([], [], ['Batteries'], ['alcohol']),
  })
  const units = fc.record({ hkg: fc.nat(7), sin: fc.nat(7), kul: fc.nat(7) })
  const reserved = fc.record({ sku: fc.constantFrom(...SKUS), quantity: few, warehouse: fc.constantFrom(...IDS) })
  const method = fc.constantFrom(null, 'Standard', 'Express', 'Next day', '2-4 business days')
  return fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 2 }),
      to: country,
      method,
      stock: fc.record({ 'TEE-01': units, 'BAT-02': units, 'MUG-03': units }),
      warehouses: fc.tuple(...IDS.map(warehouse)).chain((all) => fc.shuffledSubarray(all, { minLength: 1 })),
      carrier_rates: fc.array(rate, { minLength: 12, maxLength: 24 }),
      reserved: fc.option(fc.array(reserved, { minLength: 1, maxLength: 3 })),
      shipped: fc.option(fc.constantFrom(...IDS)),
    })
    .map(({ lines, to, method, reserved, shipped, ...facts }) => ({
      order: orderOf({
        lines: lines.map(lineOf),
        shipping_address: addressOf({ country: to }),
        shipping_method: method,
      }),
      ...facts,
      decisions: {
        ...(reserved ? { inventory_reservation: decision('reserve', { lines: reserved }) } : {}),
        ...(shipped ? routed(shipped) : {}),
      },
    }))
}

function routed(warehouse: string) {
  const lane = { warehouse, carrier: 'Kite', service: 'standard' }
  return {
    order_routing: decision('route', { ...lane, cost: { amount: 3_800, currency: 'HKD' }, days: 3 }),
    fulfilment: decision('ship', { ...lane, lines: [{ sku: 'TEE-01', quantity: 1 }] }),
  }
}

function decision(action: string, params: object) {
  return { action, params, confidence: 0.9 }
}
