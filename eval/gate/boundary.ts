// A rule as a table: with how many errors it lets an agent pass after n decisions. Every rule under test is one, which makes
// simulation a comparison of whole numbers and lets one exact calculation serve them all.
import { logEvidence } from '../../src/autonomy/evidence.ts'

/** Most errors that pass, by number of decisions; -1 where not even none does. */
export type Boundary = Int32Array

/** From "does it pass?", for rules where an error more never helps and a decision more without error never hurts. */
export function boundaryOf(upTo: number, passes: (errors: number, decisions: number) => boolean): Boundary {
  const boundary = new Int32Array(upTo + 1).fill(-1)
  let most = -1
  for (let n = 1; n <= upTo; n += 1) {
    while (most + 1 <= n && passes(most + 1, n)) most += 1
    boundary[n] = most
  }
  return boundary
}

export function evidenceBoundary(options: { upTo: number; alpha: number; logThreshold: number }): Boundary {
  const { upTo, alpha, logThreshold } = options
  return boundaryOf(upTo, (errors, decisions) => logEvidence({ errors, decisions }, alpha) >= logThreshold)
}

/** The rule applied only where `looks` says so. */
export function onlyWhere(boundary: Boundary, looks: (decisions: number) => boolean): Boundary {
  return boundary.map((most, n) => (looks(n) ? most : -1))
}
