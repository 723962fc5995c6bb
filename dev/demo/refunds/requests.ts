// SAMPLE refund requests as a help desk sends them: one event each, about an order of its own. The same number is always the same request.
import { SIGNATURE_HEADER, signWithTime } from '../../../src/channels/signature.ts'
import { AppError } from '../../../src/contracts/app-error.ts'
import { type Clock, MINUTE } from '../../../src/contracts/clock.ts'
import type { SampleOrder } from '../../shop/sample-order.ts'

export const REASONS = ['arrived_broken', 'wrong_item', 'never_came', 'changed_mind'] as const
export type RefundReason = (typeof REASONS)[number]

const WORDS: Readonly<Record<RefundReason, string>> = {
  arrived_broken: 'arrived broken, with a photo',
  wrong_item: 'another item was in the parcel, with a photo',
  never_came: 'never came, the carrier agrees',
  changed_mind: 'changed their mind after two months of use',
}

/** What the shop pays for, and nothing else. */
export const isDue = (reason: RefundReason): boolean => reason !== 'changed_mind'
/** Of a request as a person reads it: the auditor of the demo goes by these words. */
export const saysNotDue = (text: string): boolean => text.includes(WORDS.changed_mind)

const ITEMS = ['Umbrella', 'Tea tin', 'Desk lamp', 'Travel mug', 'Wool socks', 'Phone stand', 'Notebook'] as const
/** Fixed, so that the ids of runs, and with them every lot that is drawn for them, are the same in every demo. */
const ORDERED_FROM = Date.UTC(2026, 8, 1)

export type RefundRequest = { order: SampleOrder; event: Record<string, unknown> }

export function refundRequest(
  serial: number,
  reason: RefundReason = REASONS[serial % 3] ?? 'wrong_item',
): RefundRequest {
  const number = String(7_000 + serial)
  const item = ITEMS[serial % ITEMS.length] ?? 'Umbrella'
  const price = 3_000 + ((serial * 1_700) % 15_000)
  const total = { amount: price + 2_500 + ((serial * 900) % 9_000), currency: 'HKD' }
  const at = new Date(ORDERED_FROM + serial * 7 * MINUTE).toISOString()
  const address = { lines: [`${1 + (serial % 90)} Sample Street`], city: 'Hong Kong', country: 'HK' }
  const customer_id = `desk-${serial}`
  return {
    order: {
      ...{ kind: 'ordinary', entity_id: `events:help-desk:${number}`, number, total, country: 'HK', customer_id },
      lines: [{ sku: 'SAMPLE', quantity: 1 }],
      history: {
        orders: 3,
        chargebacks: 0,
        refunds: 0,
        first_order_at: null,
        orders_last_24h: 0,
        accounts_on_device: 1,
      },
      webhook: { topic: 'order.refund_asked', domain: 'help-desk', webhook_id: `refund-${number}`, body: {} },
    },
    event: {
      ...{ id: `refund-${number}`, type: 'order.refund_asked', account: 'help-desk' },
      order: {
        ...{ id: number, number, created_at: at, total, market: 'HK', locale: 'en' },
        lines: [
          {
            ...{ sku: 'SAMPLE', title: `${item}: ${WORDS[reason]}`, quantity: 1, grams: 300 },
            unit_price: { amount: price, currency: 'HKD' },
          },
        ],
        customer: { id: customer_id, orders_count: 3 },
        ...{ shipping_address: address, billing_address: address, shipping_method: 'Standard' },
        payment: { gateways: ['cards'], status: 'paid' },
        ...{ fulfilment_status: 'fulfilled', tags: ['refund', reason] },
      },
    },
  }
}

/** Puts the order into the shop and sends the request. */
export async function askForRefund(
  to: { shop: { place(order: SampleOrder): void }; webUrl: string; eventsSecret: string; clock: Clock },
  { order, event }: RefundRequest,
): Promise<void> {
  to.shop.place(order)
  const now = to.clock()
  const body = JSON.stringify({ ...event, occurred_at: new Date(now).toISOString() })
  const response = await fetch(new URL('/events', to.webUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signWithTime(body, to.eventsSecret, now) },
    body,
  })
  if (!response.ok)
    throw new AppError(
      'demo.refund',
      `the app answered ${response.status} to request ${order.number}: ${await response.text()}`,
    )
}
