// Cancels an order and pays the customer back. Cannot be taken back, so it waits before it starts.
import { MINUTE, SECOND } from '../contracts/clock.ts'
import { formatMoney } from '../contracts/money.ts'
import type { Action } from './action.ts'
import { inWords, ReasonParams } from './params.ts'
import { notWhen } from './preconditions.ts'
import { effectNamed } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const cancel: Action = {
  spec: specOf({
    name: 'cancel',
    risk: 'C',
    afterwards: 'unwind',
    conflicts_with: ['release', 'hold', 'reserve', 'backorder', 'ship', 'refund'],
    settle_ms: 2 * MINUTE,
    timeout_ms: 20 * SECOND,
  }),
  params: ReasonParams,
  describe(params, { total }) {
    const refund = total ? `refunds ${formatMoney(total)}` : 'refunds what was paid'
    return `cancels the order (${inWords(params['reason_code'])}) and ${refund}; this cannot be undone`
  },
  precondition: notWhen('shipped', 'cancelled'),
  execute: effectNamed('cancel'),
}
