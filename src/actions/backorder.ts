// Marks an order as waiting for stock.
import { z } from 'zod'
import { DAY } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { notWhen } from './preconditions.ts'
import { effectNamed, undoOf } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const backorder: Action = {
  spec: specOf({
    name: 'backorder',
    risk: 'A',
    afterwards: 'stop',
    conflicts_with: ['reserve', 'ship', 'cancel'],
    undo_ms: 7 * DAY,
  }),
  params: payload({ skus: z.array(z.string()).optional() }),
  describe(params) {
    const { skus } = params
    const what = Array.isArray(skus) && skus.length > 0 ? ` (${skus.join(', ')})` : ''
    return `marks the order as a backorder${what}: it waits until there is stock`
  },
  precondition: notWhen('shipped', 'cancelled'),
  execute: effectNamed('backorder'),
  undo: undoOf('backorder'),
}
