// A gate is as honest as its reviewers: what they miss looks like a right decision. Known-wrong seeds bound from below the
// share of errors they catch, and the target shrinks by it (Rogan & Gladen's correction, with a union bound: half the error
// budget for the seeds, half for the gate).
import { errorBound } from './error-bound.ts'
import type { Tally } from './evidence.ts'
import { type EvidenceGate, evidenceGate, provenBelowTarget } from './evidence-gate.ts'
import { type Attempt, DELTA, errorBudget } from './threshold.ts'

export type Seeds = {
  /** Known-wrong cases that were answered. */
  shown: number
  /** Of these, not approved. */
  caught: number
}

export type CorrectedGate = EvidenceGate & {
  /** At least this share of real errors is caught, as far as seeds resemble them. */
  catchRate: number
  /** The target the evidence was held against. */
  alphaEff: number
}

/** Anytime lower bound of the catch rate, at every look. */
export function catchRateBound({ shown, caught }: Seeds, delta = DELTA / 2): number {
  return 1 - errorBound({ errors: shown - caught, decisions: shown }, delta)
}

export type CorrectedGateOptions = Attempt & { tally: Tally; seeds: Seeds; alpha: number; designEffect?: number }

export function correctedGate({
  tally,
  seeds,
  alpha,
  designEffect = 1,
  ...attempt
}: CorrectedGateOptions): CorrectedGate {
  const half = { ...attempt, delta: (attempt.delta ?? DELTA) / 2 }
  const catchRate = catchRateBound(seeds, errorBudget(half))
  const alphaEff = alpha * catchRate
  const gate = evidenceGate({ ...half, tally, alpha: alphaEff, designEffect })
  // Errors that were found are errors, whatever was missed: futility needs no correction.
  return { ...gate, futile: provenBelowTarget({ tally, alpha, designEffect }), catchRate, alphaEff }
}
