// Money is integer minor units plus an ISO 4217 currency; amounts of two currencies meet only through a dated rate table.
import { z } from 'zod'
import { AppError } from './app-error.ts'

export const Currency = z.string().regex(/^[A-Z]{3}$/, 'a three-letter ISO 4217 code')
export type Currency = z.infer<typeof Currency>

export const Money = z.object({ amount: z.int(), currency: Currency })
export type Money = z.infer<typeof Money>

/** Units of each currency that one US dollar bought on `as_of`. */
export const RateTable = z.object({
  as_of: z.iso.date(),
  per_usd: z.record(Currency, z.number().positive()),
})
export type RateTable = z.infer<typeof RateTable>

const ZERO_DECIMAL = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'UYI',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
])
const THREE_DECIMAL = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])
const SIGNS: Record<string, string> = {
  USD: 'US$',
  HKD: 'HK$',
  SGD: 'S$',
  AUD: 'A$',
  NZD: 'NZ$',
  CAD: 'C$',
  TWD: 'NT$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CNY: 'CN¥',
  KRW: '₩',
  THB: '฿',
  VND: '₫',
  PHP: '₱',
  MYR: 'RM',
  IDR: 'Rp',
  INR: '₹',
}

/** Decimal places of a currency's minor unit. */
export function minorDigits(currency: Currency): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0
  return THREE_DECIMAL.has(currency) ? 3 : 2
}

/** Parses a shop's decimal string ("388.00") exactly, without floating point. Throws `money.unreadable`. */
export function parseMoney(decimal: string, currency: string): Money {
  const code = Currency.safeParse(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim())
  if (!code.success || !match)
    throw new AppError('money.unreadable', `"${decimal} ${currency}" is not an amount of money`)
  const digits = minorDigits(code.data)
  const fraction = (match[3] ?? '').padEnd(digits, '0')
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new AppError('money.unreadable', `"${decimal}" has more decimals than ${currency} has`)
  const amount = Number(`${match[2]}${fraction.slice(0, digits)}`)
  if (!Number.isSafeInteger(amount)) throw new AppError('money.unreadable', `"${decimal}" is too large`)
  return { amount: match[1] === '-' && amount !== 0 ? -amount : amount, currency: code.data }
}

/** "HK$ 5,480" or "S$ 710.50": whole amounts without decimals, as people say them. */
export function formatMoney({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  const whole = amount % 10 ** digits === 0
  const text = WITH_DECIMALS[whole ? 0 : digits].format(Math.abs(amount) / 10 ** digits)
  return `${amount < 0 ? '-' : ''}${SIGNS[currency] ?? currency} ${text}`
}

const withDecimals = (digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
/** Made once: making one takes twenty times as long as using it. */
const WITH_DECIMALS = { 0: withDecimals(0), 2: withDecimals(2), 3: withDecimals(3) }

/** The value in US cents by the rate table, rounded half away from zero; null when the table does not know the currency. */
export function usdCents(money: Money, rates: RateTable): number | null {
  const perUsd = money.currency === 'USD' ? 1 : rates.per_usd[money.currency]
  if (perUsd === undefined) return null
  const value = (money.amount / 10 ** minorDigits(money.currency) / perUsd) * 100
  return Math.sign(value) * Math.round(Math.abs(value))
}

/** Sum of amounts of one currency. Throws `money.mixed` for two. */
export function sumMoney(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce<Money>(
    (sum, next) => {
      if (next.currency !== sum.currency)
        throw new AppError('money.mixed', `cannot add ${next.currency} to ${sum.currency}`)
      return { amount: sum.amount + next.amount, currency }
    },
    { amount: 0, currency },
  )
}
