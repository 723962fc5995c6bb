// Late truth: what the world says of an order long after it was decided. Channels translate their platform's words into this.
import { z } from 'zod'
import { Severity } from './verdict.ts'

/** chargeback: the bank took the money back. dispute: somebody asks for that. wrong_item: a return because of it. */
export const OutcomeKind = z.enum(['chargeback', 'dispute', 'wrong_item', 'complaint'])
export type OutcomeKind = z.infer<typeof OutcomeKind>

export const LateOutcome = z.object({
  what: OutcomeKind,
  /** What it is said to be about, where the platform says so. */
  about: z.enum(['fraud', 'not_received', 'not_as_described', 'other']).default('other'),
  /** open: nobody has ruled yet. dismissed: it came to nothing, whatever was said before. */
  standing: z.enum(['open', 'upheld', 'dismissed']),
  /** Where the sender knows how bad it is; else it follows from what happened. */
  severity: Severity.nullable().default(null),
})
export type LateOutcome = z.infer<typeof LateOutcome>
