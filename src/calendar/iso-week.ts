// Weeks by their number, as calendars print them: ISO 8601, from Monday to Sunday; the first one has the year's first Thursday.
import { DAY } from '../contracts/clock.ts'
import { dayNumber, momentOn, weekdayNumber } from './local-day.ts'

export type IsoWeek = { year: number; week: number }

/** The week of a moment, on the clocks of a place. */
export function isoWeekOf(at: number, timeZone: string): IsoWeek {
  const day = dayNumber(at, timeZone)
  const year = yearOf(day - weekdayNumber(day) + 3)
  return { year, week: 1 + Math.floor((day - firstMonday(year)) / 7) }
}

/** Its Monday 00:00, local; null for a week the year does not have. */
export function startOfWeek({ year, week }: IsoWeek, timeZone: string): number | null {
  const monday = firstMonday(year) + 7 * (week - 1)
  if (week < 1 || monday >= firstMonday(year + 1)) return null
  return momentOn({ day: monday, time: 0, timeZone })
}

/** "2026-W07". */
export function weekName({ year, week }: IsoWeek): string {
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** 4 January is always in the first week. */
function firstMonday(year: number): number {
  const day = Date.UTC(year, 0, 4) / DAY
  return day - weekdayNumber(day)
}

function yearOf(day: number): number {
  return new Date(day * DAY).getUTCFullYear()
}
