// The orders as the sample shop keeps them, and what each effect does to one. This is the shop's own book, not ours.
import { z } from 'zod'
import type { ShopOrder } from '../../src/channels/shop.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import { Money } from '../../src/contracts/money.ts'
import type { SampleOrder } from './sample-order.ts'
import type { Allocation, Shelf } from './shelf.ts'

export type KeptOrder = Pick<
  SampleOrder,
  'entity_id' | 'number' | 'total' | 'country' | 'customer_id' | 'lines' | 'history'
> & {
  status: ShopOrder['status']
  before_hold: 'open' | 'released'
  paid: boolean
  reserved: Allocation[] | null
  backordered: boolean
  messages: number
  /** Minor units paid back so far. */
  refunded: number
  /** The carrier was asked to bring the parcel back. */
  intercepted: boolean
  /** Points by the key that credited them. */
  points: Record<string, number>
}

export type Outcome = { done: 'changed' | 'nothing' } | { done: 'refused'; code: string; message: string }

type Applied = { order: KeptOrder; params: JsonObject; key: string; shelf: Shelf }

export function keptOrder(sample: SampleOrder): KeptOrder {
  const { entity_id, number, total, country, customer_id, lines, history } = sample
  const fresh = {
    status: 'open',
    before_hold: 'open',
    paid: true,
    reserved: null,
    backordered: false,
    messages: 0,
    refunded: 0,
    intercepted: false,
    points: {},
  } as const
  return { entity_id, number, total, country, customer_id, lines, history, ...fresh, points: {} }
}

const changed: Outcome = { done: 'changed' }
const nothing: Outcome = { done: 'nothing' }
const refused = (code: string, message: string): Outcome => ({ done: 'refused', code, message })

/** What the shop will not do in a state, whoever asks. */
const FORBIDDEN: Readonly<Record<string, readonly ShopOrder['status'][]>> = {
  release: ['shipped', 'cancelled'],
  hold: ['shipped', 'cancelled'],
  cancel: ['shipped'],
  reserve: ['shipped', 'cancelled'],
  backorder: ['shipped', 'cancelled'],
  ship: ['held', 'cancelled'],
  refund: ['cancelled'],
  intercept: ['open', 'held', 'released', 'cancelled'],
}

/** A repetition changes nothing but is carried out: that is how doing something twice becomes visible. */
const EFFECTS: Readonly<Record<string, (applied: Applied) => Outcome>> = {
  release: ({ order }) => become(order, 'released'),
  undo_release: ({ order }) => (order.status === 'released' ? become(order, 'open') : nothing),
  hold({ order }) {
    if (order.status === 'open' || order.status === 'released') order.before_hold = order.status
    return become(order, 'held')
  },
  undo_hold: ({ order }) => (order.status === 'held' ? become(order, order.before_hold) : nothing),
  cancel: ({ order }) => become(order, 'cancelled'),
  reserve({ order, params, shelf }) {
    if (order.reserved) return nothing
    const wanted = Reservation.safeParse(params)
    if (!wanted.success) return refused('bad_params', 'reserve needs lines of sku, quantity and warehouse')
    if (!shelf.take(wanted.data.lines)) return refused('out_of_stock', 'not enough units left to reserve')
    order.reserved = wanted.data.lines
    return changed
  },
  undo_reserve({ order, shelf }) {
    if (!order.reserved || order.status === 'shipped') return nothing
    shelf.putBack(order.reserved)
    order.reserved = null
    return changed
  },
  backorder: ({ order }) => flag(order, true),
  undo_backorder: ({ order }) => flag(order, false),
  ship: ({ order }) => become(order, 'shipped'),
  undo_ship: ({ order }) => (order.status === 'shipped' ? become(order, 'released') : nothing),
  notify({ order }) {
    order.messages += 1
    return changed
  },
  refund({ order, params }) {
    const wanted = z.object({ amount: Money }).safeParse(params)
    if (!wanted.success || wanted.data.amount.amount <= 0) return refused('bad_params', 'refund needs an amount')
    const { amount, currency } = wanted.data.amount
    if (currency !== order.total.currency) return refused('currency', `the order was paid in ${order.total.currency}`)
    if (order.refunded + amount > order.total.amount) return refused('too_much', 'more than is left of the order')
    order.refunded += amount
    return changed
  },
  intercept({ order }) {
    if (order.intercepted) return nothing
    order.intercepted = true
    return changed
  },
  apologise({ order }) {
    order.messages += 1
    return changed
  },
  award_points({ order, params, key }) {
    const points = Number(params['points'])
    if (!Number.isSafeInteger(points) || points < 0) return refused('bad_params', 'points is a whole number')
    order.points[key] = points
    return points > 0 ? changed : nothing
  },
  undo_award_points({ order, params }) {
    const of = String(params['of'])
    if (!Object.hasOwn(order.points, of)) return nothing
    delete order.points[of]
    return changed
  },
}

const Reservation = z.object({
  lines: z.array(z.object({ sku: z.string(), quantity: z.int().positive(), warehouse: z.string() })),
})

export function applyEffect(action: string, applied: Applied): Outcome {
  const effect = Object.hasOwn(EFFECTS, action) ? EFFECTS[action] : undefined
  if (!effect) return refused('unknown_action', `this shop cannot ${action.slice(0, 40)}`)
  const { status, number } = applied.order
  if (FORBIDDEN[action]?.includes(status))
    return refused('wrong_state', `order ${number} is ${status}: it cannot ${action} now`)
  return effect(applied)
}

function become(order: KeptOrder, status: KeptOrder['status']): Outcome {
  if (order.status === status) return nothing
  order.status = status
  return changed
}

function flag(order: KeptOrder, backordered: boolean): Outcome {
  if (order.backordered === backordered) return nothing
  order.backordered = backordered
  return changed
}
