// Hours in four zones, and readable moments. Clock changes of 2026: London 29 Mar and 25 Oct, New York 8 Mar and 1 Nov,
// Sydney 5 Apr and 4 Oct, Hong Kong never.
import fc from 'fast-check'
import { DAY, MINUTE } from '../../src/contracts/clock.ts'
import { Hours, Weekday } from '../../src/contracts/hours.ts'

export const LONDON = 'Europe/London'
export const NEW_YORK = 'America/New_York'
export const SYDNEY = 'Australia/Sydney'
export const HONG_KONG = 'Asia/Hong_Kong'
export const ZONES = [LONDON, NEW_YORK, SYDNEY, HONG_KONG]

export const utc = (text: string): number => Date.parse(`${text}Z`)
export const shown = (at: number): string => new Date(at).toISOString().replace(/(:00)?\.000Z$/, '')

export function hours(time_zone: string, shifts: string[], rest: Partial<Hours> = {}): Hours {
  return Hours.parse({
    time_zone,
    shifts: shifts.map((text) => {
      const [from, to, name] = text.split(/[- ]/)
      return { from, to, ...(name ? { name } : {}) }
    }),
    days: Weekday.options,
    ...rest,
  })
}

export const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']

const START = utc('2026-01-01T00:00')
export const aMoment = fc.integer({ min: START, max: START + 400 * DAY })
/** Often near a clock change, where it matters. */
export const aTrickyMoment = fc.oneof(
  aMoment,
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-29T01:00',
        '2026-10-25T01:00',
        '2026-03-08T07:00',
        '2026-11-01T06:00',
        '2026-04-04T16:00',
      ),
      fc.integer({ min: -DAY, max: DAY }),
    )
    .map(([change, away]) => utc(change) + away),
)

const aTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minute) => new Date(minute * MINUTE).toISOString().slice(11, 16))
const aShift = fc
  .record({ from: aTime, to: fc.oneof(aTime, fc.constant('24:00')) })
  .filter(({ from, to }) => from !== to)

export const someHours: fc.Arbitrary<Hours> = fc.record({
  time_zone: fc.constantFrom(...ZONES),
  shifts: fc.array(aShift, { minLength: 1, maxLength: 3 }),
  days: fc.uniqueArray(fc.constantFrom(...Weekday.options), { minLength: 1 }),
  holidays: fc.array(
    aMoment.map((at) => new Date(at).toISOString().slice(0, 10)),
    { maxLength: 5 },
  ),
})
