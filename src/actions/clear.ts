// Records that a check found nothing against the order.
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { notWhen } from './preconditions.ts'
import { recordedOnly } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const clear: Action = {
  spec: specOf({
    name: 'clear',
    risk: 'A',
    effect: false,
    afterwards: 'continue',
  }),
  params: payload({}),
  describe: () => 'records that nothing speaks against the order; nothing is sent anywhere',
  precondition: notWhen('cancelled'),
  execute: recordedOnly,
}
