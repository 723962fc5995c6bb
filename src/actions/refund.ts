// Pays a customer back, in whole or in part. Cannot be taken back, so it waits before it starts.
import { MINUTE, SECOND } from '../contracts/clock.ts'
import { formatMoney, Money } from '../contracts/money.ts'
import type { Action } from './action.ts'
import { inWords, payload, ReasonParams } from './params.ts'
import { notMoreThanPaid, notWhen } from './preconditions.ts'
import { effectNamed } from './shop-effect.ts'
import { specOf } from './spec.ts'

const RefundParams = payload({
  amount: Money.refine(({ amount }) => amount > 0, 'must be more than nothing'),
  reason_code: ReasonParams.shape.reason_code,
})

export const refund: Action = {
  spec: specOf({
    name: 'refund',
    risk: 'C',
    afterwards: 'continue',
    // Cancelling pays everything back.
    conflicts_with: ['cancel'],
    settle_ms: 2 * MINUTE,
    timeout_ms: 20 * SECOND,
  }),
  params: RefundParams,
  describe(params) {
    const { success, data } = RefundParams.safeParse(params)
    const what = success ? formatMoney(data.amount) : 'money'
    const why = success ? ` (${inWords(data.reason_code)})` : ''
    return `refunds ${what} to the customer${why}; this cannot be undone`
  },
  precondition: (order, params) => notWhen('cancelled')(order) ?? notMoreThanPaid(order, params['amount']),
  execute: effectNamed('refund'),
}
