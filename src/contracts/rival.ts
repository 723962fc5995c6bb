// What stands against an action in another run on the same entity.
import { z } from 'zod'

/** Something in another run on the same entity: an open decision or an action there, and what it would do. */
export const Rival = z.object({
  run_id: z.uuid(),
  what: z.enum(['decision', 'action']),
  id: z.uuid(),
  action: z.string(),
  /** As it stood when the contradiction was found, for the card that shows both sides. */
  agent: z.string().default(''),
  confidence: z.number().default(0),
  reasons: z.array(z.string()).default([]),
  /** Of an open decision: the revision that was seen. */
  revision: z.int().positive().nullable().default(null),
})
export type Rival = z.infer<typeof Rival>
