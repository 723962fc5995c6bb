// Shifts as stretches of real time, in the order in which they start: all that counts staffed hours walks along these.
import { DAY } from '../contracts/clock.ts'
import type { Hours } from '../contracts/hours.ts'
import { dayNumber, isoDay, momentOn, timeOfDay, weekdayOf } from './local-day.ts'

/** How far ahead anyone looks for a shift. */
export const HORIZON_DAYS = 400

/** From `from` on, up to and without `to`. `shift` is its place in the configuration. */
export type ShiftSpan = { shift: number; name: string | null; from: number; to: number }

/** Every shift that ends after a moment. Shifts may overlap each other; none is empty. */
export function* shiftSpans(hours: Hours, after: number, days = HORIZON_DAYS): Generator<ShiftSpan> {
  const shifts = hours.shifts
    .map(({ name, from, to }, shift) => ({ shift, name: name ?? null, ...spread(timeOfDay(from), timeOfDay(to)) }))
    .sort((a, b) => a.from - b.from)
  const timeZone = hours.time_zone
  const today = dayNumber(after, timeZone)
  // No shift is longer than a day: what runs now began today or yesterday.
  for (let day = today - 1; day <= today + days; day++) {
    if (!hours.days.includes(weekdayOf(day)) || hours.holidays?.includes(isoDay(day))) continue
    for (const { shift, name, from, to } of shifts) {
      const span = { from: momentOn({ day, time: from, timeZone }), to: momentOn({ day, time: to, timeZone }) }
      if (span.to > Math.max(after, span.from)) yield { shift, name, ...span }
    }
  }
}

function spread(from: number, to: number): { from: number; to: number } {
  return { from, to: to > from ? to : to + DAY }
}
