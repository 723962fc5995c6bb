// Whether an answer says anything about the agent. One given too fast to have been read still acts, but is no evidence.
import { MINUTE, SECOND } from '../contracts/clock.ts'
import type { Policy } from '../contracts/policy.ts'
import type { VerdictKind, Weight } from '../contracts/verdict.ts'

export type Pace = {
  kind: VerdictKind
  /** From the moment the case came before the person's eyes. Milliseconds. */
  latency_ms: number
  /** Words a person had to read to decide. */
  words: number
  /** The person's other answers in the last minute and the last hour. */
  lastMinute: number
  lastHour: number
  limits: Policy['evidence']
}

/** The windows `lastMinute` and `lastHour` are counted over. */
export const PACE_WINDOWS = { minute: MINUTE, hour: 60 * MINUTE } as const

/**
 * Approvals only: somebody who rejects, edits or asks for changes has found something. Nobody reads faster than
 * `words_per_second`, nor anything in less than `fastest`.
 */
export function weightOf({ kind, latency_ms, words, lastMinute, lastHour, limits }: Pace): Weight {
  if (kind !== 'approve') return 'evidence'
  if (lastHour >= limits.per_hour) return 'over_the_hour'
  if (lastMinute >= limits.per_minute) return 'fast_series'
  const reading = Math.max(limits.fastest, (words / limits.words_per_second) * SECOND)
  return latency_ms < reading ? 'too_fast' : 'evidence'
}
