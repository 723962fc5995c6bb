// The e-process of the gate: how many times a sceptic's dollar has grown who bets, decision by decision, that the error is
// below the target. While it is not, the chance that the dollar ever becomes 20 is at most 1 in 20, however often one looks
// (Ville's inequality). The bet is the uniform mixture of Bernoulli(q) against Bernoulli(alpha), 0 < q < alpha.
import { logBetaTails } from './incomplete-beta.ts'
import { logBetaWeight } from './log-beta.ts'

export type Tally = {
  /** Decisions that were wrong; a whole number from 0 to `decisions`. */
  errors: number
  decisions: number
}

/** ln M = ln [ B(S+1, n-S+1) I_alpha(S+1, n-S+1) / (alpha^(S+1) (1-alpha)^(n-S)) ] against "error is alpha or more". */
export function logEvidence({ errors, decisions }: Tally, alpha: number): number {
  if (alpha <= 0) return Number.NEGATIVE_INFINITY
  if (alpha >= 1) return 0
  const a = errors + 1
  const b = decisions - errors + 1
  return logBetaTails(a, b, alpha).lower - logBetaWeight(a, b, alpha) + Math.log1p(-alpha)
}

/** The mirror: evidence against "error is alpha or less". At 20 the scope is proven below target (or, when live, demoted). */
export function logEvidenceAgainst({ errors, decisions }: Tally, alpha: number): number {
  return logEvidence({ errors: decisions - errors, decisions }, 1 - alpha)
}
