// A sample order as the generator, the shop and the demo pass it around: what was bought, by whom, and the webhook it makes.
import type { CustomerHistory } from '../../src/contracts/fact.ts'
import type { Money } from '../../src/contracts/money.ts'

export const KINDS = [
  'ordinary',
  'risky',
  'high_value',
  'restricted',
  'out_of_lane',
  'short_stock',
  'incomplete',
] as const
/** Why it was made this way; the shop itself does not look at it. */
export type Kind = (typeof KINDS)[number]

export type SamplePerson = { id: string; first_name: string; last_name: string; email: string }

export type SampleAddress = { line: string; city: string; province: string; postcode: string; country: string }

/** Everything that decides how the order looks; `sampleOrder` completes it. */
export type SampleSpec = {
  kind: Kind
  id: string
  number: string
  domain: string
  created_at: string
  country: string
  /** The market's own unless said otherwise; null leaves it out of the webhook. */
  currency?: string | null
  lines: readonly { sku: string; quantity: number }[]
  person: SamplePerson
  shipping: SampleAddress | null
  billing: SampleAddress
  locale: string
  gateway: string
  shipping_method: string
  ip: string
  tags?: readonly string[]
  note?: string | null
  history: CustomerHistory
}

export type SampleOrder = {
  kind: Kind
  entity_id: string
  number: string
  total: Money
  country: string
  customer_id: string
  lines: readonly { sku: string; quantity: number }[]
  history: CustomerHistory
  webhook: SampleWebhook
}

/** A delivery ready to be signed and sent. */
export type SampleWebhook = { topic: string; domain: string; webhook_id: string; body: Record<string, unknown> }
