// The shop port over HTTP (docs/shop-api.md). It tells apart what the engine must tell apart: the shop said no,
// the call never arrived, or nobody knows whether it did.
import type { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { ObservedFact } from '../contracts/fact.ts'
import type { Order } from '../contracts/order.ts'
import type { Shop } from './shop.ts'
import { callShop, type ShopCall } from './shop-call.ts'
import { EffectReply, FactReplies, ShopOrderReply, shopPaths } from './shop-protocol.ts'

export type HttpShopOptions = { url: string; secret: string; clock: Clock; timeoutMs?: number }

export function createHttpShop({ url, secret, clock, timeoutMs = 10 * SECOND }: HttpShopOptions): Shop {
  const call = (one: Pick<ShopCall, 'method' | 'path'> & Partial<ShopCall>) =>
    callShop({ base: url, secret, clock, timeoutMs, body: null, signal: null, ...one })

  return {
    async fact(name, order) {
      const reply = await call({ method: 'GET', path: shopPaths.fact(name, factQuery(order)) })
      if (reply === null) throw new AppError('shop.refused', `the shop has no ${name} for this order`)
      const schema: z.ZodType<ObservedFact> = FactReplies[name]
      return parsed(schema, reply, 'shop.unreachable')
    },
    async order(entityId) {
      const reply = await call({ method: 'GET', path: shopPaths.order(entityId) })
      return reply === null ? null : parsed(ShopOrderReply, reply, 'shop.unreachable')
    },
    async perform({ key, ...effect }, signal) {
      const reply = await call({ method: 'PUT', path: shopPaths.effect(key), body: JSON.stringify(effect), signal })
      return parsed(EffectReply, reply, 'shop.timeout')
    },
    async readBack(key) {
      const reply = await call({ method: 'GET', path: shopPaths.effect(key) })
      return reply === null ? null : parsed(EffectReply, reply, 'shop.unreachable')
    },
  }
}

/** What a shop needs to look a fact up, without names, addresses or e-mail. */
function factQuery(order: Order): URLSearchParams {
  const query = new URLSearchParams({ order: order.entity_id })
  if (order.customer?.id) query.set('customer', order.customer.id)
  if (order.shipping_address?.country) query.set('to', order.shipping_address.country)
  for (const sku of new Set(order.lines.map((line) => line.sku).filter(Boolean))) query.append('sku', sku)
  return query
}

/** An answer that cannot be read says nothing: for an effect that means unknown, for a question that it was not answered. */
function parsed<T>(schema: z.ZodType<T>, reply: unknown, code: string): T {
  const result = schema.safeParse(reply)
  if (result.success) return result.data
  throw new AppError(code, 'the shop gave an answer that cannot be read', { cause: result.error })
}
