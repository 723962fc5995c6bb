// Being right is not enough when doing nothing is right too: the agent must win the cases where it and the baseline differ.
// Under "no skill" each such case is a coin flip; E = 2^(b+c+1) B(c+1, b+1) (1 - I_1/2(c+1, b+1)).
import { logEvidenceAgainst } from './evidence.ts'
import { DELTA } from './threshold.ts'

export type Discordant = {
  /** Agent right, baseline wrong. */
  improvements: number
  /** Agent wrong, baseline right. */
  harms: number
}

/** ln of the odds against "it wins half of them or fewer". */
export function logSkill({ improvements, harms }: Discordant): number {
  return logEvidenceAgainst({ errors: improvements, decisions: improvements + harms }, 0.5)
}

export function skillGateOpen(discordant: Discordant, delta = DELTA): boolean {
  return logSkill(discordant) >= -Math.log(delta)
}

/** Where doing nothing already meets the target, the target must be relative to doing nothing. */
export function targetError({ policyAlpha, baseError }: { policyAlpha: number; baseError: number | null }): number {
  return baseError === null ? policyAlpha : Math.min(policyAlpha, 0.5 * baseError)
}
