// The worst error rate still compatible with what was seen: simultaneously true at every look, with probability 1 - delta.
import { logEvidence, type Tally } from './evidence.ts'
import { DELTA } from './threshold.ts'

const HALVINGS = 64

/** U = sup { p : M_p(S, n) < 1 / delta }. The gate is open exactly when U <= alpha. */
export function errorBound(tally: Tally, delta = DELTA): number {
  const { errors, decisions } = tally
  if (decisions === 0 || errors === decisions) return 1
  const needed = -Math.log(delta)
  // M_p is at most 1 up to the observed rate and grows from there on.
  let below = errors / decisions
  let above = 1
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (below + above) / 2
    if (middle <= below || middle >= above) break
    if (logEvidence(tally, middle) < needed) below = middle
    else above = middle
  }
  return above
}
