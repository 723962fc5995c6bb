// Every way an order could be sent: warehouse x carrier x service, and what stands in the way where there is none.
import type { CarrierRate, Stock, Warehouse } from '../src/contracts/fact.ts'
import type { Money } from '../src/contracts/money.ts'
import type { Order } from '../src/contracts/order.ts'
import type { EarlierDecisions } from './from-run.ts'
import { decided } from './from-run.ts'
import { type Parcel, parcelOf, unitsIn } from './parcel.ts'
import { type ReservedLine, ReserveParams, type RouteParams } from './payloads.ts'
import { type RestrictedGoods, refuses, restrictedGoods } from './restricted-goods.ts'

export type RoutingInput = {
  order: Order
  stock: Stock
  warehouses: Warehouse[]
  carrier_rates: CarrierRate[]
  decisions: EarlierDecisions
}

/** `cost` is handling and freight; freight alone where the two are in different currencies (`whole` is then false). */
export type RoutingOption = { warehouse: Warehouse; rate: CarrierRate; cost: Money; whole: boolean }

export type Consignment = {
  parcel: Parcel
  goods: RestrictedGoods[]
  to: string | null
  /** Units this order already holds, from the reservation. */
  reserved: ReservedLine[]
}

export function consignmentOf({ order, decisions }: RoutingInput): Consignment {
  return {
    parcel: parcelOf(order),
    goods: restrictedGoods(order),
    to: order.shipping_address?.country?.toUpperCase() ?? null,
    reserved: decided(decisions, 'reserve', ReserveParams)?.lines ?? [],
  }
}

/** Has all of it, free or reserved for this order. The two are not added: the stock may still count what was reserved. */
export function hasAll({ id }: Warehouse, { parcel, reserved }: Consignment, stock: Stock): boolean {
  return parcel.lines.every(({ sku, quantity }) => {
    const held = reserved.filter((line) => line.sku === sku && line.warehouse === id)
    const units = held.reduce((sum, line) => sum + line.quantity, 0)
    return Math.max(units, unitsIn(stock, sku, id)) >= quantity
  })
}

export function hasCapacity({ daily_capacity: limit, used_today: used }: Warehouse): boolean {
  return used < limit
}

/** Rates from a warehouse to the destination whose weight band holds the parcel; both edges of a band count as inside. */
export function lanesFrom(warehouse: Warehouse, { parcel, to }: Consignment, rates: CarrierRate[]): CarrierRate[] {
  return rates.filter(
    (rate) =>
      rate.from_country.toUpperCase() === warehouse.country.toUpperCase() &&
      rate.to_country.toUpperCase() === to &&
      rate.min_grams <= parcel.grams &&
      parcel.grams <= rate.max_grams,
  )
}

export function takes(rate: CarrierRate, { goods }: Consignment): boolean {
  return refuses(rate.restricted, goods) === null
}

export function optionOf(warehouse: Warehouse, rate: CarrierRate): RoutingOption {
  const whole = warehouse.handling_cost.currency === rate.cost.currency
  const handling = whole ? warehouse.handling_cost.amount : 0
  return { warehouse, rate, cost: { amount: handling + rate.cost.amount, currency: rate.cost.currency }, whole }
}

export function routeParams({ warehouse, rate, cost }: RoutingOption): RouteParams {
  return { warehouse: warehouse.id, carrier: rate.carrier, service: rate.service, cost, days: rate.days }
}

/** Cheapest first, then fastest, then by name, so that equal inputs give the same order. Meaningful within one currency. */
export function byCost(a: RoutingOption, b: RoutingOption): number {
  return a.cost.amount - b.cost.amount || a.rate.days - b.rate.days || byName(a, b)
}

export function byDays(a: RoutingOption, b: RoutingOption): number {
  return a.rate.days - b.rate.days || a.cost.amount - b.cost.amount || byName(a, b)
}

function byName(a: RoutingOption, b: RoutingOption): number {
  const [one, other] = [a, b].map(({ warehouse, rate }) => JSON.stringify([warehouse.id, rate.carrier, rate.service]))
  return (one ?? '') < (other ?? '') ? -1 : 1
}

const WORDS: readonly [RegExp, number][] = [
  [/\bsame[- ]day\b|當日/i, 1],
  [/\b(next[- ]day|overnight)\b|隔日|翌日/i, 2],
  [/\b(express|priority)\b|特快|快遞/i, 3],
]

/** Days the order's shipping method promises: its own number if it names one ("3-5 business days"), else by its word. */
export function promisedDays(method: string | null): number | null {
  const text = method ?? ''
  const [, upper] = /(?:\d{1,2}\s*(?:-|–|to)\s*)?\b(\d{1,2})[\s-]*(?:(?:business|working)\s+)?days?\b/i.exec(text) ?? []
  if (upper !== undefined && Number(upper) > 0) return Number(upper)
  return WORDS.find(([word]) => word.test(text))?.[1] ?? null
}

/**
 * The shop's own default, which asks neither for capacity nor for the promise: a warehouse in the destination's country
 * that has everything, else the first that has; from there its cheapest rate. Null when it would find nothing.
 */
export function shopDefault(input: RoutingInput): RoutingOption | null {
  const consignment = consignmentOf(input)
  const able = input.warehouses.filter((warehouse) => hasAll(warehouse, consignment, input.stock))
  const chosen = able.find(({ country }) => country.toUpperCase() === consignment.to) ?? able[0]
  if (!chosen || consignment.parcel.lines.length === 0) return null
  const lanes = lanesFrom(chosen, consignment, input.carrier_rates).map((rate) => optionOf(chosen, rate))
  const [first] = lanes
  return lanes.filter(({ cost }) => cost.currency === first?.cost.currency).sort(byCost)[0] ?? null
}
