// What the evidence must reach. Attempt k at a scope needs 20 k^2, so that trying again and again does not wear the gate down:
// over all attempts ever, a bad scope is promoted with probability at most delta pi^2 / 6; in strict mode at most delta.

export const DELTA = 0.05

export type Attempt = {
  /** Which version, or what else judges in it, this is: 1, 2, 3... A return from probation counts as one more. */
  k?: number
  /** Promise for one attempt; 0.05 unless told. */
  delta?: number
  /** k (k + 1) in place of k^2. */
  strict?: boolean
}

/** The share of wrong promotions this attempt may cost: delta / k^2, or delta / (k (k + 1)). */
export function errorBudget({ k = 1, delta = DELTA, strict = false }: Attempt = {}): number {
  return delta / (strict ? k * (k + 1) : k * k)
}

/** ln of the odds the evidence must reach. */
export function logThreshold(attempt: Attempt = {}): number {
  return -Math.log(errorBudget(attempt))
}
