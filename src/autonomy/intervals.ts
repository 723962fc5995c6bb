// Textbook bounds on an error rate for one look at a fixed size. They are NOT valid for someone who looks again tomorrow:
// they stand here for batch tests and for showing what peeking does to them.
import { logBinomialAtMost } from './binomial.ts'
import type { Tally } from './evidence.ts'

export const Z_ONE_SIDED_95 = 1.6448536269514722
export const Z_TWO_SIDED_95 = 1.959963984540054

const HALVINGS = 64

/** Wilson's upper bound (1927). */
export function wilsonUpper({ errors, decisions }: Tally, z = Z_ONE_SIDED_95): number {
  if (decisions === 0) return 1
  const rate = errors / decisions
  const shrink = (z * z) / decisions
  const spread = z * Math.sqrt((rate * (1 - rate)) / decisions + shrink / (4 * decisions))
  return Math.min(1, (rate + shrink / 2 + spread) / (1 + shrink))
}

/** Clopper-Pearson's upper bound (1934): the p at which so few errors have probability delta. */
export function clopperPearsonUpper({ errors, decisions }: Tally, delta = 0.05): number {
  if (errors >= decisions) return 1
  const target = Math.log(delta)
  let below = errors / decisions
  let above = 1
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (below + above) / 2
    if (logBinomialAtMost(errors, decisions, middle) > target) below = middle
    else above = middle
  }
  return above
}
