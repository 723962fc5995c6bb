// What can be asked: the one list that rules and a model choose from. Nothing here changes anything.
import { z } from 'zod'

/** Questions about one order; `order` null means the order of the thread it was asked in. */
export const AboutOrder = z.enum(['why', 'status', 'who', 'agent', 'cost_of', 'do'])
export type AboutOrder = z.infer<typeof AboutOrder>

/** Questions about everything together. */
export const AboutAll = z.enum(['stuck', 'open', 'mine', 'agents', 'today', 'help'])
export type AboutAll = z.infer<typeof AboutAll>

export const Period = z.enum(['day', 'week', 'month'])

export const Question = z.discriminatedUnion('ask', [
  z.object({ ask: AboutOrder, order: z.string().nullable() }),
  z.object({ ask: AboutAll }),
  z.object({ ask: z.literal('costs'), period: Period }),
  z.object({ ask: z.literal('unknown') }),
])
export type Question = z.infer<typeof Question>
