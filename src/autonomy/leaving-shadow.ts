// From only watching to suggesting: thirty cases that people decided without seeing the agent's answer, and agreement with them not
// proven below four in five. The low bar on purpose: a suggestion is read by a person before anything happens.
import { logEvidenceAgainst } from './evidence.ts'
import { DELTA } from './threshold.ts'

export const SHADOW_CASES = 30
export const SHADOW_AGREEMENT = 0.8

export function mayLeaveShadow({ agreed, cases }: { agreed: number; cases: number }): boolean {
  const disagreed = { errors: cases - agreed, decisions: cases }
  return cases >= SHADOW_CASES && logEvidenceAgainst(disagreed, 1 - SHADOW_AGREEMENT) < -Math.log(DELTA)
}
