// What of an order has to be carried: its physical lines, one per SKU, and what they weigh together.
import type { Stock } from '../src/contracts/fact.ts'
import type { Order } from '../src/contracts/order.ts'

export type ParcelLine = { sku: string; quantity: number }

export type Parcel = {
  lines: ParcelLine[]
  grams: number
  /** SKUs whose weight the shop does not know, so that `grams` is too low. */
  unweighed: string[]
}

/** Why a step about a parcel is skipped for an order of gift cards and downloads. */
export const NOTHING_TO_SHIP = 'nothing in this order has to be shipped'

export function parcelOf(order: Order): Parcel {
  const physical = order.lines.filter((line) => line.requires_shipping)
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of physical) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  return {
    lines: [...quantities].map(([sku, quantity]) => ({ sku, quantity })),
    grams: physical.reduce((sum, { grams, quantity }) => sum + grams * quantity, 0),
    unweighed: [...new Set(physical.filter(({ grams }) => grams === 0).map(({ sku }) => sku))],
  }
}

/** Sellable units of a SKU by warehouse; an oversold SKU has none. */
function unitsOf(stock: Stock, sku: string): [warehouse: string, units: number][] {
  const found = Object.hasOwn(stock, sku) ? Object.entries(stock[sku] ?? {}) : []
  return found.map(([warehouse, units]) => [warehouse, Math.max(0, units)])
}

export function unitsIn(stock: Stock, sku: string, warehouse: string): number {
  return unitsOf(stock, sku).find(([id]) => id === warehouse)?.[1] ?? 0
}

export function unitsAnywhere(stock: Stock, sku: string): number {
  return unitsOf(stock, sku).reduce((sum, [, units]) => sum + units, 0)
}

/** The warehouses that know any of these SKUs, in a fixed order. */
export function warehousesOf(stock: Stock, lines: readonly ParcelLine[]): string[] {
  return [...new Set(lines.flatMap(({ sku }) => unitsOf(stock, sku).map(([warehouse]) => warehouse)))].sort()
}
