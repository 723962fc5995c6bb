// A row of the file as the production agent's input. What the file does not tell stays absent: no e-mail, no addresses, no goods.
import { fraudDetection } from '../../agents/fraud-detection.ts'
import type { FraudInput } from '../../agents/fraud-signals.ts'
import type { CustomerHistory } from '../../src/contracts/fact.ts'
import type { LabelledOrder } from './orders.ts'

type Known = Pick<CustomerHistory, 'orders' | 'orders_last_24h' | 'first_order_at' | 'accounts_on_device'>

export function asInput({ id, at, signed_up_at, usd_cents }: LabelledOrder, known: Known): FraudInput {
  const total = { amount: usd_cents, currency: 'USD' }
  return fraudDetection.input.parse({
    order: {
      ...{ entity_id: `csv:fraud:${id}`, number: id, created_at: new Date(at).toISOString(), total },
      lines: [{ sku: 'unknown', title: 'Unknown', quantity: 1, unit_price: total, grams: 0, requires_shipping: true }],
      customer: {
        ...{ id, name: null, email: null, phone: null, orders_count: null },
        since: new Date(signed_up_at).toISOString(),
      },
      ...{ shipping_address: null, billing_address: null, payment: { gateways: [], status: null } },
      ...{ fulfilment_status: null, cancelled_at: null, shipping_method: null, market: null, locale: null, ip: null },
      ...{ tags: [], note: null, test: false, problems: [] },
    },
    customer_history: { chargebacks: 0, refunds: 0, ...known },
  })
}
