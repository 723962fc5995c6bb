// Slack's limits kept from our side: at most so many calls in any window, and silence after a 429, separately per key.
import type { Clock } from '../contracts/clock.ts'

export type Pacer = {
  /** Milliseconds until a call with this key may be made; 0: now. */
  wait(key: string): number
  /** Counts a call that is being made. */
  take(key: string): void
  /** Nothing with this key before that moment. */
  hold(key: string, until: number): void
}

/** Our clock and Slack's meet a window's edge differently: a little later is never wrong. */
const MARGIN_MS = 50

/** `rate` scales the limit of a workspace that is not Slack's own: 50 allows fifty times as many. */
export function createPacer({
  calls,
  perMs,
  rate,
  clock,
}: {
  calls: number
  perMs: number
  rate: number
  clock: Clock
}): Pacer {
  const allowed = Math.max(1, Math.floor(calls * rate))
  const span = (calls * rate < 1 ? perMs / (calls * rate) : perMs) + MARGIN_MS
  const taken = new Map<string, number[]>()
  const held = new Map<string, number>()

  return {
    wait(key) {
      const now = clock()
      const recent = (taken.get(key) ?? []).filter((at) => now - at < span)
      taken.set(key, recent)
      const free = recent.length < allowed ? 0 : (recent[recent.length - allowed] ?? now) + span - now
      return Math.max(0, free, (held.get(key) ?? 0) - now)
    },
    take(key) {
      taken.set(key, [...(taken.get(key) ?? []), clock()])
    },
    hold(key, until) {
      held.set(key, Math.max(until, held.get(key) ?? 0))
    },
  }
}
