// The order inside a generic event: our own Order's names, every member optional but the id.
// An amount is a decimal text ("388.00") or whole minor units (38800); both are exact.
import { z } from 'zod'
import type { EntityId } from '../contracts/entity.ts'
import type { Money } from '../contracts/money.ts'
import type { Address, Order, OrderProblem } from '../contracts/order.ts'
import { Country, Flag, Instant, isRecord, part, partsOf, Text, Texts, Whole } from './lenient-fields.ts'
import { completeOrder, readCurrency, readMoney } from './order-draft.ts'

const GenericAddress = part({ name: Text, lines: Texts, city: Text, province: Text, postcode: Text, country: Country })

export const GenericOrder = z.object({
  number: Text,
  created_at: Instant,
  updated_at: Instant,
  total: z.unknown().optional(),
  lines: partsOf({
    sku: Text,
    title: Text,
    quantity: Whole,
    unit_price: z.unknown().optional(),
    grams: Whole,
    requires_shipping: Flag,
  }),
  customer: part({
    ...{ id: Text, name: Text, email: Text, phone: Text },
    ...{ orders_count: Whole, since: Instant, signed_up: Flag },
  }),
  shipping_address: GenericAddress,
  billing_address: GenericAddress,
  payment: part({ gateways: Texts, status: Text }),
  fulfilment_status: Text,
  cancelled_at: Instant,
  shipping_method: Text,
  ship_by: Instant,
  market: Country,
  locale: Text,
  ip: Text,
  tags: Texts,
  note: Text,
  test: Flag,
  tracking_numbers: Texts,
})
export type GenericOrder = z.infer<typeof GenericOrder>

export function toGenericOrder(
  given: GenericOrder,
  entityId: EntityId,
  occurredAt: string | null,
  problems: OrderProblem[],
): Order {
  const { tracking_numbers: _, total, lines, customer, payment, created_at, test, ...same } = given
  return completeOrder(
    {
      ...same,
      entity_id: entityId,
      created_at: created_at ?? occurredAt,
      updated_at: same.updated_at ?? occurredAt,
      total: readAmount(total, 'total', problems),
      lines: lines.map((line, index) => ({
        ...line,
        unit_price: readAmount(line.unit_price, `lines[${index}].unit_price`, problems),
        requires_shipping: line.requires_shipping ?? true,
      })),
      customer: customer && {
        ...customer,
        orders_count: customer.orders_count === null ? null : Math.max(0, customer.orders_count),
      },
      shipping_address: filled(same.shipping_address),
      billing_address: filled(same.billing_address),
      payment: payment ?? { gateways: [], status: null },
      market: same.market ?? same.shipping_address?.country ?? same.billing_address?.country ?? null,
      test: test ?? false,
    },
    problems,
  )
}

function readAmount(given: unknown, field: string, problems: OrderProblem[]): Money | null {
  if (!isRecord(given)) return null
  const currency = readCurrency(
    Text.parse(given['currency']),
    problems.some((known) => known.field === 'currency') ? [] : problems,
  )
  const { amount } = given
  if (typeof amount === 'string') return readMoney(amount, currency, field, problems)
  if (currency !== null && Number.isSafeInteger(amount)) return { amount: Number(amount) + 0, currency }
  if (currency !== null) problems.push({ field, problem: 'an amount is a decimal text or whole minor units' })
  return null
}

function filled(address: Address | null): Address | null {
  return address && (address.lines.length > 0 || Object.values(address).some((member) => typeof member === 'string'))
    ? address
    : null
}
