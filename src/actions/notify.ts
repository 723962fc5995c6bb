// Writes to the customer. What is sent is sent, so it waits before it starts.
import { z } from 'zod'
import { MINUTE, SECOND } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { inWords, payload } from './params.ts'
import { effectNamed } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const notify: Action = {
  spec: specOf({
    name: 'notify',
    // The usual message goes out with or without us; any other departs from the usual and is asked for that reason.
    risk: 'B',
    afterwards: 'continue',
    settle_ms: 2 * MINUTE,
    timeout_ms: 20 * SECOND,
  }),
  params: payload({
    template: z.string().max(80).optional(),
    locale: z.string().max(35).nullish(),
    subject: z.string().max(200).optional(),
    body: z.string().max(5_000).optional(),
  }),
  describe(params) {
    const { template, locale } = params
    const what = typeof template === 'string' ? ` the message "${inWords(template)}"` : ' a message'
    const language = typeof locale === 'string' ? ` in ${locale}` : ''
    return `sends the customer${what}${language}; it cannot be unsent`
  },
  precondition: () => null,
  execute: effectNamed('notify'),
}
