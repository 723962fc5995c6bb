// What a model gets to see: the facts a judgement rests on, without who the customer is and without what they wrote.
import { Json, type JsonObject } from '../contracts/json.ts'
import { type Address, Order } from '../contracts/order.ts'

const REMOVED = '[removed]'
const EMAIL = /[^\s@<>"]+@[^\s@<>"]+/g
const LONGEST_TEXT = 200

/** The same document for an input without an order. Every string is cut, and freed of e-mail addresses and of the customer's own words. */
export function withoutPersonalData(input: Readonly<Record<string, unknown>>): JsonObject {
  const order = Order.safeParse(input['order'])
  const personal = order.success ? personalTexts(order.data) : []
  const shown = order.success ? { ...input, order: orderShown(order.data) } : input
  return Object.fromEntries(Object.entries(shown).map(([name, fact]) => [name, scrubbed(Json.parse(fact), personal)]))
}

/** A text from elsewhere as it may stand on a card: freed of e-mail addresses and of the order's names, addresses and note. */
export function withoutPersonalWords(text: string, order: Order | null): string {
  return clean(text, order ? personalTexts(order) : [])
}

/** No name, address line, telephone number, IP address or note; of the e-mail address only its domain. */
function orderShown(order: Order): JsonObject {
  const { customer, shipping_address: ship, billing_address: bill } = order
  return {
    number: order.number,
    created_at: order.created_at,
    total: order.total,
    lines: order.lines,
    customer: customer && {
      has_account: customer.id !== null,
      email_domain: customer.email?.split('@').at(-1)?.toLowerCase() ?? null,
      has_phone: customer.phone !== null,
      orders_count: customer.orders_count,
      since: customer.since,
      signed_up: customer.signed_up,
    },
    ships_to: ship && { country: ship.country, province: ship.province },
    billed_to: bill && { country: bill.country, province: bill.province },
    billed_where_shipped: ship && bill && sameplace(ship, bill),
    payment: order.payment,
    fulfilment_status: order.fulfilment_status,
    cancelled_at: order.cancelled_at,
    shipping_method: order.shipping_method,
    market: order.market,
    locale: order.locale,
    tags: order.tags,
    has_note: order.note !== null && order.note.trim() !== '',
    is_test: order.test,
    missing_fields: order.problems.map(({ field }) => field),
  }
}

/** Texts of our own people, whole: freed of what names the customer, nothing else is taken away. */
export function withoutPersonalNames(value: Json, input: Readonly<Record<string, unknown>>): Json {
  const order = Order.safeParse(input['order'])
  return mapTexts(value, (text) => clean(text, order.success ? personalTexts(order.data) : []))
}

function sameplace(a: Address, b: Address): boolean {
  const text = ({ lines, postcode, country }: Address) => [...lines, postcode, country].join('|').toLowerCase()
  return text(a) === text(b)
}

/** A Chinese, Japanese or Korean name is often two characters long. */
const DENSE = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2}/u

/** Texts of three characters and more (two where that is a name) that name the person, longest first, so that no part of one is left over. */
function personalTexts({ customer, shipping_address: ship, billing_address: bill, note, ip }: Order): string[] {
  const places = [ship, bill].flatMap((address) => (address ? [address.name, ...address.lines] : []))
  const texts = [customer?.name, customer?.email, customer?.phone, note, ip, ...places]
  const known = texts.flatMap((text) =>
    text && (text.trim().length >= 3 || DENSE.test(text.trim())) ? [text.trim()] : [],
  )
  return [...new Set(known)].sort((a, b) => b.length - a.length)
}

function scrubbed(value: Json, personal: readonly string[]): Json {
  return mapTexts(
    value,
    (text) => cut(clean(text, personal)),
    (key) => clean(key, personal),
  )
}

function mapTexts(value: Json, ofText: (text: string) => string, ofKey: (key: string) => string = (key) => key): Json {
  if (typeof value === 'string') return ofText(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, ofText, ofKey))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [ofKey(key), mapTexts(member, ofText, ofKey)]))
}

function clean(text: string, personal: readonly string[]): string {
  const named = personal.reduce((left, secret) => {
    return left.replaceAll(new RegExp(escaped(secret), 'giu'), REMOVED)
  }, text)
  return named.replaceAll(EMAIL, REMOVED)
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
