// The signs of fraud an order can show, each worth points on a log-odds scale: +0.7 doubles the odds, -0.7 halves them.
import { DAY, MINUTE, SECOND } from '../src/contracts/clock.ts'
import type { CustomerHistory } from '../src/contracts/fact.ts'
import { formatMoney } from '../src/contracts/money.ts'
import type { Address, Order } from '../src/contracts/order.ts'
import { parcelOf } from './parcel.ts'
import { brief, count, countryName } from './wording.ts'

export type FraudInput = { order: Order; customer_history: CustomerHistory }
export type Signal = { code: string; points: number; text: string; source: 'order' | 'customer_history' }

/** From here on a first order counts as high, in minor units: round figures near 400 US dollars, set in November 2026. */
export const HIGH_FIRST_ORDER: Readonly<Record<string, number>> = {
  ...{ USD: 400_00, HKD: 3_000_00, SGD: 540_00, TWD: 13_000_00, MYR: 1_800_00, THB: 14_000_00, PHP: 23_000_00 },
  ...{ IDR: 6_500_000_00, VND: 10_000_000, INR: 34_000_00, CNY: 2_900_00, JPY: 60_000, KRW: 550_000, MOP: 3_200_00 },
  ...{ AUD: 610_00, NZD: 680_00, EUR: 370_00, GBP: 310_00, CAD: 550_00, CHF: 350_00 },
}

const DISPOSABLE = new Set([
  ...[
    'mailinator.com',
    'guerrillamail.com',
    'guerrillamail.info',
    'sharklasers.com',
    '10minutemail.com',
    'yopmail.com',
  ],
  ...['tempmail.com', 'temp-mail.org', 'trashmail.com', 'maildrop.cc', 'getnada.com', 'dispostable.com', 'moakt.com'],
])
const LOOKALIKE = new Set([
  ...['gmial.com', 'gmai.com', 'gmaill.com', 'gnail.com', 'gmail.co', 'hotmial.com', 'hotmai.com', 'outlok.com'],
  ...['outloook.com', 'yaho.com', 'yahooo.com', 'iclould.com', 'icloud.co', 'paypa1.com', 'arnazon.com'],
])
/** Nobody signs up, fills a cart and pays within this time: a script does. */
const SCRIPTED_WITHIN_MS = 5 * SECOND
/** Few people do within this time: it takes another sign to hold the order. */
const HURRIED_WITHIN_MS = MINUTE
/** Enough to hold an order by itself, in the middle between letting it go and cancelling it. */
const SCRIPTED_POINTS = 5
/** A script makes many accounts and many orders: next to it they say little that is new. */
const SAME_SCRIPT_POINTS = 0.2

const RESOLD =
  /\b(gift ?cards?|voucher|iphone|galaxy|smartphones?|laptop|macbook|playstation|xbox|nintendo|console|graphics card|gpu|gold bar|rolex)\b/i
const RESOLD_SKU = /^(gc|gift|phn|con)[-_]/i
const EXPRESS = /\b(express|next[- ]day|same[- ]day|overnight|priority)\b/i
const WHOLESALE = /^(wholesale|b2b|trade)$/i

export function fraudSignals(input: FraudInput, now: number): Signal[] {
  return [
    ...spending(input),
    ...addresses(input.order),
    ...goods(input.order),
    ...email(input.order),
    ...signUp(input.order),
    ...past(input, now),
  ]
}

/** Whether the shop has never sold to this customer before; a history that already counts this order is one of none. */
export function isFirstOrder({ order, customer_history: { orders, first_order_at } }: FraudInput): boolean {
  if (orders === 0 || first_order_at === null) return orders <= 1
  return Date.parse(first_order_at) >= Date.parse(order.created_at)
}

function spending(input: FraudInput): Signal[] {
  const { total, shipping_method } = input.order
  if (!isFirstOrder(input)) return []
  const limit = total ? HIGH_FIRST_ORDER[total.currency] : undefined
  const signals: Signal[] = []
  if (total && limit !== undefined && total.amount >= limit) {
    const from = formatMoney({ amount: limit, currency: total.currency })
    const far = total.amount >= 3 * limit
    const text = `A first order of ${formatMoney(total)}; ${far ? 'very high, three times' : 'high from'} ${from}`
    signals.push({ code: 'first_order_high', points: far ? 2.2 : 1.6, text, source: 'order' })
  }
  if (EXPRESS.test(shipping_method ?? ''))
    signals.push({ code: 'first_order_express', points: 0.7, text: 'A first order, sent by express', source: 'order' })
  return signals
}

function addresses({ billing_address: billing, shipping_address: shipping }: Order): Signal[] {
  const [from, to] = [country(billing), country(shipping)]
  if (!from || !to || from === to) return []
  const text = `Billed in ${countryName(from)}, shipped to ${countryName(to)}`
  return [{ code: 'country_mismatch', points: 1.2, text, source: 'order' }]
}

function goods(order: Order): Signal[] {
  const signals: Signal[] = []
  const resold = order.lines.find(({ sku, title }) => RESOLD.test(title) || RESOLD_SKU.test(sku))
  if (resold)
    signals.push({ code: 'easily_resold', points: 0.6, text: `${brief(resold.sku)} is easily resold`, source: 'order' })
  const most = parcelOf(order).lines.reduce((best, line) => (line.quantity > best.quantity ? line : best), {
    sku: '',
    quantity: 0,
  })
  if (most.quantity >= 5 && !order.tags.some((tag) => WHOLESALE.test(tag))) {
    const text = `${count(most.quantity, 'unit')} of ${brief(most.sku)}`
    signals.push({ code: 'many_of_one', points: most.quantity >= 20 ? 1.4 : 0.8, text, source: 'order' })
  }
  return signals
}

function email(order: Order): Signal[] {
  const [local = '', domain = ''] = (order.customer?.email ?? '').toLowerCase().split('@')
  const signal = (code: string, points: number, text: string): Signal[] => [{ code, points, text, source: 'order' }]
  if (DISPOSABLE.has(domain)) return signal('email_disposable', 1.5, 'The e-mail address is of a throw-away service')
  if (LOOKALIKE.has(domain)) return signal('email_lookalike', 0.6, 'The e-mail domain looks like a known one, misspelt')
  const letters = local.replace(/[^a-z]/g, '')
  const random = (local.match(/\d/g)?.length ?? 0) >= 6 || (letters.length >= 8 && !/[aeiouy]/.test(letters))
  return random ? signal('email_random', 0.5, 'The e-mail address looks machine-made') : []
}

/** Only of accounts that were signed up for: a checkout gives every guest a new one, at the moment of the order. */
function signUp(order: Order): Signal[] {
  const taken = sinceSignUp(order)
  if (taken === null || taken < 0 || taken > HURRIED_WITHIN_MS) return []
  const text = `Ordered ${count(Math.round(taken / SECOND), 'second')} after signing up for the account`
  return isScripted(order)
    ? [{ code: 'scripted_sign_up', points: SCRIPTED_POINTS, text: `${text}: no person is that fast`, source: 'order' }]
    : [{ code: 'hurried_sign_up', points: 1.8, text, source: 'order' }]
}

function isScripted(order: Order): boolean {
  const taken = sinceSignUp(order)
  return taken !== null && taken >= 0 && taken <= SCRIPTED_WITHIN_MS
}

/** Null for a guest, and where the shop does not tell one from the other. */
function sinceSignUp({ customer, created_at }: Order): number | null {
  if (!customer?.signed_up || customer.since === null) return null
  return Date.parse(created_at) - Date.parse(customer.since)
}

/** Whether the shop said how the customer's account came to be. */
export function tellsSignUp({ customer }: Order): boolean {
  return customer?.signed_up === false || (customer?.signed_up === true && customer.since !== null)
}

function past(input: FraudInput, now: number): Signal[] {
  const { orders, chargebacks, orders_last_24h: recent, accounts_on_device: accounts } = input.customer_history
  const most = isScripted(input.order) ? SAME_SCRIPT_POINTS : Number.POSITIVE_INFINITY
  const signals: Signal[] = []
  const add = (code: string, points: number, text: string) =>
    signals.push({ code, points, text, source: 'customer_history' })
  if (chargebacks > 0) add('past_chargebacks', chargebacks > 1 ? 3 : 2, `${count(chargebacks, 'past chargeback')}`)
  if (recent >= 3) add('many_orders', Math.min(most, recent >= 6 ? 2 : 1), `${count(recent, 'order')} within 24 hours`)
  if (accounts >= 2)
    add('shared_device', Math.min(most, accounts >= 3 ? 2.6 : 1.4), `${count(accounts, 'account')} on one device`)
  if (chargebacks > 0 || isFirstOrder(input)) return signals
  if (orders >= 3)
    add('good_history', orders >= 10 ? -2.2 : -1.2, `${count(orders, 'order')} before, none charged back`)
  const since = input.order.customer?.since ?? input.customer_history.first_order_at
  if (since !== null && now - Date.parse(since) >= 365 * DAY)
    add('long_customer', -0.4, 'A customer for more than a year')
  return signals
}

function country(address: Address | null): string | undefined {
  return address?.country?.toUpperCase()
}
