// Writes to a customer that something went wrong, and what they get for it. What is sent is sent, so it waits before it starts.
import { z } from 'zod'
import { MINUTE, SECOND } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { effectNamed } from './shop-effect.ts'
import { specOf } from './spec.ts'

export const apologise: Action = {
  spec: specOf({
    name: 'apologise',
    // It admits a fault in the shop's name, and may promise something.
    risk: 'C',
    afterwards: 'continue',
    settle_ms: 2 * MINUTE,
    timeout_ms: 20 * SECOND,
  }),
  params: payload({
    locale: z.string().max(35).nullish(),
    subject: z.string().min(1).max(200),
    body: z.string().min(1).max(5_000),
    goodwill: z.string().max(500).nullish(),
  }),
  describe({ locale, goodwill }) {
    const language = typeof locale === 'string' ? ` in ${locale}` : ''
    const promise = typeof goodwill === 'string' && goodwill !== '' ? ` and promises "${goodwill}"` : ''
    return `sends the customer an apology${language}${promise}; it cannot be unsent`
  },
  precondition: () => null,
  execute: effectNamed('apologise'),
}
