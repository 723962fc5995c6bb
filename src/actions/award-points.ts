// Credits loyalty points for an order.
import { z } from 'zod'
import { DAY } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { notWhen } from './preconditions.ts'
import { effectNamed, undoOf } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const awardPoints: Action = {
  spec: specOf({
    name: 'award_points',
    risk: 'A',
    afterwards: 'continue',
    undo_ms: 30 * DAY,
  }),
  params: payload({ points: z.int().nonnegative() }),
  describe: (params) => `credits ${Number(params['points'] ?? 0).toLocaleString('en-US')} loyalty points`,
  precondition: notWhen('cancelled'),
  execute: effectNamed('award_points'),
  undo: undoOf('award_points'),
}
