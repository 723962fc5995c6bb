// Staffed time: the milliseconds in which at least one shift is on. Overlapping shifts count once.
import { AppError } from '../contracts/app-error.ts'
import { DAY } from '../contracts/clock.ts'
import type { Hours } from '../contracts/hours.ts'
import { HORIZON_DAYS, shiftSpans } from './shift-spans.ts'

/**
 * The moment at which `ms` of staffed time have passed since `from`; `from` itself when there is nothing to wait for.
 * Throws `hours.never` when the next 400 days do not hold that much.
 */
export function staffedAfter(hours: Hours, from: number, ms: number): number {
  if (ms <= 0) return from
  let [left, counted] = [ms, from]
  for (const span of shiftSpans(hours, from)) {
    const start = Math.max(span.from, counted)
    if (start + left <= span.to) return start + left
    left -= Math.max(0, span.to - start)
    counted = Math.max(counted, span.to)
  }
  throw new AppError(
    'hours.never',
    `${HORIZON_DAYS} days in ${hours.time_zone} hold less than ${ms} ms of staffed time`,
  )
}

/** How far back a time without anybody is looked for: longer than any holiday between two shifts. */
const BACK_DAYS = 14

/**
 * When the last time without anybody began: now, or before the shift that is on. Null for a team that somebody of was there
 * all of the last fortnight.
 */
export function unstaffedSince(hours: Hours, at: number): number | null {
  let [end, since]: [number | null, number | null] = [null, null]
  for (const span of shiftSpans(hours, at - BACK_DAYS * DAY, BACK_DAYS + 1)) {
    if (span.from > at) break
    if (end !== null && span.from > end) since = end
    end = Math.max(end ?? span.to, span.to)
  }
  return end !== null && end <= at ? end : since
}

export function isStaffed(hours: Hours, at: number): boolean {
  const running = shiftSpans(hours, at, 0).next()
  return !running.done && running.value.from <= at
}
