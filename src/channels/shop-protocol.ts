// The HTTP API between us and a shop (docs/shop-api.md): paths, bodies and the signature, for both of its ends.
import { z } from 'zod'
import { CarrierRate, CustomerHistory, type ObservedFactName, Stock, Warehouse } from '../contracts/fact.ts'
import { JsonObject } from '../contracts/json.ts'
import { Money } from '../contracts/money.ts'

const EntityId = z.string().min(1)

export const EffectRequest = z.object({ entity_id: EntityId, action: z.string().min(1).max(100), params: JsonObject })
export type EffectRequest = z.infer<typeof EffectRequest>

export const EffectReply = z.object({ ref: z.string().min(1) })

export const ShopOrderReply = z.object({
  entity_id: EntityId,
  status: z.enum(['open', 'held', 'released', 'shipped', 'cancelled']),
  reserved: z.boolean(),
  paid: z.boolean(),
  total: Money.nullable().default(null),
  refunded: Money.nullable().default(null),
})

export const RefusalReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/** `observed_at` is when the shop itself last knew it, in epoch milliseconds: an old one says the shop's feed is behind. */
export const FactReplies = {
  customer_history: factReply(CustomerHistory),
  stock: factReply(Stock),
  warehouses: factReply(z.array(Warehouse)),
  carrier_rates: factReply(z.array(CarrierRate)),
} satisfies Record<ObservedFactName, z.ZodType>

function factReply<T extends z.ZodType>(value: T) {
  return z.object({ value, observed_at: z.number().nonnegative() })
}

export const shopPaths = {
  order: (entityId: string) => `/orders/${encodeURIComponent(entityId)}`,
  effect: (key: string) => `/effects/${encodeURIComponent(key)}`,
  fact: (name: ObservedFactName, query: URLSearchParams) => `/facts/${name}?${query}`,
}

/** What is signed, after the time: the method, the path with its query, and the body. */
export function shopPayload(method: string, pathAndQuery: string, body: string): string {
  return `${method} ${pathAndQuery}\n${body}`
}
