// An ordinary order and the facts around it; tests change what they are about.
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { CarrierRate, CustomerHistory, Warehouse } from '../../src/contracts/fact.ts'
import type { Money } from '../../src/contracts/money.ts'
import type { Address, Order, OrderLine } from '../../src/contracts/order.ts'

export const NOW = Date.parse('2026-11-10T20:00:00Z')

export const hkd = (dollars: number): Money => ({ amount: Math.round(dollars * 100), currency: 'HKD' })

export function addressOf(change: Partial<Address> = {}): Address {
  return {
    name: 'Testa Testova',
    lines: ['Flat 8, 12 Sample Street'],
    city: 'Hong Kong',
    province: null,
    postcode: null,
    country: 'HK',
    ...change,
  }
}

export function lineOf(change: Partial<OrderLine> = {}): OrderLine {
  const line = { sku: 'TEE-01', title: 'Cotton shirt', quantity: 1, unit_price: hkd(380), grams: 250 }
  return { ...line, requires_shipping: true, ...change }
}

export function orderOf(change: Partial<Order> = {}): Order {
  return {
    entity_id: 'shopify:sample.example:1042',
    number: '#1042',
    created_at: '2026-11-10T19:58:00Z',
    updated_at: null,
    total: hkd(380),
    lines: [lineOf()],
    customer: {
      id: 'customer-7',
      name: 'Testa Testova',
      email: 'testa.testova@example.com',
      phone: '+852 5550 0101',
      orders_count: 4,
      since: '2026-05-02T08:00:00Z',
      signed_up: true,
    },
    shipping_address: addressOf(),
    billing_address: addressOf(),
    payment: { gateways: ['card'], status: 'paid' },
    fulfilment_status: null,
    cancelled_at: null,
    shipping_method: 'Standard',
    ship_by: null,
    market: 'HK',
    locale: 'en',
    ip: '203.0.113.9',
    tags: [],
    note: null,
    test: false,
    problems: [],
    ...change,
  }
}

export function historyOf(change: Partial<CustomerHistory> = {}): CustomerHistory {
  return {
    orders: 2,
    chargebacks: 0,
    refunds: 0,
    first_order_at: new Date(NOW - 180 * DAY).toISOString(),
    orders_last_24h: 0,
    accounts_on_device: 1,
    ...change,
  }
}

export const NO_HISTORY: Partial<CustomerHistory> = { orders: 0, first_order_at: null }

export function warehouseOf(change: Partial<Warehouse> = {}): Warehouse {
  const warehouse = { id: 'hkg', name: 'Kwai Chung', country: 'HK', daily_capacity: 500, used_today: 100 }
  return { ...warehouse, handling_cost: hkd(8), ...change }
}

export function rateOf(change: Partial<CarrierRate> = {}): CarrierRate {
  return {
    carrier: 'Kite',
    service: 'standard',
    from_country: 'HK',
    to_country: 'HK',
    min_grams: 0,
    max_grams: 5_000,
    cost: hkd(30),
    days: 3,
    restricted: [],
    ...change,
  }
}

export const anHourAgo = new Date(NOW - HOUR).toISOString()
