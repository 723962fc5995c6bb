// How often one scope is looked at: reading a long record must not take the time of the people who answer cards.
import { SECOND } from '../contracts/clock.ts'

/** A look is followed by a pause this many times as long as it took. */
const PAUSES = 50
/** A demotion comes within this time whatever a look takes; well under the minute after which an unseen scope asks. */
const LONGEST_MS = 20 * SECOND

export type KeeperPace = {
  isDue(scope: string): boolean
  looked(scope: string, tookMs: number): void
  /** Time as it really passes, ms. */
  now(): number
}

export function createKeeperPace(now: () => number): KeeperPace {
  const next = new Map<string, number>()
  return {
    now,
    isDue: (scope) => now() >= (next.get(scope) ?? 0),
    looked: (scope, tookMs) => {
      next.set(scope, now() + Math.min(LONGEST_MS, PAUSES * tookMs))
    },
  }
}
