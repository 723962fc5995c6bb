// The shop's side of docs/shop-api.md: which request means what, and with which status it is answered.

import { EffectRequest, FactReplies } from '../../src/channels/shop-protocol.ts'
import { ObservedFact, type ObservedFactName } from '../../src/contracts/fact.ts'
import type { Faults } from './faults.ts'
import type { ShopState } from './shop-state.ts'

export type Request = { method: string; path: string; query: URLSearchParams; body: string }

/** `hang`: no answer at all · `cut`: the line is cut after the work was done. */
export type Reply = { status: number; body: unknown } | 'hang' | 'cut'

export function routeShop(
  { state, faults }: { state: ShopState; faults: Faults },
  { method, path, query, body }: Request,
): Reply {
  const [, room = '', ...rest] = path.split('/')
  const name = decoded(rest.join('/'))
  if (name === null || name === '') return no(404, 'not_found', 'no such path')
  if (room === 'facts' && method === 'GET') return fact(state, name, query)
  if (room === 'orders' && method === 'GET') {
    const order = state.order(name)
    return order ? { status: 200, body: order } : no(404, 'unknown_order', 'this shop has no such order')
  }
  if (room === 'effects' && method === 'GET') {
    const ref = state.readBack(name)
    return ref === null ? no(404, 'unknown_key', 'nothing was done under this key') : { status: 200, body: { ref } }
  }
  if (room === 'effects' && method === 'PUT') return perform({ state, faults }, name, body)
  return ['facts', 'orders', 'effects'].includes(room)
    ? no(405, 'method', 'not with this method')
    : no(404, 'not_found', 'no such path')
}

function fact(state: ShopState, name: string, query: URLSearchParams): Reply {
  if (!Object.hasOwn(FactReplies, name)) return no(404, 'unknown_fact', `this shop tells no ${name.slice(0, 40)}`)
  const found = state.fact(name as ObservedFactName, {
    order: query.get('order'),
    customer: query.get('customer'),
    to: query.get('to'),
    skus: query.getAll('sku'),
  })
  return { status: 200, body: ObservedFact.parse(found) }
}

function perform({ state, faults }: { state: ShopState; faults: Faults }, key: string, body: string): Reply {
  const effect = EffectRequest.safeParse(json(body))
  if (!effect.success) return no(422, 'bad_body', 'an effect has entity_id, action and params')
  const fault = faults.strike(effect.data)
  if (fault === 'hang') return 'hang'
  if (fault === 'unavailable') return no(503, 'unavailable', 'not now')
  if (fault === 'refuse') return no(422, 'refused', 'the shop refuses this')
  const result = state.perform(key, effect.data)
  if (fault === 'drop_reply') return 'cut'
  if (result.status === 'done') return { status: 200, body: { ref: result.ref } }
  if (result.status === 'unknown_order') return no(404, 'unknown_order', 'this shop has no such order')
  return no(result.code === 'key_reused' ? 409 : 422, result.code, result.message)
}

export function no(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
