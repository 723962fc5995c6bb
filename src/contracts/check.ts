// Looking at the lookers: audits of what an agent did alone, and cases slipped in to see whether reviewers notice.
import { z } from 'zod'
import { DAY } from './clock.ts'

/** The draw that decides, after the action is fixed, whether a decision nobody was asked about is looked at afterwards. */
export const AuditDraw = z.object({
  /** Chances as they stood when it was drawn: by lot, and because of what it is. */
  p_random: z.number().min(0).max(1),
  p_targeted: z.number().min(0).max(1),
  drawn: z.enum(['random', 'targeted']).nullable(),
  /** Why it is worth a look, in words; empty where only the lot fell on it. */
  because: z.array(z.string()).default([]),
})
export type AuditDraw = z.infer<typeof AuditDraw>

/** audit: of what was done alone. double: a second person, blind, on what somebody answered. The rest: cases whose answer is known. */
export const CheckKind = z.enum(['known_wrong', 'known_right', 'double', 'audit'])
export type CheckKind = z.infer<typeof CheckKind>

/** Nothing waits for a look afterwards, so nobody is hurried; after that it counts as not looked at. */
export const LOOK_OPEN_MS = 3 * DAY

/** What a run of kind `seed` or `audit` was made from. */
export const Check = z.object({
  kind: CheckKind,
  of: z.object({ run_id: z.uuid(), decision_id: z.uuid(), step: z.string() }),
  agent: z.string(),
  version: z.string(),
  action: z.string(),
  segment: z.string(),
  /** past_error: people or the world found it wrong. starter: a real case made wrong. real: as it was. */
  source: z.enum(['past_error', 'starter', 'real']),
  /** random audits alone say how often an agent is wrong. */
  drawn: z.enum(['random', 'targeted']).nullable().default(null),
  /** Who may not answer it: they did before. */
  not_by: z.string().nullable().default(null),
  /** Chance with which it was drawn, as it stood then. */
  p: z.number().min(0).max(1).default(1),
  /** What gave it away, told with the answer. No names. */
  gave_away: z.string().default(''),
})
export type Check = z.infer<typeof Check>
