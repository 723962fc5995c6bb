// A stream of sample orders that looks like a retailer's day: most are ordinary, some are not. The same seed gives the same day.

import { DAY, SECOND } from '../../src/contracts/clock.ts'
import type { CustomerHistory } from '../../src/contracts/fact.ts'
import { catalogue } from './catalogue.ts'
import { type Chance, createChance } from './chance.ts'
import { market, markets } from './markets.ts'
import type { Kind, SampleOrder, SamplePerson, SampleSpec } from './sample-order.ts'
import { sampleOrder } from './shopify-body.ts'

export type OrderGenerator = { next(): SampleOrder; take(count: number): SampleOrder[] }

export type GeneratorOptions = {
  seed: number
  startAt?: number
  everyMs?: number
  domain?: string
  mix?: Readonly<Record<Kind, number>>
}

export const SAMPLE_DOMAIN = 'sample-shop.myshopify.com'

/** Share of each kind; about three in four orders are ordinary. */
export const USUAL_MIX: Readonly<Record<Kind, number>> = {
  ordinary: 76,
  risky: 8,
  high_value: 5,
  restricted: 4,
  out_of_lane: 3,
  short_stock: 2,
  incomplete: 2,
}

const FIRST = ['Alex', 'Casey', 'Dana', 'Jamie', 'Kai', 'Lee', 'Mei', 'Morgan', 'Noor', 'Robin', 'Sam', 'Yuki']
const LAST = ['Chan', 'Example', 'Ito', 'Lim', 'Ng', 'Placeholder', 'Rahman', 'Sample', 'Tan', 'Wong']

/** Plain goods that any carrier takes. */
const everyday = catalogue.filter(({ sku, hkd }) => /^(APP|HOM|OUT|BEA|AUD)-/.test(sku) && hkd < 900)

export function orderGenerator(options: GeneratorOptions): OrderGenerator {
  const {
    seed,
    startAt = Date.UTC(2026, 10, 10, 1),
    everyMs = 40 * SECOND,
    domain = SAMPLE_DOMAIN,
    mix = USUAL_MIX,
  } = options
  const chance = createChance(seed)
  let made = 0

  function next(): SampleOrder {
    made += 1
    const spec = ordinary({ chance, domain, at: startAt + made * everyMs, serial: (seed % 1_000) * 1_000_000 + made })
    return sampleOrder(TWISTS[chance.weighted(mix)](spec, chance))
  }
  return { next, take: (count) => Array.from({ length: count }, next) }
}

function ordinary({
  chance,
  domain,
  at,
  serial,
}: {
  chance: Chance
  domain: string
  at: number
  serial: number
}): SampleSpec {
  const { country, cities, locales } = chance.pick(markets)
  const place = { line: `${1 + chance.below(200)} Sample Street`, country, ...chance.pick(cities) }
  const person = somebody(chance, serial)
  const lines = [...new Set([chance.pick(everyday), chance.pick(everyday)])].map(({ sku }) => ({
    sku,
    quantity: 1 + chance.below(2),
  }))
  return {
    kind: 'ordinary',
    id: String(5_000_000_000_000 + serial),
    number: String(2_000 + (serial % 1_000_000)),
    ...{ domain, country, person, lines },
    created_at: new Date(at).toISOString(),
    shipping: place,
    billing: place,
    locale: chance.pick(locales),
    gateway: chance.pick(['cards', 'wallet']),
    shipping_method: 'Standard',
    ip: `203.0.113.${1 + chance.below(254)}`,
    history: regular(chance, at),
  }
}

function somebody(chance: Chance, serial: number): SamplePerson {
  const [first_name, last_name] = [chance.pick(FIRST), chance.pick(LAST)]
  return {
    id: String(7_000_000_000_000 + serial),
    first_name,
    last_name,
    email: `${first_name}.${last_name}.${serial % 1_000}@example.com`.toLowerCase(),
  }
}

function regular(chance: Chance, at: number): CustomerHistory {
  const orders = 2 + chance.below(9)
  const first_order_at = new Date(at - (60 + chance.below(700)) * DAY).toISOString()
  return { orders, chargebacks: 0, refunds: chance.below(2), first_order_at, orders_last_24h: 0, accounts_on_device: 1 }
}

const FIRST_ORDER: CustomerHistory = {
  orders: 0,
  chargebacks: 0,
  refunds: 0,
  first_order_at: null,
  orders_last_24h: 0,
  accounts_on_device: 1,
}

/** What makes an order anything but ordinary. */
const TWISTS: Readonly<Record<Kind, (spec: SampleSpec, chance: Chance) => SampleSpec>> = {
  ordinary: (spec) => spec,
  risky: (spec, chance) => ({
    ...spec,
    kind: 'risky',
    lines: [{ sku: 'AUD-BUDS-01', quantity: 3 + chance.below(4) }],
    person: { ...spec.person, email: spec.person.email.replace('example.com', 'mailinator.com') },
    billing: {
      line: '9 Elsewhere Road',
      country: spec.country === 'US' ? 'HK' : 'US',
      ...pickCity(spec.country === 'US' ? 'HK' : 'US'),
    },
    shipping_method: 'Express',
    history: { ...FIRST_ORDER, orders_last_24h: 3 + chance.below(4), accounts_on_device: 2 + chance.below(4) },
  }),
  high_value: (spec, chance) => ({
    ...spec,
    kind: 'high_value',
    lines: [
      { sku: 'OUT-TENT-2P', quantity: 3 + chance.below(3) },
      { sku: 'APP-JKT-NVY-L', quantity: 2 },
    ],
  }),
  restricted: (spec, chance) => ({
    ...spec,
    kind: 'restricted',
    lines: [...spec.lines, { sku: chance.pick(['BAT-PWR-10K', 'PRF-CEDAR-50', 'KNF-CHEF-20']), quantity: 1 }],
  }),
  out_of_lane: (spec) => {
    const place = { line: '12 Sample Street', country: 'NZ', ...pickCity('NZ') }
    return { ...spec, kind: 'out_of_lane', country: 'NZ', shipping: place, billing: place, locale: 'en-NZ' }
  },
  short_stock: (spec, chance) => ({
    ...spec,
    kind: 'short_stock',
    tags: ['wholesale'],
    lines: [{ sku: 'APP-CAP-GRN', quantity: 400 + chance.below(200) }],
  }),
  incomplete: (spec, chance) =>
    chance.below(2) === 0
      ? { ...spec, kind: 'incomplete', shipping: null }
      : { ...spec, kind: 'incomplete', currency: null },
}

function pickCity(country: string): { city: string; province: string; postcode: string } {
  return market(country).cities[0] ?? { city: '', province: '', postcode: '' }
}
