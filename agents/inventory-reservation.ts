// inventory_reservation: sets the units of an order aside, in one warehouse if any has them all.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { SECOND } from '../src/contracts/clock.ts'
import { Stock } from '../src/contracts/fact.ts'
import { Order } from '../src/contracts/order.ts'
import type { Proposal } from '../src/contracts/proposal.ts'
import { FROM_RUN } from './from-run.ts'
import { type ParcelLine, parcelOf, unitsAnywhere, unitsIn, warehousesOf } from './parcel.ts'
import { type ReservedLine, ReserveParams } from './payloads.ts'
import { proposalOf } from './proposal-of.ts'
import { brief, clip, count, listed } from './wording.ts'

const Input = z.strictObject({ order: Order, stock: Stock })
type Input = z.infer<typeof Input>

export const inventoryReservation = defineAgent({
  name: 'inventory_reservation',
  version: '1.0.0',
  kind: 'automation',
  about: 'Reserves stock for the order, in one warehouse where possible; what is short is flagged as a backorder.',
  trigger: 'An order arrives',
  reads: { order: FROM_RUN, stock: { max_age_ms: 30 * SECOND } },
  actions: { reserve: { approval: 'sampled', on_reject: 'manual', editable: [] } },
  input: Input,
  output: proposalOf({ reserve: ReserveParams }),
  statusQuo(input) {
    const lines = allocated(input)
    return lines && { action: 'reserve', params: { lines } }
  },
  rules(input): Proposal {
    const lines = allocated(input)
    if (!lines) throw new AppError('stock.short', shortage(input))
    const used = [...new Set(lines.map(({ warehouse }) => warehouse))]
    return {
      action: 'reserve',
      params: { lines },
      confidence: 1,
      reasons: [{ text: clip(told(lines, used)), source: 'stock' }],
      against: used.length > 1 ? ['Split over several warehouses: more than one parcel'] : [],
      unchecked: [],
      flags: used.length > 1 ? ['split'] : [],
      amount: null,
    }
  },
})

function told(lines: ReservedLine[], used: string[]): string {
  if (lines.length === 0) return 'Nothing in this order has to be taken from stock'
  const units = count(
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
    'unit',
  )
  return used.length === 1
    ? `${brief(used[0] ?? '')} has all ${units}`
    : `No warehouse has all ${units}: split over ${listed(used)}`
}

/** Null when the stock does not suffice. */
function allocated({ order, stock }: Input): ReservedLine[] | null {
  const { lines } = parcelOf(order)
  if (lines.some(({ sku, quantity }) => unitsAnywhere(stock, sku) < quantity)) return null
  const whole = roomiest(lines, stock)
  if (whole !== null) return lines.map((line) => ({ ...line, warehouse: whole }))
  return split(lines, stock)
}

/** Of the warehouses that have everything, the one that has the most to spare of its scarcest SKU; then by name. */
function roomiest(lines: ParcelLine[], stock: Stock): string | null {
  const spare = (warehouse: string) =>
    Math.min(...lines.map(({ sku, quantity }) => unitsIn(stock, sku, warehouse) - quantity))
  const able = warehousesOf(stock, lines).filter((warehouse) => spare(warehouse) >= 0)
  return able.sort((a, b) => spare(b) - spare(a) || (a < b ? -1 : 1))[0] ?? null
}

/** Greedy: always the warehouse that fills the most of what is left, so that few parcels are made. */
function split(lines: ParcelLine[], stock: Stock): ReservedLine[] {
  const left = new Map(lines.map(({ sku, quantity }) => [sku, quantity]))
  const warehouses = new Set(warehousesOf(stock, lines))
  const reserved: ReservedLine[] = []
  const fills = (warehouse: string) =>
    [...left].reduce((sum, [sku, quantity]) => sum + Math.min(quantity, unitsIn(stock, sku, warehouse)), 0)
  while (left.size > 0) {
    const warehouse = [...warehouses].reduce((best, next) => (fills(next) > fills(best) ? next : best))
    warehouses.delete(warehouse)
    for (const [sku, wanted] of [...left]) {
      const quantity = Math.min(wanted, unitsIn(stock, sku, warehouse))
      if (quantity > 0) reserved.push({ sku, quantity, warehouse })
      if (quantity === wanted) left.delete(sku)
      else left.set(sku, wanted - quantity)
    }
  }
  return reserved
}

function shortage({ order, stock }: Input): string {
  const short = parcelOf(order).lines.filter(({ sku, quantity }) => unitsAnywhere(stock, sku) < quantity)
  const named = short.map(({ sku, quantity }) => `${brief(sku)} (${unitsAnywhere(stock, sku)} of ${quantity})`)
  return clip(`Not enough in stock: ${named.slice(0, 5).join(', ')}${named.length > 5 ? ' and more' : ''}`)
}
