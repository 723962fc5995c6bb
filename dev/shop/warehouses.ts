// Three warehouses and what lies in them on the first morning.
import type { Stock, Warehouse } from '../../src/contracts/fact.ts'
import { catalogue } from './catalogue.ts'

export const warehouses: readonly Warehouse[] = [
  {
    id: 'HKG',
    name: 'Hong Kong',
    country: 'HK',
    daily_capacity: 900,
    used_today: 140,
    handling_cost: { amount: 1_200, currency: 'HKD' },
  },
  {
    id: 'SIN',
    name: 'Singapore',
    country: 'SG',
    daily_capacity: 500,
    used_today: 60,
    handling_cost: { amount: 1_500, currency: 'HKD' },
  },
  {
    id: 'SYD',
    name: 'Sydney',
    country: 'AU',
    daily_capacity: 200,
    used_today: 35,
    handling_cost: { amount: 2_100, currency: 'HKD' },
  },
]

/** Hong Kong keeps everything, Singapore most things, Sydney what Australia buys. `plenty` scales all of it, for load runs. */
export function openingStock(plenty = 1): Stock {
  const rows = catalogue
    .filter((product) => product.shipped)
    .map(({ sku }, index) => [
      sku,
      {
        HKG: (60 + ((index * 37) % 90)) * plenty,
        SIN: index % 5 === 4 ? 0 : (25 + ((index * 23) % 40)) * plenty,
        SYD: index % 3 === 0 ? (10 + index) * plenty : 0,
      },
    ])
  return Object.fromEntries(rows)
}
