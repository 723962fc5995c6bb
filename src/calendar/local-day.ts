// Days and times of day as numbers, so that a calendar is walked by adding one.
import { DAY, HOUR, MINUTE } from '../contracts/clock.ts'
import { Weekday } from '../contracts/hours.ts'
import { momentOf, wallTime } from './zone.ts'

/** Local days are counted from 1 January 1970, a Thursday. */
export function dayNumber(at: number, timeZone: string): number {
  return Math.floor(wallTime(at, timeZone) / DAY)
}

/** 0 is Monday. */
export function weekdayNumber(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function weekdayOf(day: number): Weekday {
  return Weekday.options[weekdayNumber(day)] ?? 'mon'
}

/** "2026-12-25". */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** "08:30" as milliseconds since the local midnight; "24:00" is the next one. */
export function timeOfDay(text: string): number {
  const [hours, minutes] = text.split(':')
  return Number(hours) * HOUR + Number(minutes) * MINUTE
}

/** The moment when a local day's clock shows a time; a time of 24 hours or more lies on a later day. */
export function momentOn({ day, time, timeZone }: { day: number; time: number; timeZone: string }): number {
  return momentOf(day * DAY + time, timeZone)
}
