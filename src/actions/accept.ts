// Records that an order came in complete.
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { notWhen } from './preconditions.ts'
import { recordedOnly } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const accept: Action = {
  spec: specOf({
    name: 'accept',
    risk: 'A',
    effect: false,
    afterwards: 'continue',
  }),
  params: payload({}),
  describe: () => 'takes the order in; nothing is sent anywhere',
  precondition: notWhen('cancelled'),
  execute: recordedOnly,
}
