// Carriers with plain names, their lanes and rates. No carrier goes from Singapore to Malaysia, and none to New Zealand.
import type { CarrierRate } from '../../src/contracts/fact.ts'

type Service = {
  carrier: string
  service: string
  restricted: string[]
  /** From, to, Hong Kong dollars for the lightest band, days. */
  lanes: [from: string, to: string, hkd: number, days: number][]
}

/** Upper edges in grams, and what each band costs in times of the lightest. */
const BANDS: [upTo: number, times: number][] = [
  [500, 1],
  [2_000, 1.8],
  [10_000, 3.5],
]

const services: readonly Service[] = [
  {
    carrier: 'City Courier',
    service: 'next day',
    restricted: [],
    lanes: [
      ['HK', 'HK', 28, 1],
      ['SG', 'SG', 32, 1],
      ['AU', 'AU', 52, 2],
    ],
  },
  {
    carrier: 'Island Express',
    service: 'express',
    restricted: ['batteries', 'perfume'],
    lanes: [
      ['HK', 'SG', 92, 2],
      ['HK', 'MY', 98, 3],
      ['HK', 'JP', 88, 2],
      ['HK', 'AU', 140, 3],
      ['HK', 'US', 165, 3],
      ['SG', 'AU', 128, 3],
      ['SG', 'HK', 96, 2],
    ],
  },
  {
    carrier: 'Regional Post',
    service: 'tracked',
    restricted: ['batteries', 'alcohol', 'knives'],
    lanes: [
      ['HK', 'HK', 18, 3],
      ['HK', 'SG', 46, 6],
      ['HK', 'MY', 48, 7],
      ['HK', 'JP', 44, 6],
      ['HK', 'US', 78, 10],
      ['SG', 'SG', 22, 2],
      ['AU', 'AU', 38, 4],
    ],
  },
  {
    carrier: 'Ocean Economy',
    service: 'economy',
    restricted: [],
    lanes: [
      ['HK', 'SG', 38, 9],
      ['HK', 'MY', 40, 11],
      ['HK', 'JP', 36, 9],
      ['HK', 'AU', 60, 16],
      ['HK', 'US', 70, 21],
      ['SG', 'AU', 55, 14],
    ],
  },
]

export const carrierRates: readonly CarrierRate[] = services.flatMap(({ carrier, service, restricted, lanes }) =>
  lanes.flatMap(([from_country, to_country, hkd, days]) =>
    BANDS.map(([max_grams, times], band) => ({
      ...{ carrier, service, from_country, to_country, days, max_grams },
      min_grams: band === 0 ? 0 : (BANDS[band - 1]?.[0] ?? 0) + 1,
      cost: { amount: Math.round(hkd * times) * 100, currency: 'HKD' },
      restricted: [...restricted],
    })),
  ),
)
