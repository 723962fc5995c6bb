// Lets an order go on its usual way.
import { HOUR } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { notWhen } from './preconditions.ts'
import { effectNamed, undoOf } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const release: Action = {
  spec: specOf({
    name: 'release',
    risk: 'A',
    afterwards: 'continue',
    conflicts_with: ['hold', 'cancel'],
    undo_ms: HOUR,
  }),
  params: payload({}),
  describe: () => 'releases the order for packing',
  precondition: notWhen('shipped', 'cancelled'),
  execute: effectNamed('release'),
  undo: undoOf('release'),
}
