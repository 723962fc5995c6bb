// The states of an order in the shop that forbid an action, and what a person is told about it.
import type { ShopOrder } from '../channels/shop.ts'
import { formatMoney, Money } from '../contracts/money.ts'

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

/** A precondition that refuses every state but the named ones. */
export function onlyWhen(...states: ShopOrder['status'][]): (order: ShopOrder) => string | null {
  return (order) => (states.includes(order.status) ? null : WORDS[order.status])
}

/** What is paid back never exceeds what the shop says is left of the order's total, in the order's own currency. */
export function notMoreThanPaid({ total, refunded, paid }: ShopOrder, given: unknown): string | null {
  const amount = Money.safeParse(given)
  if (!amount.success || amount.data.amount <= 0) return 'there is no amount to pay back'
  if (!paid) return 'the order has not been paid'
  if (total === null) return 'the shop does not say what the order came to'
  if (amount.data.currency !== total.currency || (refunded !== null && refunded.currency !== total.currency))
    return `the order was paid in ${total.currency}`
  const left = { ...total, amount: total.amount - (refunded?.amount ?? 0) }
  return amount.data.amount > left.amount ? `only ${formatMoney(left)} of the order is left to pay back` : null
}
