// How many reviewed decisions it takes, by errors seen: the table people plan with, and the gate's boundary seen from both sides.
import { binomialAtMost } from './binomial.ts'
import { logEvidence } from './evidence.ts'
import { DELTA, logThreshold as thresholdOf } from './threshold.ts'

export type Target = {
  alpha: number
  /** ln of the odds needed; 20:1 unless told. */
  logThreshold?: number
}

/** Fewest decisions with which the gate is open despite these errors. */
export function decisionsNeeded(errors: number, { alpha, logThreshold = thresholdOf() }: Target): number {
  return smallest(errors, (decisions) => logEvidence({ errors, decisions }, alpha) >= logThreshold)
}

/** The same for one look at a size fixed beforehand: the audit-sampling number. For batch tests and as a yardstick only. */
export function decisionsNeededFixed(errors: number, alpha: number, delta = DELTA): number {
  return smallest(errors, (decisions) => binomialAtMost(errors, decisions, alpha) <= delta)
}

/** Most errors with which the gate is open after n decisions; -1 when not even none will do. */
export function errorsAllowed(decisions: number, { alpha, logThreshold = thresholdOf() }: Target): number {
  const opens = (errors: number) => logEvidence({ errors, decisions }, alpha) >= logThreshold
  if (!opens(0)) return -1
  return smallest(0, (errors) => !opens(errors + 1))
}

/** First whole number >= from that satisfies a condition which, once true, stays true. */
function smallest(from: number, condition: (n: number) => boolean): number {
  let step = 1
  while (!condition(from + step - 1)) step *= 2
  let low = from + Math.floor(step / 2)
  let high = from + step - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (condition(middle)) high = middle
    else low = middle + 1
  }
  return low
}
