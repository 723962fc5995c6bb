// The payloads that later agents read in earlier decisions. Here and not in the agents, so that one agent's change is not another's.
import { z } from 'zod'
import { Money } from '../src/contracts/money.ts'

export const ReservedLine = z.strictObject({ sku: z.string(), quantity: z.int().positive(), warehouse: z.string() })
export type ReservedLine = z.infer<typeof ReservedLine>

export const ReserveParams = z.strictObject({ lines: z.array(ReservedLine) })
export type ReserveParams = z.infer<typeof ReserveParams>

/** `cost` is handling and freight together. */
export const RouteParams = z.strictObject({
  warehouse: z.string(),
  carrier: z.string(),
  service: z.string(),
  cost: Money,
  days: z.int().positive(),
})
export type RouteParams = z.infer<typeof RouteParams>

export const ShipParams = z.strictObject({
  warehouse: z.string(),
  carrier: z.string(),
  service: z.string(),
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive() })).min(1),
})
export type ShipParams = z.infer<typeof ShipParams>

export const BackorderParams = z.strictObject({ skus: z.array(z.string()).min(1) })
export type BackorderParams = z.infer<typeof BackorderParams>
