// What runs are about. An entity id names the shop it lives in: `channel:account:id`, for example "shopify:acme.myshopify.com:820982911946154508".
import { z } from 'zod'

export const EntityId = z.string().regex(/^[^:]+:[^:]+:.+$/, 'an entity id is channel:account:id')
export type EntityId = z.infer<typeof EntityId>

export const EntityType = z.enum(['order', 'product', 'customer', 'ticket'])
export type EntityType = z.infer<typeof EntityType>

/** A second name of an entity, for lookups. E-mail addresses and telephone numbers are stored hashed only. */
export const EntityRef = z.object({
  kind: z.enum(['number', 'email_hash', 'phone_hash', 'customer', 'tracking']),
  value: z.string().min(1),
})
export type EntityRef = z.infer<typeof EntityRef>

/** The id inside its shop: the third part, which may itself hold colons. */
export function localId(entityId: EntityId): string {
  return entityId.split(':').slice(2).join(':')
}
