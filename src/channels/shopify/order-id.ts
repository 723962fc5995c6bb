// Which order a payload speaks of. Exact ids come from GraphQL ids; plain numbers are read from the raw text, never as doubles.
import { Id, isRecord } from '../lenient-fields.ts'

/** For orders/*: the payload is the order itself, unless it points to one. */
export function ownOrderId(body: Record<string, unknown>): string | null {
  const gid = body['admin_graphql_api_id']
  if (typeof gid === 'string' && /\/Order\/\d+/.test(gid)) return Id.parse(gid)
  return mentionedOrderId(body) ?? Id.parse(body['id'])
}

/** Elsewhere the order is mentioned at the top or one level down: `order.admin_graphql_api_id`, `order_id`, `order_edit.order_id` ... */
export function mentionedOrderId(body: Record<string, unknown>): string | null {
  const here = mentionedIn(body)
  if (here !== null) return here
  for (const [name, member] of Object.entries(body)) {
    const below = isRecord(member) && name !== 'order' ? mentionedIn(member) : null
    if (below !== null) return below
  }
  return null
}

function mentionedIn(body: Record<string, unknown>): string | null {
  const order = isRecord(body['order']) ? body['order'] : {}
  const candidates = [order['admin_graphql_api_id'], body['admin_graphql_api_order_id'], body['order_id'], order['id']]
  for (const candidate of candidates) {
    const id = Id.parse(candidate)
    if (id !== null) return id
  }
  return null
}
