// A person's answer to an open decision, as it is stored.
import { z } from 'zod'
import { JsonObject } from './json.ts'

export const RejectReason = z.enum([
  'wrong_call',
  'missing_information',
  'policy_changed',
  'out_of_stock_since',
  'customer_asked',
  'other',
])
export type RejectReason = z.infer<typeof RejectReason>

export const VerdictKind = z.enum(['approve', 'edit', 'reject', 'request_changes'])
export type VerdictKind = z.infer<typeof VerdictKind>

/** What a surface (Slack, a command on the server, a test) hands to the engine. */
export const VerdictRequest = z.object({
  run_id: z.uuid(),
  decision_id: z.uuid(),
  /** The revision the person was looking at. */
  revision: z.int().positive(),
  kind: VerdictKind,
  by: z.string().min(1),
  /** The new payload for `edit`, already validated by the action's schema. */
  params: JsonObject.optional(),
  reason_code: RejectReason.optional(),
  note: z.string().max(3000).optional(),
})
export type VerdictRequest = z.infer<typeof VerdictRequest>
