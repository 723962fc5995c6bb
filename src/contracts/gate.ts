// The gate's answer to a proposal: act, act unless vetoed, or ask, always with reasons a person can read.
import { z } from 'zod'

/** L0 shadow (a name only: a new version is silent beside the old one instead) · L1 suggest · L2 veto window · L3 autonomous with audit · P probation (behaves as L1). */
export const Level = z.enum(['L0', 'L1', 'L2', 'L3', 'P'])
export type Level = z.infer<typeof Level>

export const Scope = z.object({ agent: z.string(), version: z.string(), action: z.string(), segment: z.string() })
export type Scope = z.infer<typeof Scope>

export const GateAnswer = z.object({
  answer: z.enum(['act', 'act_unless_vetoed', 'ask']),
  /** True when something forces the question; false when it was drawn from status-quo proposals, or not asked at all. */
  must_ask: z.boolean(),
  /** Probability with which this proposal was going to be asked, stored at draw time; 1 when it must. */
  p_ask: z.number().min(0).max(1),
  reasons: z.array(z.string()).min(1),
  level: Level,
  scope: Scope,
  /** Two people must agree. */
  four_eyes: z.boolean(),
})
export type GateAnswer = z.infer<typeof GateAnswer>
