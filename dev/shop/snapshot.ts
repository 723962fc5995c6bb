// What the shop's panel on the demo page shows.
import { formatMoney } from '../../src/contracts/money.ts'
import type { LoggedEffect } from './effects-log.ts'
import type { ShopState } from './shop-state.ts'

export type PanelOrder = {
  entity_id: string
  number: string
  country: string
  total: string
  status: string
  reserved: boolean
  backordered: boolean
  messages: number
  points: number
  /** Empty where nothing was. */
  refunded: string
}

export type Snapshot = {
  orders: PanelOrder[]
  /** The latest first. */
  effects: (LoggedEffect & { number: string })[]
  acted_twice: number
  stock_feed_stale: boolean
}

export function snapshotOf(state: ShopState, stale: boolean, limit = 50): Snapshot {
  const orders = state.orders()
  const numbers = new Map(orders.map(({ entity_id, number }) => [entity_id, number]))
  return {
    orders: orders
      .slice(-limit)
      .reverse()
      .map((order) => ({
        ...{ entity_id: order.entity_id, number: order.number, country: order.country, status: order.status },
        ...{ backordered: order.backordered, messages: order.messages, reserved: order.reserved !== null },
        total: formatMoney(order.total),
        refunded: order.refunded > 0 ? formatMoney({ ...order.total, amount: order.refunded }) : '',
        points: Object.values(order.points).reduce((sum, points) => sum + points, 0),
      })),
    effects: state.effects
      .all()
      .slice(-limit)
      .reverse()
      .map((effect) => ({ ...effect, number: numbers.get(effect.entity_id) ?? '' })),
    acted_twice: state.effects.actedTwice(),
    stock_feed_stale: stale,
  }
}
