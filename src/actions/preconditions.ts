// The states of an order in the shop that forbid an action, and what a person is told about it.
import type { ShopOrder } from '../channels/shop.ts'

const WORDS: Readonly<Record<ShopOrder['status'], string>> = {
  open: 'the order is open',
  held: 'the order is on hold',
  released: 'the order is released already',
  shipped: 'the order has been shipped already',
  cancelled: 'the order has been cancelled',
}

/** A precondition that refuses the named states. */
export function notWhen(...states: ShopOrder['status'][]): (order: ShopOrder) => string | null {
  return (order) => (states.includes(order.status) ? WORDS[order.status] : null)
}
