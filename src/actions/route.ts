// Records from which warehouse and by which carrier an order will go; the shipment itself is booked by `ship`.
import type { Action } from './action.ts'
import { notWhen } from './preconditions.ts'
import { ShipmentParams, shipmentInWords } from './shipment.ts'
import { recordedOnly } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const route: Action = {
  spec: specOf({
    name: 'route',
    risk: 'A',
    effect: false,
    afterwards: 'continue',
  }),
  params: ShipmentParams,
  describe: (params) => `plans the order ${shipmentInWords(params)}; nothing is booked yet`,
  precondition: notWhen('shipped', 'cancelled'),
  execute: recordedOnly,
}
