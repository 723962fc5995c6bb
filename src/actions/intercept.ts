// Asks warehouse and carrier to stop a parcel that is on its way. They may say no: then a person is asked what now.
import { SECOND } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { inWords, ReasonParams } from './params.ts'
import { onlyWhen } from './preconditions.ts'
import { effectNamed } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const intercept: Action = {
  spec: specOf({
    name: 'intercept',
    risk: 'B',
    afterwards: 'continue',
    conflicts_with: ['ship'],
    timeout_ms: 20 * SECOND,
  }),
  params: ReasonParams,
  describe: (params) =>
    `asks the warehouse and the carrier to stop the parcel and bring it back (${inWords(params['reason_code'])}); they may refuse`,
  precondition: onlyWhen('shipped'),
  execute: effectNamed('intercept'),
}
