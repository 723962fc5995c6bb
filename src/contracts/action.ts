// What an action declares about itself. The pure core reads this; src/actions adds how it is carried out.
import { z } from 'zod'

/** A reversible and cheap · B costs money · C hard to undo · D never autonomous. */
export const Risk = z.enum(['A', 'B', 'C', 'D'])
export type Risk = z.infer<typeof Risk>

export const ActionSpec = z.object({
  name: z.string().min(1),
  risk: z.enum(['A', 'B', 'C', 'D']),
  /** False for decisions that are only recorded (a route, a clearance): nothing is called, later steps use them. */
  effect: z.boolean(),
  /** Whether the run goes on after it (release, reserve, ship), ends with it (hold), or ends with everything before it undone (cancel). */
  afterwards: z.enum(['continue', 'stop', 'unwind']),
  /** Actions that contradict this one on the same entity. */
  conflicts_with: z.array(z.string()),
  /** Wait between approval and start, for what cannot be taken back. Milliseconds. */
  settle_ms: z.int().nonnegative(),
  /** How long it can be undone after it succeeded; 0 means never. Milliseconds. */
  undo_ms: z.int().nonnegative(),
  timeout_ms: z.int().positive(),
})
export type ActionSpec = z.infer<typeof ActionSpec>

/** How a person answers: strict (each one, with care), conversational (drafts), sampled (cheap and reversible). */
export const ApprovalStyle = z.enum(['strict', 'conversational', 'sampled'])
export type ApprovalStyle = z.infer<typeof ApprovalStyle>

/** What a rejection means for the run: go on as usual, end it, or leave the order to people. */
export const OnReject = z.enum(['continue', 'stop', 'manual'])
export type OnReject = z.infer<typeof OnReject>

export const ActionStatus = z.enum([
  'scheduled',
  'started',
  'succeeded',
  'failed',
  'unknown',
  'stopped',
  'undoing',
  'undone',
])
export type ActionStatus = z.infer<typeof ActionStatus>
