// The routes that are open to an order. Where there is none, the one reason that stands in the way, for a person.
import { NOT_NEEDED } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import type { Warehouse } from '../src/contracts/fact.ts'
import { NOTHING_TO_SHIP } from './parcel.ts'
import type { GoodsCategory } from './restricted-goods.ts'
import { refuses } from './restricted-goods.ts'
import type { Consignment, RoutingInput, RoutingOption } from './routing-options.ts'
import { consignmentOf, hasAll, hasCapacity, lanesFrom, optionOf, takes } from './routing-options.ts'
import { clip, countryName, listed } from './wording.ts'

/** At least one, in no order. Throws `routing.*` with the sentence a person reads. */
export function feasibleRoutes(input: RoutingInput): RoutingOption[] {
  const consignment = consignmentOf(input)
  const { parcel, goods, to } = consignment
  if (parcel.lines.length === 0) throw new AppError(NOT_NEEDED, NOTHING_TO_SHIP)
  if (to === null) fail('no_destination', 'the order names no country to ship to')

  const stocked = input.warehouses.filter((warehouse) => hasAll(warehouse, consignment, input.stock))
  if (stocked.length === 0) fail('no_stock', shortOf(input.warehouses, consignment))

  const open = stocked.filter(hasCapacity)
  if (open.length === 0)
    fail('no_capacity', `${listed(names(stocked))} can pack no more today, and no other warehouse has everything`)

  const lanes = open.flatMap((warehouse) =>
    lanesFrom(warehouse, consignment, input.carrier_rates).map((rate) => optionOf(warehouse, rate)),
  )
  const from = listed([...new Set(open.map(({ country }) => countryName(country)))])
  const lane = `${from} -> ${countryName(to)} for ${parcel.grams.toLocaleString('en-US')} g`
  if (lanes.length === 0) fail('no_lane', `no carrier serves ${lane}`)

  const routes = lanes.filter(({ rate }) => takes(rate, consignment))
  const refused = [...new Set(lanes.flatMap(({ rate }) => refuses(rate.restricted, goods) ?? []))]
  if (routes.length === 0) fail('goods_refused', `every carrier on ${lane} refuses ${joined(refused)}`)
  return routes
}

function shortOf(warehouses: Warehouse[], { parcel }: Consignment): string {
  if (warehouses.length === 0) return 'no warehouse is known'
  const skus = listed(parcel.lines.map(({ sku }) => sku))
  return `no single warehouse has all of ${skus}: sending it in parts is for a person to decide`
}

function names(warehouses: Warehouse[]): string[] {
  return warehouses.map(({ name }) => name)
}

function joined(categories: GoodsCategory[]): string {
  return categories.join(' or ')
}

function fail(code: string, sentence: string): never {
  throw new AppError(`routing.${code}`, clip(sentence))
}
