// An order as every agent sees it, whatever shop it came from. Adapters in src/channels turn platform payloads into this shape.
import { z } from 'zod'
import { EntityId } from './entity.ts'
import { Money } from './money.ts'

export const Address = z.object({
  name: z.string().nullable(),
  lines: z.array(z.string()),
  city: z.string().nullable(),
  province: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string().length(2).nullable(),
})
export type Address = z.infer<typeof Address>

export const OrderLine = z.object({
  sku: z.string(),
  title: z.string(),
  quantity: z.int().positive(),
  unit_price: Money,
  grams: z.int().nonnegative(),
  requires_shipping: z.boolean(),
})
export type OrderLine = z.infer<typeof OrderLine>

/** A field the agents need and the payload did not give: the order then goes to a person, never away. */
export const OrderProblem = z.object({ field: z.string(), problem: z.string() })
export type OrderProblem = z.infer<typeof OrderProblem>

export const Order = z.object({
  entity_id: EntityId,
  number: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  /** When the shop last changed it, so that a late delivery is known for what it is; null when nobody said. */
  updated_at: z.iso.datetime({ offset: true }).nullable().default(null),
  total: Money.nullable(),
  lines: z.array(OrderLine),
  customer: z
    .object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      orders_count: z.int().nonnegative().nullable(),
      /** Since when the shop knows them: for a guest often the moment of the order itself. */
      since: z.iso.datetime({ offset: true }).nullable(),
      /** Signed up for the account in a step of their own, not at the checkout; null when nobody said. */
      signed_up: z.boolean().nullable().default(null),
    })
    .nullable(),
  shipping_address: Address.nullable(),
  billing_address: Address.nullable(),
  payment: z.object({ gateways: z.array(z.string()), status: z.string().nullable() }),
  fulfilment_status: z.string().nullable(),
  cancelled_at: z.iso.datetime({ offset: true }).nullable(),
  shipping_method: z.string().nullable(),
  /** When the parcel must leave, as the shop or the marketplace says; null when nobody said. */
  ship_by: z.iso.datetime({ offset: true }).nullable().default(null),
  market: z.string().length(2).nullable(),
  locale: z.string().nullable(),
  ip: z.string().nullable(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  test: z.boolean(),
  problems: z.array(OrderProblem),
})
export type Order = z.infer<typeof Order>
