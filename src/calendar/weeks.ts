// What happens once a week, at a local time.
import { Weekday } from '../contracts/hours.ts'
import { dayNumber, momentOn, timeOfDay, weekdayNumber } from './local-day.ts'

/** The Monday 00:00, local, with which the week of a moment begins. */
export function weekStart(at: number, timeZone: string): number {
  const day = dayNumber(at, timeZone)
  return momentOn({ day: day - weekdayNumber(day), time: 0, timeZone })
}

/** The next moment after `after` that is this weekday at this time. */
export function nextWeekly(after: number, { day, time, tz }: { day: Weekday; time: string; tz: string }): number {
  const today = dayNumber(after, tz)
  const ahead = (Weekday.options.indexOf(day) - weekdayNumber(today) + 7) % 7
  const inWeeks = (weeks: number): number =>
    momentOn({ day: today + ahead + 7 * weeks, time: timeOfDay(time), timeZone: tz })
  const coming = inWeeks(0)
  return coming > after ? coming : inWeeks(1)
}
