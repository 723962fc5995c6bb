// How much a test of two versions can tell: the chance that a version exactly as good as the old one passes it, and the fewest cases
// with which anything could.
import { binomialAtMost } from './binomial.ts'
import { logBeta } from './log-beta.ts'
import { notInferior } from './non-inferiority.ts'

/** Exact: every discordant case falls either way like a coin. `discordant`: the share of cases in which exactly one is right. */
export function powerWhenEqual(about: { cases: number; discordant: number; margin: number }): number {
  const { cases, discordant, margin } = about
  if (discordant <= 0) return passing({ cases, margin, discordant: 0 })
  // Every case differs: how many do is certain, and only which way each falls is a coin.
  if (discordant >= 1) return passing({ cases, margin, discordant: cases })
  const spread = 8 * Math.sqrt(cases * discordant * (1 - discordant)) + 8
  const from = Math.max(0, Math.floor(cases * discordant - spread))
  const to = Math.min(cases, Math.ceil(cases * discordant + spread))
  let power = 0
  for (let each = from; each <= to; each += 1) {
    const chance = Math.exp(
      each * Math.log(discordant) +
        (cases - each) * Math.log1p(-discordant) -
        Math.log(cases + 1) -
        logBeta(each + 1, cases - each + 1),
    )
    if (chance > 1e-12) power += chance * passing({ cases, margin, discordant: each })
  }
  return Math.min(1, power)
}

/** More losses never help: up to the most that still pass, any number does. */
function passing(about: { cases: number; margin: number; discordant: number }): number {
  const { cases, margin, discordant } = about
  let most = -1
  while (most < discordant && notInferior({ cases, lost: most + 1, won: discordant - most - 1 }, margin)) most += 1
  return binomialAtMost(most, discordant, 0.5)
}

/** With fewer cases not even a version that never differs passes. */
export function fewestCases(margin: number): number {
  let cases = 1
  while (!notInferior({ cases, lost: 0, won: 0 }, margin)) cases += 1
  return cases
}
