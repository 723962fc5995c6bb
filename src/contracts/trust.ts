// Earned autonomy as it is stored: grants, refusals and demotions, one after the other. What an agent may do follows from them.
import { z } from 'zod'
import { Level, Scope } from './gate.ts'

/** Minus infinity in a number that JSON can say: no target is left to be better than, as while reviewers have caught nothing yet. */
export const NO_EVIDENCE = -1_000_000
/** JSON writes minus infinity as null: so it stands in what was stored before it was given a number. */
const LogEvidence = z.preprocess(
  (value) => (value === null || value === Number.NEGATIVE_INFINITY ? NO_EVIDENCE : value),
  z.number(),
)

/** A grant rests on this, as it stood when it was given. */
export const EvidenceSummary = z.object({
  decisions: z.int().nonnegative(),
  errors: z.int().nonnegative(),
  /** At worst this share is wrong, however often one looks. */
  at_worst: z.number().min(0).max(1),
  /** Natural logarithm of the odds, and of the odds that were needed. */
  log_evidence: LogEvidence,
  log_threshold: z.number(),
  /** The target after what reviewers may have missed was taken off. */
  alpha_eff: z.number(),
  catch_rate: z.number(),
})
export type EvidenceSummary = z.infer<typeof EvidenceSummary>

/** Who judged: a proposal's source and, for a model, which one. What one of them earned says nothing of another. */
export function judgedBy(source: string, model?: string | null): string {
  return source === 'model' && model ? `model ${model}` : source
}

/** What the evidence of a grant was judged by (`judgedBy`). Absent in grants from before it was told apart: they hold for any. */
const EarnedWith = z.string().nullable().exactOptional()

export const DemotionCause = z.enum([
  'audits',
  'severe_error',
  'proven_below_target',
  'input_drift',
  'outcomes',
  /** So much of what it was granted on turned out wrong later that the evidence is gone. */
  'evidence_gone',
  'expired',
  'override_ended',
  /** The policy, or the risk of the action, allows no more what was granted. */
  'policy_changed',
  'withdrawn',
  /** People did not answer its audits: nothing is known of how it does. */
  'audits_unanswered',
])
export type DemotionCause = z.infer<typeof DemotionCause>

export const TrustEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('granted'),
    scope: Scope,
    level: z.enum(['L2', 'L3']),
    /** The lowest confidence it holds for; below it a person is asked as before. */
    from_confidence: z.number().min(0).max(1),
    alpha: z.number(),
    delta: z.number(),
    /** Which attempt of the scope this is: every version and every return from probation counts. */
    attempt: z.int().positive(),
    evidence: EvidenceSummary,
    source: EarnedWith,
    /** US cents per decision up to which it holds; null: no cap. */
    cap_usd_cents: z.int().nonnegative().nullable(),
    expires_at: z.number(),
    /** Set when an admin granted it although the gate was closed: why. It ends by itself. */
    override: z.string().nullable(),
    /** What was wrong and what was mended, where it comes back from probation. */
    root_cause: z.string().nullable().default(null),
    /** Set when it takes the place of a grant that was about to lapse: which one, and what its audits found. */
    renews: z
      .object({
        seq: z.number(),
        audits: z.int().nonnegative(),
        wrong: z.int().nonnegative(),
        /** Share of everything done under it that was wrong, by how likely each was to be looked at. */
        estimate: z.number().min(0).max(1).nullable(),
      })
      .nullable()
      .default(null),
  }),
  z.object({
    type: z.literal('demoted'),
    scope: Scope,
    from: Level,
    cause: DemotionCause,
    because: z.string(),
    evidence: EvidenceSummary.nullable(),
  }),
  /** "Not yet": why, and when to ask again. */
  z.object({
    type: z.literal('declined'),
    scope: Scope,
    level: z.enum(['L2', 'L3']),
    because: z.string(),
    ask_again_at: z.number(),
  }),
  /** A new version passed its shadow test: it takes over the level of the old one, watched more closely. */
  z.object({
    type: z.literal('inherited'),
    scope: Scope,
    level: z.enum(['L2', 'L3']),
    from_version: z.string(),
    from_confidence: z.number().min(0).max(1),
    alpha: z.number(),
    source: EarnedWith,
    /** As it was granted to the old version: nothing becomes wider by inheriting it. */
    cap_usd_cents: z.int().nonnegative().nullable(),
    expires_at: z.number(),
    report: z.string(),
  }),
])
export type TrustEvent = z.infer<typeof TrustEvent>

export type StoredTrustEvent = { seq: number; at: number; by: string; event: TrustEvent }
