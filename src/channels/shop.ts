// The port to a shop: facts in, effects out. Every effect carries an idempotency key; the same key twice is one effect.
import type { ObservedFact, ObservedFactName } from '../contracts/fact.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Money } from '../contracts/money.ts'
import type { Order } from '../contracts/order.ts'

export type ShopOrder = {
  entity_id: string
  status: 'open' | 'held' | 'released' | 'shipped' | 'cancelled'
  reserved: boolean
  paid: boolean
  /** What the order came to, and what was paid back of it; null when the shop does not say. */
  total: Money | null
  refunded: Money | null
}

export type Effect = { key: string; entity_id: string; action: string; params: JsonObject }

/** `ref` names the effect in the shop (a fulfilment id, a message id). */
export type EffectResult = { ref: string }

export type Shop = {
  /** A fact as the shop knows it now. Throws AppError `shop.unreachable` or `shop.refused`. */
  fact(name: ObservedFactName, order: Order): Promise<ObservedFact>
  /** The order's present state; null when the shop does not have it. */
  order(entityId: string): Promise<ShopOrder | null>
  /** Carries out an effect once per key. Throws AppError `shop.refused` (it said no: final), `shop.unreachable` (never arrived), `shop.timeout` (unknown). */
  perform(effect: Effect, signal: AbortSignal): Promise<EffectResult>
  /** What became of a key: its result, or null when the shop never did it. */
  readBack(key: string): Promise<EffectResult | null>
}
