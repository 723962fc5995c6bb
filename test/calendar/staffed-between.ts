// The other way round of `staffedAfter`, which it is held against.
import { shiftSpans } from '../../src/calendar/shift-spans.ts'
import { DAY } from '../../src/contracts/clock.ts'
import type { Hours } from '../../src/contracts/hours.ts'

/** Staffed milliseconds from `from` to `to`; 0 when `to` is not later. */
export function staffedBetween(hours: Hours, from: number, to: number): number {
  if (to <= from) return 0
  let [sum, counted] = [0, from]
  for (const span of shiftSpans(hours, from, Math.ceil((to - from) / DAY) + 1)) {
    if (span.from >= to) break
    sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, counted))
    counted = Math.max(counted, span.to)
  }
  return sum
}
