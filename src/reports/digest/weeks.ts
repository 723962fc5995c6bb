// Weeks on the clocks of a place: a week with a change of the clocks has an hour more or less.
import { isoWeekOf, startOfWeek, weekName } from '../../calendar/iso-week.ts'
import { dayNumber, momentOn } from '../../calendar/local-day.ts'
import { nextWeekly, weekStart } from '../../calendar/weeks.ts'
import { DAY } from '../../contracts/clock.ts'
import type { DigestPolicy, Week } from '../../contracts/digest.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The week that begins at this local Monday 00:00; up to now when it is still going on. */
export function weekFrom(start: number, { now, timeZone }: { now: number; timeZone: string }): Week {
  const end = weeksOn(start, 1, timeZone)
  return {
    from: start,
    to: Math.min(end, now),
    name: weekName(isoWeekOf(start, timeZone)),
    days: `${dayName(start, timeZone)} to ${dayName(end - 1, timeZone)}`,
    time_zone: timeZone,
    so_far: end > now,
  }
}

/** The last week that is over. */
export function lastWeek(place: { now: number; timeZone: string }): Week {
  return weekFrom(weeksOn(weekStart(place.now, place.timeZone), -1, place.timeZone), place)
}

export function thisWeek(place: { now: number; timeZone: string }): Week {
  return weekFrom(weekStart(place.now, place.timeZone), place)
}

/** "2026-W47", "W47" or "47" for this year's; null when there is no such week or it has not begun. */
export function namedWeek(text: string, place: { now: number; timeZone: string }): Week | null {
  const [, year, week] = /^(?:(\d{4})-)?W?(\d{1,2})$/i.exec(text.trim()) ?? []
  if (week === undefined) return null
  const of = { year: Number(year ?? isoWeekOf(place.now, place.timeZone).year), week: Number(week) }
  const start = startOfWeek(of, place.timeZone)
  return start === null || start >= place.now ? null : weekFrom(start, place)
}

/** The bounds of the `count` weeks up to and including this one: count + 1 moments. */
export function boundsUpTo(week: Week, count: number): number[] {
  const { from, to, time_zone } = week
  const earlier = Array.from({ length: count - 1 }, (_, index) => weeksOn(from, index + 1 - count, time_zone))
  return [...earlier, from, to]
}

/** So many weeks later, or earlier, at the same local midnight. */
export function weeksOn(start: number, weeks: number, timeZone: string): number {
  return momentOn({ day: dayNumber(start, timeZone) + 7 * weeks, time: 0, timeZone })
}

/** When the digest was last due: a moment of the policy's weekday and time that is not after now. */
export function lastDue(
  { day, at }: Pick<DigestPolicy, 'day' | 'at'>,
  place: { now: number; timeZone: string },
): number {
  const when = { day, time: at, tz: place.timeZone }
  let due = nextWeekly(place.now - 15 * DAY, when)
  for (let next = nextWeekly(due, when); next <= place.now; next = nextWeekly(due, when)) due = next
  return due
}

function dayName(at: number, timeZone: string): string {
  const day = new Date(dayNumber(at, timeZone) * DAY)
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`
}
