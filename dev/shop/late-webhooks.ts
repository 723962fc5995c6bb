// What a shop says of an order weeks later: the bank took the money back, or a parcel came back with the wrong thing in it.
import type { SampleOrder } from './sample-order.ts'

export type LateNews = 'chargeback' | 'chargeback_won' | 'wrong_item' | 'too_small'

/** A delivery in the platform's own words, ready to be signed and sent. */
export function lateWebhook({ webhook, total }: SampleOrder, news: LateNews): SampleOrder['webhook'] {
  const order_id = webhook.body['id']
  const isMoney = news === 'chargeback' || news === 'chargeback_won'
  const dispute = {
    ...{ id: 987_001, order_id, type: 'chargeback', reason: 'fraudulent', currency: total.currency },
    status: news === 'chargeback_won' ? 'won' : 'needs_response',
  }
  const line = { id: 1, return_reason: news === 'wrong_item' ? 'WRONG_ITEM' : 'SIZE_TOO_SMALL', quantity: 1 }
  return {
    topic: isMoney ? `disputes/${news === 'chargeback' ? 'create' : 'update'}` : 'returns/approve',
    domain: webhook.domain,
    webhook_id: `${webhook.webhook_id}-${news}`,
    body: isMoney ? dispute : { id: 987_002, order_id, status: 'open', return_line_items: [line] },
  }
}
