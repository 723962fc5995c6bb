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

/** evidence, or why an answer acts without being evidence about the agent. */
export const Weight = z.enum(['evidence', 'too_fast', 'fast_series', 'over_the_hour'])
export type Weight = z.infer<typeof Weight>

/** How bad it was: 1 a nuisance · 2 money or a customer lost · 3 legal, safety, or beyond the cap. */
export const Severity = z.int().min(1).max(3)

/** Who a question was passed to; `nobody` means only "not mine". */
export const PassedTo = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({ kind: z.literal('person'), id: z.string() }),
  z.object({ kind: z.literal('channel'), id: z.string() }),
])
export type PassedTo = z.infer<typeof PassedTo>

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
  /** When the case came before this person's eyes, where the surface knows; else since it was asked. Epoch ms. */
  shown_at: z.number().optional(),
  /** Set when alike cases are answered in one go; together they are one piece of evidence. */
  bulk: z.uuid().optional(),
})
export type VerdictRequest = z.infer<typeof VerdictRequest>
