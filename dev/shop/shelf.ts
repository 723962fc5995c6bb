// The units in the sample shop's warehouses, and the feed that reports them. A stale feed keeps saying what it last knew.
import type { Clock } from '../../src/contracts/clock.ts'
import type { ObservedFact, Stock } from '../../src/contracts/fact.ts'

export type Allocation = { sku: string; quantity: number; warehouse: string }

export type Shelf = {
  /** False, and nothing taken, when one of them is short. */
  take(units: readonly Allocation[]): boolean
  putBack(units: readonly Allocation[]): void
  /** What the stock feed says: only these SKUs, or all of them. */
  feed(skus: readonly string[]): ObservedFact
  /** Stops the feed as it was at a moment (now unless said otherwise), or lets it run again. */
  setStale(stale: boolean, at?: number): void
  isStale(): boolean
  set(sku: string, warehouse: string, units: number): void
}

export function createShelf(opening: Stock, clock: Clock): Shelf {
  const units: Stock = structuredClone(opening)
  let frozen: { stock: Stock; at: number } | null = null

  const left = ({ sku, warehouse }: Allocation): number => units[sku]?.[warehouse] ?? 0
  function move(changes: readonly Allocation[], sign: 1 | -1): void {
    for (const change of changes) set(change.sku, change.warehouse, left(change) + sign * change.quantity)
  }
  function set(sku: string, warehouse: string, count: number): void {
    units[sku] = { ...units[sku], [warehouse]: count }
  }

  return {
    take(wanted) {
      if (merged(wanted).some((one) => left(one) < one.quantity)) return false
      move(wanted, -1)
      return true
    },
    putBack: (returned) => move(returned, 1),
    feed(skus) {
      const { stock, at } = frozen ?? { stock: units, at: clock() }
      const named = skus.length === 0 ? Object.keys(stock) : skus.filter((sku) => Object.hasOwn(stock, sku))
      return { value: Object.fromEntries(named.map((sku) => [sku, { ...stock[sku] }])), observed_at: at }
    },
    setStale(stale, at = clock()) {
      if (!stale) frozen = null
      else frozen ??= { stock: structuredClone(units), at }
    },
    isStale: () => frozen !== null,
    set,
  }
}

/** One entry per SKU and warehouse, so that two lines of the same goods are checked together. */
function merged(wanted: readonly Allocation[]): Allocation[] {
  const sums = new Map<string, Allocation>()
  for (const one of wanted) {
    const key = JSON.stringify([one.sku, one.warehouse])
    sums.set(key, { ...one, quantity: one.quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()]
}
