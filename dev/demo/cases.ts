// The eight named cases of the story: the night before 11.11 at a Hong Kong retailer of several brands. Not noise: each shows one thing.
import { DAY } from '../../src/contracts/clock.ts'
import type { CustomerHistory } from '../../src/contracts/fact.ts'
import { SAMPLE_DOMAIN } from '../shop/order-generator.ts'
import type { SampleOrder, SampleSpec } from '../shop/sample-order.ts'
import { sampleOrder } from '../shop/shopify-body.ts'

export type CaseId =
  | 'disagreement'
  | 'no_lane'
  | 'high_value'
  | 'better_route'
  | 'no_currency'
  | 'cancelled'
  | 'duplicate'
  | 'stale_stock'

export type NamedCase = { id: CaseId; title: string; order: SampleOrder }

/** The evening of 10 November 2026 in Hong Kong. Fixed, so that the story is the same every time it is told. */
const EVENING = Date.UTC(2026, 10, 10, 13)

const regular: CustomerHistory = {
  orders: 6,
  chargebacks: 0,
  refunds: 0,
  first_order_at: new Date(EVENING - 500 * DAY).toISOString(),
  orders_last_24h: 0,
  accounts_on_device: 1,
}
const stranger: CustomerHistory = {
  orders: 0,
  chargebacks: 0,
  refunds: 0,
  first_order_at: null,
  orders_last_24h: 0,
  accounts_on_device: 1,
}

const hongKong = { line: '18 Sample Street', city: 'Kowloon', province: 'Kowloon', postcode: '', country: 'HK' }
const singapore = { line: '7 Sample Road', city: 'Singapore', province: '', postcode: '018956', country: 'SG' }
const malaysia = {
  line: '3 Jalan Contoh',
  city: 'Kuala Lumpur',
  province: 'Kuala Lumpur',
  postcode: '50000',
  country: 'MY',
}
const australia = {
  line: '5 Sample Street',
  city: 'Melbourne',
  province: 'Victoria',
  postcode: '3000',
  country: 'AU',
}
const unitedStates = {
  line: '9 Elsewhere Road',
  city: 'Portland',
  province: 'Oregon',
  postcode: '97201',
  country: 'US',
}

type Sketch = Pick<SampleSpec, 'lines' | 'shipping' | 'history'> & Partial<SampleSpec>

function order(index: number, sketch: Sketch): SampleOrder {
  const number = 1042 + index
  const place = sketch.shipping ?? hongKong
  return sampleOrder({
    kind: 'ordinary',
    id: String(5_111_000_000_000 + number),
    number: String(number),
    domain: SAMPLE_DOMAIN,
    created_at: new Date(EVENING + index * 60_000).toISOString(),
    country: place.country,
    person: {
      id: String(7_111_000_000_000 + number),
      first_name: 'Sample',
      last_name: `Customer ${number}`,
      email: `customer.${number}@example.com`,
    },
    billing: place,
    locale: place.country === 'HK' ? 'zh-HK' : 'en',
    gateway: 'cards',
    shipping_method: 'Standard',
    ip: '203.0.113.7',
    ...sketch,
  })
}

export const namedCases: readonly NamedCase[] = [
  {
    id: 'disagreement',
    title: 'Fraud would hold it, fulfilment would ship it',
    order: order(0, {
      lines: [
        { sku: 'OUT-TENT-2P', quantity: 2 },
        { sku: 'HOM-THROW-WOOL', quantity: 1 },
        { sku: 'APP-HOOD-GRY-M', quantity: 2 },
      ],
      shipping: hongKong,
      billing: unitedStates,
      shipping_method: 'Express',
      history: stranger,
      kind: 'risky',
      locale: 'en',
    }),
  },
  {
    id: 'no_lane',
    title: 'Only Singapore has it, and nobody carries it to Malaysia',
    order: order(1, {
      lines: [{ sku: 'OUT-POLES', quantity: 1 }],
      shipping: malaysia,
      history: regular,
      kind: 'out_of_lane',
    }),
  },
  {
    id: 'high_value',
    title: 'A good customer above the limit',
    order: order(2, {
      lines: [
        { sku: 'HOM-LAMP-OAK', quantity: 4 },
        { sku: 'OUT-PACK-25', quantity: 3 },
      ],
      shipping: singapore,
      history: regular,
      kind: 'high_value',
    }),
  },
  {
    id: 'better_route',
    title: 'Singapore is cheaper and faster than the usual Hong Kong',
    order: order(3, {
      lines: [
        { sku: 'AUD-SPK-MINI', quantity: 1 },
        { sku: 'HOM-CANDLE', quantity: 2 },
      ],
      shipping: australia,
      history: regular,
    }),
  },
  {
    id: 'no_currency',
    title: 'The order came without a currency',
    order: order(4, {
      lines: [{ sku: 'HOM-MUG-BLU', quantity: 2 }],
      shipping: hongKong,
      history: regular,
      currency: null,
      kind: 'incomplete',
    }),
  },
  {
    id: 'cancelled',
    title: 'The customer cancels while the card is open',
    order: order(5, {
      lines: [{ sku: 'AUD-SPK-MINI', quantity: 6 }],
      shipping: hongKong,
      history: regular,
      kind: 'high_value',
    }),
  },
  {
    id: 'duplicate',
    title: 'The same webhook, three times',
    order: order(6, { lines: [{ sku: 'APP-SOCK-3PK', quantity: 1 }], shipping: hongKong, history: regular }),
  },
  {
    id: 'stale_stock',
    title: 'The stock feed went quiet',
    order: order(7, { lines: [{ sku: 'BEA-BALM', quantity: 1 }], shipping: hongKong, history: regular }),
  },
]

export function namedCase(id: CaseId): NamedCase {
  const found = namedCases.find((one) => one.id === id)
  if (!found) throw new Error(`no case ${id}`)
  return found
}
