// Books the shipment and hands the order to the warehouse.
import { MINUTE, SECOND } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { notWhen } from './preconditions.ts'
import { ShipmentParams, shipmentInWords } from './shipment.ts'
import { effectNamed, undoOf } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const ship: Action = {
  spec: specOf({
    name: 'ship',
    risk: 'B',
    afterwards: 'continue',
    conflicts_with: ['hold', 'cancel', 'backorder', 'intercept'],
    // Until the carrier collects, a label can be voided.
    undo_ms: 30 * MINUTE,
    timeout_ms: 20 * SECOND,
  }),
  params: ShipmentParams,
  describe: (params) => `ships the order ${shipmentInWords(params)}`,
  precondition: notWhen('held', 'shipped', 'cancelled'),
  execute: effectNamed('ship'),
  undo: undoOf('ship'),
}
