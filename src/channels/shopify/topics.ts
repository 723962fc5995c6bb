// Shopify's topics: what each means for an order, and which ones name none.

/** The signal each topic becomes; "orders/create" alone starts a run. */
const SIGNALS: Readonly<Record<string, string>> = {
  'orders/updated': 'order.updated',
  'orders/paid': 'order.paid',
  'orders/cancelled': 'order.cancelled',
  'orders/fulfilled': 'order.fulfilled',
  'orders/partially_fulfilled': 'order.partially_fulfilled',
  'orders/edited': 'order.edited',
  'orders/delete': 'order.deleted',
  'orders/risk_assessment_changed': 'order.risk_changed',
  'orders/shopify_protect_eligibility_changed': 'order.protection_changed',
  'order_transactions/create': 'order.transaction',
  'tender_transactions/create': 'order.transaction',
  'refunds/create': 'order.refunded',
  'disputes/create': 'order.disputed',
  'disputes/update': 'order.disputed',
}

/** Whole families, by the part before the slash. */
const FAMILY_SIGNALS: Readonly<Record<string, string>> = {
  returns: 'order.returned',
  fulfillments: 'order.fulfilment_changed',
  fulfillment_events: 'order.fulfilment_changed',
  fulfillment_orders: 'order.fulfilment_changed',
}

/** Families that speak of something else than an order. */
const UNUSED = new Map([
  ...['products', 'product_listings', 'product_feeds', 'collections', 'variants'].map(
    (name) => [name, 'a product'] as const,
  ),
  ...['customers', 'customer_groups', 'customer_payment_methods', 'segments'].map(
    (name) => [name, 'a customer'] as const,
  ),
  ...['inventory_items', 'inventory_levels', 'inventory_shipments', 'inventory_transfers'].map(
    (name) => [name, 'stock'] as const,
  ),
  ...['carts', 'checkouts', 'draft_orders'].map((name) => [name, 'an order not yet placed'] as const),
  ...['locations', 'markets', 'shop', 'app', 'themes', 'domains', 'locales', 'profiles'].map(
    (name) => [name, 'the shop itself'] as const,
  ),
])

export type TopicMeaning =
  | { kind: 'create' }
  | { kind: 'signal'; signal: string }
  | { kind: 'unused'; about: string }
  | { kind: 'unknown' }

export function topicMeaning(topic: string): TopicMeaning {
  if (topic === 'orders/create') return { kind: 'create' }
  const family = topic.split('/')[0] ?? ''
  const signal = own(SIGNALS, topic) ?? own(FAMILY_SIGNALS, family)
  if (signal !== undefined) return { kind: 'signal', signal }
  const about = UNUSED.get(family)
  return about === undefined ? { kind: 'unknown' } : { kind: 'unused', about }
}

/** "ORDERS_CREATE" stays as it is and is unknown: the header and the path both use "orders/create". */
export function cleanTopic(topic: string): string {
  return topic
    .trim()
    .toLowerCase()
    .replace(/^\/+|\/+$/g, '')
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
