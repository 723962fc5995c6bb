// Facts: what an agent may read about an entity besides the order itself, each with the moment it was observed.
import { z } from 'zod'
import { Json } from './json.ts'
import { Money } from './money.ts'

/** Everything an agent can name in `reads`. `order`, `decisions` and `request` come from the run, the rest from the shop through its port. */
export const FactName = z.enum([
  'order',
  'decisions',
  'request',
  'customer_history',
  'stock',
  'warehouses',
  'carrier_rates',
])
export type FactName = z.infer<typeof FactName>
export type ObservedFactName = Exclude<FactName, 'order' | 'decisions' | 'request'>

export const ObservedFact = z.object({ value: Json, observed_at: z.number() })
export type ObservedFact = z.infer<typeof ObservedFact>

export const CustomerHistory = z.object({
  orders: z.int().nonnegative(),
  chargebacks: z.int().nonnegative(),
  refunds: z.int().nonnegative(),
  first_order_at: z.iso.datetime({ offset: true }).nullable(),
  orders_last_24h: z.int().nonnegative(),
  accounts_on_device: z.int().nonnegative(),
})
export type CustomerHistory = z.infer<typeof CustomerHistory>

/** What a person asked for when they started the run: their words, and the decision they found wrong, if it is about one. */
export const PersonsRequest = z.object({
  by: z.string(),
  note: z.string(),
  about: z
    .object({
      run_id: z.string(),
      decision_id: z.string(),
      agent: z.string(),
      action: z.string(),
      params: z.record(z.string(), Json),
      reason_code: z.string(),
      /** What was carried out in that run and stands: actions done or under way. */
      done: z.array(z.string()).default([]),
    })
    .nullable(),
})
export type PersonsRequest = z.infer<typeof PersonsRequest>

/** As an agent reads it. `refused`: actions that were proposed for it, and that the shop refused for good. */
export const RequestSoFar = PersonsRequest.extend({ refused: z.array(z.string()).optional() })
export type RequestSoFar = z.infer<typeof RequestSoFar>

/** Sellable units per SKU and warehouse. */
export const Stock = z.record(z.string(), z.record(z.string(), z.int()))
export type Stock = z.infer<typeof Stock>

export const Warehouse = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string().length(2),
  daily_capacity: z.int().nonnegative(),
  used_today: z.int().nonnegative(),
  handling_cost: Money,
})
export type Warehouse = z.infer<typeof Warehouse>

export const CarrierRate = z.object({
  carrier: z.string(),
  service: z.string(),
  from_country: z.string().length(2),
  to_country: z.string().length(2),
  min_grams: z.int().nonnegative(),
  max_grams: z.int().positive(),
  cost: Money,
  days: z.int().positive(),
  restricted: z.array(z.string()),
})
export type CarrierRate = z.infer<typeof CarrierRate>
