// What a shop knew of a customer at the moment of each order: from orders before it, and from what had become known of them by then.
import { DAY } from '../contracts/clock.ts'
import type { CustomerHistory } from '../contracts/fact.ts'
import type { PastOrder } from './past-orders.ts'

type Seen = { at: number; charged_back_at: number | null; refunded_at: number | null }

/** Orders have to come in time order: each call is told the past, and becomes part of it. */
export function createHistory(): (order: PastOrder) => CustomerHistory {
  const customers = new Map<string, Seen[]>()
  const devices = new Map<string, Set<string>>()
  return ({ at, customer, device, charged_back_at, refunded_at }) => {
    const seen = customer === null ? [] : (customers.get(customer) ?? [])
    const by = (moment: number | null): boolean => moment !== null && moment <= at
    const accounts = device === null ? null : (devices.get(device) ?? new Set<string>())
    if (accounts && customer !== null) accounts.add(customer)
    const [first] = seen
    const history: CustomerHistory = {
      orders: seen.length,
      chargebacks: seen.filter((each) => by(each.charged_back_at)).length,
      refunds: seen.filter((each) => by(each.refunded_at)).length,
      first_order_at: first ? new Date(first.at).toISOString() : null,
      orders_last_24h: seen.filter((each) => each.at > at - DAY).length,
      accounts_on_device: Math.max(1, accounts?.size ?? 1),
    }
    seen.push({ at, charged_back_at, refunded_at })
    if (customer !== null) customers.set(customer, seen)
    if (device !== null && accounts) devices.set(device, accounts)
    return history
  }
}
