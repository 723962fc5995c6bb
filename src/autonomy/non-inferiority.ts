// Is the new version at most a margin worse than the old one on the same cases? Only cases where exactly one of them is right
// say anything (Tango 1998, score test for paired proportions; at margin 0 it is McNemar's).
import { Z_ONE_SIDED_95 } from './intervals.ts'

export type Paired = {
  cases: number
  /** Old right, new wrong. */
  lost: number
  /** Old wrong, new right. */
  won: number
}

/** The score statistic against "worse by the margin or more"; large is good. */
export function tangoScore({ cases, lost, won }: Paired, margin: number): number {
  const shift = -margin
  const a = 2 * cases
  const b = (2 * cases - (won - lost)) * shift - (lost + won)
  const c = -lost * shift * (1 - shift)
  // The share of "old right, new wrong" that fits best among those exactly a margin apart.
  const q = (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a)
  const variance = cases * (2 * q + shift * (1 - shift))
  const distance = won - lost + cases * margin
  return variance <= 0 ? Math.sign(distance) * Number.POSITIVE_INFINITY || 0 : distance / Math.sqrt(variance)
}

export function notInferior(paired: Paired, margin: number, z = Z_ONE_SIDED_95): boolean {
  return tangoScore(paired, margin) > z
}
