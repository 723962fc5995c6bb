// A row of the file as the production agent's input. What the file does not tell stays absent: no e-mail, no addresses, no goods.
import { fraudDetection } from '../../agents/fraud-detection.ts'
import type { FraudInput } from '../../agents/fraud-signals.ts'
import type { LabelledOrder } from './orders.ts'

export function asInput({ id, at, signed_up_at, usd_cents, past }: LabelledOrder): FraudInput {
  const total = { amount: usd_cents, currency: 'USD' }
  return fraudDetection.input.parse({
    order: {
      ...{ entity_id: `csv:fraud:${id}`, number: id, created_at: new Date(at).toISOString(), total },
      lines: [{ sku: 'unknown', title: 'Unknown', quantity: 1, unit_price: total, grams: 0, requires_shipping: true }],
      customer: {
        ...{ id, name: null, email: null, phone: null, orders_count: null },
        since: new Date(signed_up_at).toISOString(),
        // The file's column is named signup_time: an account somebody signed up for, not one that a checkout made.
        signed_up: true,
      },
      ...{ shipping_address: null, billing_address: null, payment: { gateways: [], status: null } },
      ...{ fulfilment_status: null, cancelled_at: null, shipping_method: null, market: null, locale: null, ip: null },
      ...{ tags: [], note: null, test: false, problems: [] },
    },
    // Every account of the file orders once.
    customer_history: {
      ...{ orders: 0, chargebacks: 0, refunds: 0, first_order_at: null, orders_last_24h: 0 },
      accounts_on_device: past.accounts_on_device,
    },
  })
}
