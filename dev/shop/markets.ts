// Where the sample retailer sells: currencies, languages and price levels per country.
import { type Money, minorDigits } from '../../src/contracts/money.ts'

export type Market = {
  country: string
  currency: string
  /** Units of the currency per Hong Kong dollar, for a price list that never moves. */
  perHkd: number
  locales: readonly string[]
  cities: readonly { city: string; province: string; postcode: string }[]
}

export const markets: readonly Market[] = [
  {
    country: 'HK',
    currency: 'HKD',
    perHkd: 1,
    locales: ['zh-HK', 'en-HK'],
    cities: [
      { city: 'Kowloon', province: 'Kowloon', postcode: '' },
      { city: 'Sha Tin', province: 'New Territories', postcode: '' },
    ],
  },
  {
    country: 'SG',
    currency: 'SGD',
    perHkd: 0.17,
    locales: ['en-SG', 'zh-SG'],
    cities: [{ city: 'Singapore', province: '', postcode: '018956' }],
  },
  {
    country: 'MY',
    currency: 'MYR',
    perHkd: 0.54,
    locales: ['ms-MY', 'en-MY'],
    cities: [
      { city: 'Johor Bahru', province: 'Johor', postcode: '80000' },
      { city: 'Kuala Lumpur', province: 'Kuala Lumpur', postcode: '50000' },
    ],
  },
  {
    country: 'AU',
    currency: 'AUD',
    perHkd: 0.2,
    locales: ['en-AU'],
    cities: [
      { city: 'Sydney', province: 'New South Wales', postcode: '2000' },
      { city: 'Melbourne', province: 'Victoria', postcode: '3000' },
    ],
  },
  {
    country: 'US',
    currency: 'USD',
    perHkd: 0.13,
    locales: ['en-US'],
    cities: [{ city: 'Portland', province: 'Oregon', postcode: '97201' }],
  },
  {
    country: 'JP',
    currency: 'JPY',
    perHkd: 20,
    locales: ['ja-JP'],
    cities: [{ city: 'Osaka', province: 'Osaka', postcode: '530-0001' }],
  },
]

export function market(country: string): Market {
  const found = markets.find((one) => one.country === country)
  return (
    found ?? {
      country,
      currency: 'USD',
      perHkd: 0.13,
      locales: ['en'],
      cities: [{ city: 'Harbour Town', province: '', postcode: '1000' }],
    }
  )
}

/** A listed price in a market's currency, in whole units as shops write them. */
export function listed(hkd: number, { currency, perHkd }: Market): Money {
  return { amount: Math.round(hkd * perHkd) * 10 ** minorDigits(currency), currency }
}

/** Minor units as a shop's decimal text: 38800 HKD is "388.00". */
export function decimalText({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  const text = String(amount).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
