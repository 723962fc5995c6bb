// fulfilment: sends the order along its route, or flags what the warehouse no longer has as a backorder.
import { z } from 'zod'
import { defineAgent, NOT_NEEDED } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { carriageName } from '../src/contracts/carriage.ts'
import { SECOND } from '../src/contracts/clock.ts'
import { Stock } from '../src/contracts/fact.ts'
import { Order } from '../src/contracts/order.ts'
import type { Proposal } from '../src/contracts/proposal.ts'
import { decided, EarlierDecisions, FROM_RUN } from './from-run.ts'
import { NOTHING_TO_SHIP, parcelOf, unitsIn } from './parcel.ts'
import { BackorderParams, ReserveParams, RouteParams, ShipParams } from './payloads.ts'
import { proposalOf } from './proposal-of.ts'
import { brief, clip, count, listed } from './wording.ts'

const Input = z.strictObject({ order: Order, decisions: EarlierDecisions, stock: Stock })
type Input = z.infer<typeof Input>

export const fulfilment = defineAgent({
  name: 'fulfilment',
  version: '1.0.1',
  kind: 'agent',
  about: 'Hands the parcel over along the decided route; what is gone from the shelf becomes a backorder.',
  trigger: 'The route of an order is decided',
  reads: { order: FROM_RUN, decisions: FROM_RUN, stock: { max_age_ms: 30 * SECOND } },
  actions: {
    ship: { approval: 'sampled', on_reject: 'manual', editable: [] },
    backorder: { approval: 'strict', on_reject: 'manual', editable: [] },
  },
  input: Input,
  output: proposalOf({ ship: ShipParams, backorder: BackorderParams }),
  statusQuo(input) {
    const params = shipment(input)
    return params && { action: 'ship', params }
  },
  rules(input): Proposal {
    const { order } = input
    if (order.cancelled_at !== null) throw new AppError('fulfilment.cancelled', 'the order was cancelled in the shop')
    if (order.fulfilment_status === 'fulfilled')
      throw new AppError('fulfilment.done', 'the shop says this order has been sent already')
    if (parcelOf(order).lines.length === 0) throw new AppError(NOT_NEEDED, NOTHING_TO_SHIP)
    if (!decided(input.decisions, 'route', RouteParams))
      throw new AppError('fulfilment.no_route', 'no warehouse and carrier have been decided')
    const params = shipment(input)
    if (!params) throw new AppError('fulfilment.no_route', 'the route names nothing to send')
    const lacking = shortfall(input, params)
    return lacking.length > 0 ? backordered(params, lacking) : shipped(input, params)
  },
})

function shipped(input: Input, params: ShipParams): Proposal {
  const units = count(
    params.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    'unit',
  )
  const reserved = decided(input.decisions, 'reserve', ReserveParams) !== null
  const how = `${units} from ${brief(params.warehouse)} with ${carriageName(brief(params.carrier), brief(params.service))}`
  return {
    action: 'ship',
    params,
    confidence: reserved ? 0.96 : 0.88,
    reasons: [
      { text: clip(`Ships ${how}, as routed`), source: 'decisions' },
      { text: reserved ? 'The units are reserved for this order' : 'The shelf has every unit now', source: 'stock' },
    ],
    against: reserved ? [] : ['Nothing is reserved: another order may take the units first'],
    unchecked: ['Whether the parcel can be packed and handed over before the carrier’s cut-off'],
    flags: reserved ? [] : ['not_reserved'],
    amount: input.order.total,
  }
}

function backordered(params: ShipParams, lacking: string[]): Proposal {
  return {
    action: 'backorder',
    params: { skus: lacking },
    confidence: 0.85,
    reasons: [{ text: clip(`${brief(params.warehouse)} no longer has enough of ${listed(lacking)}`), source: 'stock' }],
    against: ['Another warehouse may have it: a new route would avoid the wait'],
    unchecked: ['When new stock arrives'],
    flags: ['stock_gone'],
    amount: null,
  }
}

/** What would be sent along the route; null without a route or without anything physical. */
function shipment({ order, decisions }: Input): ShipParams | null {
  const route = decided(decisions, 'route', RouteParams)
  const { lines } = parcelOf(order)
  if (!route || lines.length === 0) return null
  return { warehouse: route.warehouse, carrier: route.carrier, service: route.service, lines }
}

function shortfall({ decisions, stock }: Input, { warehouse, lines }: ShipParams): string[] {
  const reserved = decided(decisions, 'reserve', ReserveParams)?.lines ?? []
  return lines.flatMap(({ sku, quantity }) => {
    const held = reserved.filter((line) => line.sku === sku && line.warehouse === warehouse)
    const units = held.reduce((sum, line) => sum + line.quantity, 0)
    return Math.max(units, unitsIn(stock, sku, warehouse)) >= quantity ? [] : [sku]
  })
}
