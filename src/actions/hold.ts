// Keeps an order back until a person has looked at it.
import { DAY } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { inWords, ReasonParams } from './params.ts'
import { notWhen } from './preconditions.ts'
import { effectNamed, undoOf } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const hold: Action = {
  spec: specOf({
    name: 'hold',
    risk: 'A',
    afterwards: 'stop',
    conflicts_with: ['release', 'ship', 'cancel'],
    undo_ms: 3 * DAY,
  }),
  params: ReasonParams,
  describe: (params) =>
    `puts the order on hold (${inWords(params['reason_code'])}); nothing ships until somebody releases it`,
  precondition: notWhen('shipped', 'cancelled'),
  execute: effectNamed('hold'),
  undo: undoOf('hold'),
}
