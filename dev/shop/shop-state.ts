// The sample shop without its network: orders, shelf, effects by key, and the facts it tells.

import type { ShopOrder } from '../../src/channels/shop.ts'
import type { EffectRequest } from '../../src/channels/shop-protocol.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import type { Clock } from '../../src/contracts/clock.ts'
import type { CustomerHistory, ObservedFact, ObservedFactName } from '../../src/contracts/fact.ts'
import { contentHash } from '../../src/contracts/json.ts'
import { carrierRates } from './carriers.ts'
import { createEffectsLog, type EffectsLog } from './effects-log.ts'
import type { SampleOrder } from './sample-order.ts'
import type { Shelf } from './shelf.ts'
import { applyEffect, type KeptOrder, keptOrder } from './shop-orders.ts'
import { warehouses } from './warehouses.ts'

export type Performed =
  | { status: 'done'; ref: string }
  | { status: 'refused'; code: string; message: string }
  | { status: 'unknown_order' }

export type ShopState = {
  place(sample: SampleOrder): void
  orders(): readonly KeptOrder[]
  order(entityId: string): ShopOrder | null
  fact(
    name: ObservedFactName,
    query: { order: string | null; customer: string | null; to: string | null; skus: string[] },
  ): ObservedFact
  /** Once per key; the same key with another effect is refused. */
  perform(key: string, effect: EffectRequest): Performed
  readBack(key: string): string | null
  effects: EffectsLog
  onChange(listener: () => void): () => void
}

const STRANGER: CustomerHistory = {
  orders: 0,
  chargebacks: 0,
  refunds: 0,
  first_order_at: null,
  orders_last_24h: 0,
  accounts_on_device: 1,
}

export function createShopState({ shelf, clock }: { shelf: Shelf; clock: Clock }): ShopState {
  const orders = new Map<string, KeptOrder>()
  const byKey = new Map<string, { hash: string; ref: string }>()
  const effects = createEffectsLog()
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  return {
    place(sample) {
      if (orders.has(sample.entity_id))
        throw new AppError('sample.placed_twice', `order ${sample.number} is placed already`)
      orders.set(sample.entity_id, keptOrder(sample))
      changed()
    },
    orders: () => [...orders.values()],
    order(entityId) {
      const kept = orders.get(entityId)
      if (!kept) return null
      const { entity_id, status, reserved, paid, total, refunded } = kept
      return { entity_id, status, reserved: reserved !== null, paid, total, refunded: { ...total, amount: refunded } }
    },
    fact(name, { order, customer, to, skus }) {
      const now = clock()
      switch (name) {
        case 'stock':
          return shelf.feed(skus)
        case 'warehouses':
          return { value: structuredClone([...warehouses]), observed_at: now }
        case 'carrier_rates':
          return {
            value: structuredClone(carrierRates.filter((rate) => to === null || rate.to_country === to)),
            observed_at: now,
          }
        case 'customer_history': {
          const known =
            orders.get(order ?? '') ?? [...orders.values()].find(({ customer_id }) => customer_id === customer)
          return { value: { ...(known?.history ?? STRANGER) }, observed_at: now }
        }
        default:
          return name satisfies never
      }
    },
    perform(key, effect) {
      const hash = contentHash(effect)
      const before = byKey.get(key)
      if (before)
        return before.hash === hash
          ? { status: 'done', ref: before.ref }
          : { status: 'refused', code: 'key_reused', message: 'this key belongs to another effect' }
      const order = orders.get(effect.entity_id)
      if (!order) return { status: 'unknown_order' }
      const outcome = applyEffect(effect.action, { order, params: effect.params, key, shelf })
      if (outcome.done === 'refused') return { status: 'refused', code: outcome.code, message: outcome.message }
      const ref = `${effect.action}-${effects.all().length + 1}`
      byKey.set(key, { hash, ref })
      effects.add({
        at: clock(),
        key,
        entity_id: effect.entity_id,
        action: effect.action,
        ref,
        applied: outcome.done === 'changed',
      })
      changed()
      return { status: 'done', ref }
    },
    readBack: (key) => byKey.get(key)?.ref ?? null,
    effects,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
