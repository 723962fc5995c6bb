// The payload of routing and shipping: one joint choice of warehouse, carrier and service.
import { z } from 'zod'
import { carriageName } from '../contracts/carriage.ts'
import type { JsonObject } from '../contracts/json.ts'
import { formatMoney, Money } from '../contracts/money.ts'
import { payload } from './params.ts'

export const ShipmentParams = payload({
  warehouse: z.string().min(1),
  carrier: z.string().min(1),
  service: z.string().min(1).optional(),
  cost: Money.nullish(),
  days: z.int().positive().nullish(),
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive() })).optional(),
})
export type ShipmentParams = z.infer<typeof ShipmentParams>

/** "from Singapore by Kestrel Air (express), HK$ 38, 2 days". */
export function shipmentInWords(params: JsonObject): string {
  const { success, data } = ShipmentParams.safeParse(params)
  if (!success) return 'as proposed'
  const { warehouse, carrier, service, cost, days } = data
  const isNamed = carriageName(carrier, service) === carrier
  const parts = [`from ${warehouse} by ${carrier}${isNamed ? '' : ` (${service})`}`]
  if (cost) parts.push(formatMoney(cost))
  if (days) parts.push(`${days} ${days === 1 ? 'day' : 'days'}`)
  return parts.join(', ')
}
