// By when a question needs its answer: the policy's patience, or what the business cannot move, whichever is first.
import { MINUTE } from '../contracts/clock.ts'
import { momentWords } from './local-words.ts'

/** Nobody can be asked to answer faster than this. */
export const SHORTEST_ANSWER = 5 * MINUTE

/** `what` is said before "by 14:00": "ships", "reply due". */
export type BusinessMoment = { kind: 'cut_off' | 'reply_rule'; at: number; what: string; time_zone: string }

/** `hard`: it does not pause while Slack is unreachable. `at` is when an answer is needed, `words` say the moment itself. */
export type Deadline = { at: number; kind: 'policy' | BusinessMoment['kind']; hard: boolean; words: string }

/**
 * Business moments count `margin_ms` early. However near they are, five minutes to answer remain, less only where the
 * policy itself gives less; `time_zone` is the asked channel's, for the policy's words.
 */
export function deadlineFor({
  now,
  default_ms,
  hard,
  margin_ms,
  time_zone,
}: {
  now: number
  default_ms: number
  hard: readonly BusinessMoment[]
  margin_ms: number
  time_zone: string
}): Deadline {
  const byPolicy = now + default_ms
  const first = hard.reduce<BusinessMoment | null>((a, b) => (a && a.at <= b.at ? a : b), null)
  if (!first || first.at - margin_ms > byPolicy) {
    const words = `answer by ${momentWords({ at: byPolicy, now, timeZone: time_zone })}`
    return { at: byPolicy, kind: 'policy', hard: false, words }
  }
  const soonest = now + Math.min(SHORTEST_ANSWER, default_ms)
  const at = Math.max(first.at - margin_ms, soonest)
  const words = `${first.what} by ${momentWords({ at: first.at, now, timeZone: first.time_zone })}`
  return { at, kind: first.kind, hard: true, words: `${words}${tightness({ now, due: first.at, margin_ms, at })}` }
}

/** What to say when the moment is so near that the answer may come too late for it. */
function tightness({ now, due, margin_ms, at }: { now: number; due: number; margin_ms: number; at: number }): string {
  if (due <= now) return ', which has passed'
  if (due < at) return ', too near for an answer in time'
  if (due - margin_ms >= at) return ''
  const minutes = Math.max(1, Math.round((at - now) / MINUTE))
  return `, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} to answer`
}
