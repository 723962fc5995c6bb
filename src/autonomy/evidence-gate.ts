// The promotion gate's verdict on one scope, from counts alone. Exposure, reviewers and skill are conditions of their own.
import { errorBound } from './error-bound.ts'
import { logEvidence, logEvidenceAgainst, type Tally } from './evidence.ts'
import { type Attempt, DELTA, errorBudget } from './threshold.ts'

export type EvidenceGate = {
  open: boolean
  /** ln of the odds against "not good enough", divided by the design effect. */
  logEvidence: number
  logThreshold: number
  /** At worst this share is wrong, at every look. The gate is open exactly when it is <= alpha. */
  atWorst: number
  /** The scope is proven to be below target: fixing it beats waiting. */
  futile: boolean
}

export type EvidenceGateOptions = Attempt & {
  tally: Tally
  /** Target error of the action's tier. */
  alpha: number
  /** How much errors come in bursts; 1 when they do not. */
  designEffect?: number
}

export function evidenceGate({ tally, alpha, designEffect = 1, ...attempt }: EvidenceGateOptions): EvidenceGate {
  const effect = Math.max(1, designEffect)
  const budget = errorBudget(attempt)
  const tempered = logEvidence(tally, alpha) / effect
  const logThreshold = -Math.log(budget)
  return {
    open: tempered >= logThreshold,
    logEvidence: tempered,
    logThreshold,
    // ln M / d >= ln T is M >= T^d, so the bound at budget^d says the same as the tempered gate.
    atWorst: errorBound(tally, budget ** effect),
    futile: provenBelowTarget({ tally, alpha, designEffect }),
  }
}

/** The mirror e-process against "error is alpha or less" has reached 1 / delta: a flag, and for a live scope a demotion. */
export function provenBelowTarget({
  tally,
  alpha,
  designEffect = 1,
  delta = DELTA,
}: Omit<EvidenceGateOptions, 'k' | 'strict'>): boolean {
  return logEvidenceAgainst(tally, alpha) / Math.max(1, designEffect) >= -Math.log(delta)
}
