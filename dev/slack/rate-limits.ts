// Slack's rate limits, strictly: at most N calls of a method inside any window, no burst beyond it. `slackRate` multiplies N.
import { type Clock, MINUTE, SECOND } from '../../src/contracts/clock.ts'

export interface Limit {
  calls: number
  perMs: number
  /** What shares one budget besides the method: messages count per channel, everything else per workspace. */
  per: 'workspace' | 'channel'
}

const tier = (calls: number): Limit => ({ calls, perMs: MINUTE, per: 'workspace' })

export const TIER_2 = tier(20)
export const TIER_3 = tier(50)
export const TIER_4 = tier(100)
/** "Several hundred a minute" in Slack's words: auth.test, chat.getPermalink. */
export const GENEROUS = tier(300)
/** Tier 1 on paper (1+ a minute), but Slack lets an app open its ten connections at once, and again after a refresh. */
export const OPEN_CONNECTION = tier(20)
/** Slack tolerates short bursts here; we do not, so that an app which paces itself by this limit is safe on the real one. */
export const ONE_PER_SECOND: Limit = { calls: 1, perMs: SECOND, per: 'channel' }

export interface RateLimits {
  /** Counts the call. null: go ahead; otherwise whole seconds (at least 1) to wait. */
  take(key: string, limit: Limit): number | null
}

export function createRateLimits(parts: { clock: Clock; slackRate: number }): RateLimits {
  const { clock, slackRate } = parts
  const windows = new Map<string, number[]>()

  return {
    take(key, limit) {
      const scaled = limit.calls * slackRate
      const calls = Math.max(1, Math.floor(scaled))
      const perMs = scaled < 1 ? limit.perMs / scaled : limit.perMs
      const now = clock()
      const taken = windows.get(key) ?? []
      while (taken[0] !== undefined && now - taken[0] >= perMs) taken.shift()
      if (taken.length >= calls) {
        const waitMs = (taken[0] ?? now) + perMs - now
        return Math.max(1, Math.ceil(waitMs / SECOND))
      }
      taken.push(now)
      windows.set(key, taken)
      return null
    },
  }
}
