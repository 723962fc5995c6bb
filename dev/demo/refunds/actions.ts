// The two things a help desk does with a small refund request. A company would write the same two files for its own limit.

import type { Action } from '../../../src/actions/action.ts'
import { inWords, payload, ReasonParams } from '../../../src/actions/params.ts'
import { notMoreThanPaid, notWhen } from '../../../src/actions/preconditions.ts'
import { effectNamed, recordedOnly } from '../../../src/actions/shop-effect.ts'
import { specOf } from '../../../src/actions/spec.ts'
import { SECOND } from '../../../src/contracts/clock.ts'
import { formatMoney, Money } from '../../../src/contracts/money.ts'

const Params = payload({
  amount: Money.refine(({ amount }) => amount > 0, 'must be more than nothing'),
  reason_code: ReasonParams.shape.reason_code,
})

/** A refund of any amount is hard to undo and never acts alone. A small one costs little when it is wrong: risk B. */
export const smallRefund: Action = {
  spec: specOf({
    name: 'small_refund',
    risk: 'B',
    afterwards: 'continue',
    conflicts_with: ['cancel'],
    timeout_ms: 20 * SECOND,
  }),
  params: Params,
  describe(params) {
    const { success, data } = Params.safeParse(params)
    return success
      ? `pays ${formatMoney(data.amount)} back (${inWords(data.reason_code)}); this cannot be undone`
      : 'pays money back; this cannot be undone'
  },
  precondition: (order, params) => notWhen('cancelled')(order) ?? notMoreThanPaid(order, params['amount']),
  execute: effectNamed('refund'),
}

export const handOver: Action = {
  spec: specOf({ name: 'hand_over', risk: 'A', effect: false, afterwards: 'continue' }),
  params: payload({}),
  describe: () => 'leaves the request to customer care; nothing is paid',
  precondition: () => null,
  execute: recordedOnly,
}
