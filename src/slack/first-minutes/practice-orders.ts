// Five sample orders to practise on, one for each kind of question: doubt, value, destination, stock, and nothing special.
import type { CarrierRate, CustomerHistory, ObservedFact, Stock, Warehouse } from '../../contracts/fact.ts'
import type { Json } from '../../contracts/json.ts'
import type { Money } from '../../contracts/money.ts'
import { type Address, Order, type OrderLine } from '../../contracts/order.ts'

export type PracticeCase = { order: Order; facts: Record<string, ObservedFact> }

type Sample = {
  number: string
  sku: string
  title: string
  quantity: number
  price: number
  ships_to: string
  bills_to: string
  in_stock: number
  history: Partial<CustomerHistory>
}

const SAMPLES: readonly Sample[] = [
  {
    number: 'P-1',
    sku: 'WATCH-01',
    title: 'Automatic watch',
    quantity: 2,
    price: 274_000,
    ships_to: 'MY',
    bills_to: 'HK',
    in_stock: 8,
    history: { orders: 0, orders_last_24h: 3, accounts_on_device: 3 },
  },
  {
    number: 'P-2',
    sku: 'COAT-07',
    title: 'Wool coat',
    quantity: 1,
    price: 620_000,
    ships_to: 'HK',
    bills_to: 'HK',
    in_stock: 5,
    history: { orders: 9 },
  },
  {
    number: 'P-3',
    sku: 'POWER-20',
    title: 'Power bank 20,000 mAh lithium battery',
    quantity: 3,
    price: 25_900,
    ships_to: 'SG',
    bills_to: 'SG',
    in_stock: 40,
    history: { orders: 2 },
  },
  {
    number: 'P-4',
    sku: 'SHOE-42',
    title: 'Running shoes',
    quantity: 2,
    price: 88_000,
    ships_to: 'HK',
    bills_to: 'HK',
    in_stock: 1,
    history: { orders: 4 },
  },
  {
    number: 'P-5',
    sku: 'TEA-03',
    title: 'Tea set',
    quantity: 1,
    price: 32_000,
    ships_to: 'SG',
    bills_to: 'SG',
    in_stock: 60,
    history: { orders: 6 },
  },
]

/** `id` keeps one practice round apart from the next. */
export function practiceCases({ id, now }: { id: string; now: number }): PracticeCase[] {
  return SAMPLES.map((sample) => ({ order: orderOf(sample, id, now), facts: factsOf(sample, now) }))
}

const hkd = (amount: number): Money => ({ amount, currency: 'HKD' })

function orderOf(sample: Sample, id: string, now: number): Order {
  const line: OrderLine = {
    sku: sample.sku,
    title: sample.title,
    quantity: sample.quantity,
    unit_price: hkd(sample.price),
    grams: 800,
    requires_shipping: true,
  }
  return Order.parse({
    entity_id: `practice:countersign:${id}-${sample.number}`,
    number: sample.number,
    created_at: new Date(now).toISOString(),
    total: hkd(sample.price * sample.quantity),
    lines: [line],
    customer: {
      id: `practice-${sample.number}`,
      name: 'Practice customer',
      email: `practice-${sample.number.toLowerCase()}@example.com`,
      phone: null,
      orders_count: sample.history.orders ?? 0,
      since: null,
      signed_up: false,
    },
    shipping_address: addressIn(sample.ships_to),
    billing_address: addressIn(sample.bills_to),
    payment: { gateways: ['card'], status: 'paid' },
    fulfilment_status: null,
    cancelled_at: null,
    shipping_method: 'standard',
    market: sample.ships_to,
    locale: 'en',
    ip: null,
    tags: ['practice'],
    note: null,
    test: true,
    problems: [],
  })
}

function addressIn(country: string): Address {
  return {
    name: 'Practice customer',
    lines: ['1 Example Street'],
    city: 'Example City',
    province: null,
    postcode: '000001',
    country,
  }
}

function factsOf(sample: Sample, now: number): Record<string, ObservedFact> {
  const history: CustomerHistory = {
    orders: 0,
    chargebacks: 0,
    refunds: 0,
    first_order_at: null,
    orders_last_24h: 1,
    accounts_on_device: 1,
    ...sample.history,
  }
  const stock: Stock = { [sample.sku]: { HKG: sample.in_stock, SIN: Math.floor(sample.in_stock / 2) } }
  const warehouses: Warehouse[] = [
    { id: 'HKG', name: 'Hong Kong', country: 'HK', daily_capacity: 500, used_today: 120, handling_cost: hkd(1_200) },
    { id: 'SIN', name: 'Singapore', country: 'SG', daily_capacity: 300, used_today: 90, handling_cost: hkd(1_500) },
  ]
  const observed = (value: Json): ObservedFact => ({ value, observed_at: now })
  return {
    customer_history: observed(history),
    stock: observed(stock),
    warehouses: observed(warehouses),
    carrier_rates: observed(['HK', 'SG', 'MY'].flatMap((to) => [rate('HK', to), rate('SG', to)])),
  }
}

function rate(from: string, to: string): CarrierRate {
  const near = from === to
  return {
    carrier: near ? 'Practice Local' : 'Practice Air',
    service: 'standard',
    from_country: from,
    to_country: to,
    min_grams: 0,
    max_grams: 20_000,
    cost: hkd(near ? 2_800 : 6_400),
    days: near ? 1 : 3,
    restricted: near ? [] : ['lithium'],
  }
}
