// The shop as the side panel shows it: what each order is now, and every effect as it happened.
import { localId } from '../../src/contracts/entity.ts'
import type { Shop, ShopEffect, ShopOrder, Tone } from '../page/demo-contract.ts'
import type { LoggedEffect } from '../shop/effects-log.ts'
import type { PanelOrder, Snapshot } from '../shop/snapshot.ts'

const TONES: Readonly<Record<string, Tone>> = {
  open: 'neutral',
  released: 'busy',
  shipped: 'good',
  held: 'warn',
  cancelled: 'bad',
}

const WORDS: Readonly<Record<string, string>> = {
  release: 'released',
  hold: 'put on hold',
  cancel: 'cancelled',
  reserve: 'stock reserved',
  backorder: 'marked as back-order',
  ship: 'handed to the carrier',
  notify: 'customer written to',
  award_points: 'points awarded',
  refund: 'money paid back',
}

/** `seenAt` remembers when each order last changed; the shop itself does not. */
export function shopPanel(snapshot: Snapshot, seenAt: Map<string, { sign: string; at: number }>, now: number): Shop {
  return {
    title: snapshot.stock_feed_stale ? 'The shop · stock feed is quiet' : 'The shop',
    orders: snapshot.orders.map((order) => panelOrder(order, seenAt, now)),
    effects: [...snapshot.effects].reverse().map(panelEffect),
  }
}

function panelOrder(order: PanelOrder, seenAt: Map<string, { sign: string; at: number }>, now: number): ShopOrder {
  const sign = JSON.stringify(order)
  const known = seenAt.get(order.entity_id)
  const at = known?.sign === sign ? known.at : now
  seenAt.set(order.entity_id, { sign, at })
  const details = [
    order.country,
    ...(order.reserved ? ['stock reserved'] : []),
    ...(order.backordered ? ['back-order'] : []),
    ...(order.messages > 0 ? ['customer told'] : []),
    ...(order.refunded === '' ? [] : [`${order.refunded} paid back`]),
    ...(order.points > 0 ? [`${order.points} points`] : []),
  ]
  return {
    id: order.entity_id,
    number: `#${order.number}`,
    summary: details.join(' · '),
    total: order.total,
    source: order.entity_id.startsWith('events:') ? 'Help desk' : 'Shopify',
    status: { label: order.status, tone: TONES[order.status] ?? 'neutral' },
    at,
  }
}

function panelEffect({ at, key, entity_id, action, number, applied }: LoggedEffect & { number: string }): ShopEffect {
  const isUndo = key.endsWith('/undo')
  const what = isUndo ? `${WORDS[action] ?? action}: taken back` : (WORDS[action] ?? action)
  return {
    id: `${at}-${key}-${action}`,
    orderId: entity_id,
    number: `#${number === '' ? localId(entity_id) : number}`,
    at,
    text: `${what}${applied ? '' : ' (nothing changed)'} by decision ${key.split('/')[0]?.slice(-6)}`,
    tone: isUndo ? 'warn' : action === 'hold' ? 'warn' : action === 'cancel' ? 'bad' : 'good',
  }
}
