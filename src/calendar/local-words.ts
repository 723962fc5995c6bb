// Moments as people in a place say them.
import { DAY, HOUR, MINUTE } from '../contracts/clock.ts'
import { dayNumber, weekdayNumber } from './local-day.ts'
import { wallTime } from './zone.ts'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "08:30". */
export function localTime(at: number, timeZone: string): string {
  return new Date(wallTime(at, timeZone)).toISOString().slice(11, 16)
}

/** "today", "tomorrow", "yesterday", "Sat" within six days, "3 Nov", "3 Nov 2027" in another year. */
export function dayWords({ at, now, timeZone }: { at: number; now: number; timeZone: string }): string {
  const [day, today] = [dayNumber(at, timeZone), dayNumber(now, timeZone)]
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(day - today)]
  if (near) return near
  if (Math.abs(day - today) < 7) return WEEKDAYS[weekdayNumber(day)] ?? ''
  const [then, thisYear] = [new Date(day * DAY), new Date(today * DAY).getUTCFullYear()]
  const year = then.getUTCFullYear() === thisYear ? '' : ` ${then.getUTCFullYear()}`
  return `${then.getUTCDate()} ${MONTHS[then.getUTCMonth()]}${year}`
}

/** "14:00 (Hong Kong)", "tomorrow 14:00 (Hong Kong)": the day only when it is another one. */
export function momentWords({ at, now, timeZone }: { at: number; now: number; timeZone: string }): string {
  const day = dayWords({ at, now, timeZone })
  return `${day === 'today' ? '' : `${day} `}${localTime(at, timeZone)} (${placeOf(timeZone, at)})`
}

/** "Hong Kong" for Asia/Hong_Kong; "UTC", "UTC+8" for zones that are no place. */
export function placeOf(timeZone: string, at: number): string {
  const isPlace = timeZone.includes('/') && !timeZone.startsWith('Etc/')
  return isPlace ? timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ') : offsetWords(timeZone, at)
}

function offsetWords(timeZone: string, at: number): string {
  const offset = wallTime(at, timeZone) - at
  const [hours, minutes] = [Math.floor(Math.abs(offset) / HOUR), Math.round((Math.abs(offset) % HOUR) / MINUTE)]
  if (offset === 0) return 'UTC'
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`
}
