// When people are there and by when business must be done, as written in configuration: always a local time with its zone.
import { z } from 'zod'
import { Duration } from './duration.ts'

const isZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false // newer engines also take offsets such as +08:00, which know no summer time
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false // a RangeError is how Intl says no
  }
}

/** A name of the IANA database. */
export const TimeZone = z.string().refine(isZone, 'a time zone such as Asia/Hong_Kong, Europe/London or Etc/UTC')
export type TimeZone = z.infer<typeof TimeZone>

/** "08:30", local. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30')
/** The same, or "24:00", the end of the day. */
export const EndOfShift = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 17:30 or 24:00')

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>

const Days = z.array(Weekday).min(1, 'at least one day')
const Holidays = z.array(z.iso.date('a day such as 2026-12-25'))

/** An end at or before the start lies on the next day. A shift belongs to the day on which it starts. */
export const Shift = z
  .strictObject({ name: z.string().min(1).optional(), from: TimeOfDay, to: EndOfShift })
  .refine(({ from, to }) => from !== to, 'a shift that ends when it starts; a whole day is 00:00 to 24:00')
export type Shift = z.infer<typeof Shift>

export const Hours = z.strictObject({
  time_zone: TimeZone,
  shifts: z.array(Shift).min(1, 'at least one shift'),
  days: Days,
  /** Local days on which no shift starts. */
  holidays: Holidays.optional(),
})
export type Hours = z.infer<typeof Hours>

export const ALWAYS_STAFFED: Hours = {
  time_zone: 'Etc/UTC',
  shifts: [{ from: '00:00', to: '24:00' }],
  days: [...Weekday.options],
}

export const HoursByTeam = z.strictObject({
  default: Hours.default(ALWAYS_STAFFED),
  teams: z.record(z.string(), Hours).default({}),
})
export type HoursByTeam = z.infer<typeof HoursByTeam>

export function hoursOf(hours: HoursByTeam, team: string | null): Hours {
  return (team !== null && Object.hasOwn(hours.teams, team) ? hours.teams[team] : undefined) ?? hours.default
}

const Markets = z.array(z.string().length(2)).min(1)

/** When parcels leave. Without markets or shipping methods it is meant for all of them. */
export const CutOff = z.strictObject({
  at: EndOfShift,
  time_zone: TimeZone,
  days: Days,
  holidays: Holidays.optional(),
  markets: Markets.optional(),
  shipping_methods: z.array(z.string().min(1)).min(1).optional(),
})
export type CutOff = z.infer<typeof CutOff>

/** How soon a marketplace wants an answer, by the clock on the wall, nights and holidays included. */
export const ReplyRule = z.strictObject({
  name: z.string().min(1).optional(),
  within: Duration,
  time_zone: TimeZone.default('Etc/UTC'),
  markets: Markets.optional(),
  /** Orders that carry one of these tags. */
  tags: z.array(z.string().min(1)).min(1).optional(),
})
export type ReplyRule = z.infer<typeof ReplyRule>
