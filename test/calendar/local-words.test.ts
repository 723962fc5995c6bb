import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoDay } from '../../src/calendar/local-day.ts'
import { dayWords, localTime, momentWords, placeOf } from '../../src/calendar/local-words.ts'
import { nextWeekly, weekStart } from '../../src/calendar/weeks.ts'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import { Weekday } from '../../src/contracts/hours.ts'
import { aTrickyMoment, HONG_KONG, LONDON, NEW_YORK, SYDNEY, shown, utc, ZONES } from './sample-hours.ts'

const localDay = (at: number, timeZone: string) => isoDay(dayNumber(at, timeZone))

describe('a moment in words', () => {
  const now = utc('2026-11-20T17:00') // Saturday 01:00 in Hong Kong

  it('has the day and the time of the place', () => {
    expect([localDay(now, HONG_KONG), localTime(now, HONG_KONG)]).toEqual(['2026-11-21', '01:00'])
    expect([localDay(now, NEW_YORK), localTime(now, NEW_YORK)]).toEqual(['2026-11-20', '12:00'])
    expect([localDay(now, 'Etc/UTC'), localTime(now, 'Etc/UTC')]).toEqual(['2026-11-20', '17:00'])
  })

  it.each([
    [0, 'today'],
    [DAY, 'tomorrow'],
    [-2 * HOUR, 'yesterday'],
    [2 * DAY, 'Mon'],
    [6 * DAY, 'Fri'],
    [7 * DAY, '28 Nov'],
    [-6 * DAY, 'Sun'],
    [60 * DAY, '20 Jan 2027'],
  ])('%d ms away is %s', (away, words) => {
    expect(dayWords({ at: now + away, now, timeZone: HONG_KONG })).toBe(words)
  })

  it('names the place, and the day when it is another', () => {
    expect(momentWords({ at: now + 13 * HOUR, now, timeZone: HONG_KONG })).toBe('14:00 (Hong Kong)')
    expect(momentWords({ at: now + 37 * HOUR, now, timeZone: HONG_KONG })).toBe('tomorrow 14:00 (Hong Kong)')
  })

  it.each([
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['Etc/UTC', 'UTC'],
    ['UTC', 'UTC'],
    ['Etc/GMT-8', 'UTC+8'],
    ['Etc/GMT+5', 'UTC-5'],
  ])('%s is called %s', (zone, name) => {
    expect(placeOf(zone, now)).toBe(name)
  })
})

describe('the start of a week', () => {
  it.each([
    ['2026-03-29T12:00', LONDON, '2026-03-23T00:00'],
    ['2026-03-29T23:00', LONDON, '2026-03-29T23:00'],
    ['2026-04-05T20:00', SYDNEY, '2026-04-05T14:00'],
    ['2026-04-04T20:00', SYDNEY, '2026-03-29T13:00'],
  ])('of %s in %s is %s', (at, zone, start) => {
    expect(shown(weekStart(utc(at), zone))).toBe(start)
  })

  it('is a Monday midnight not after the moment, less than a long week before', () => {
    fc.assert(
      fc.property(aTrickyMoment, fc.constantFrom(...ZONES), (at, zone) => {
        const start = weekStart(at, zone)
        expect(localTime(start, zone)).toBe('00:00')
        expect(new Date(localDay(start, zone)).getUTCDay()).toBe(1)
        expect(at - start).toBeGreaterThanOrEqual(0)
        expect(at - start).toBeLessThan(7 * DAY + HOUR)
      }),
    )
  })
})

describe('what happens once a week', () => {
  it.each([
    ['later today', '2026-06-01T00:00', 'mon', '09:00', HONG_KONG, '2026-06-01T01:00'],
    ['next week, at the very moment', '2026-06-01T01:00', 'mon', '09:00', HONG_KONG, '2026-06-08T01:00'],
    ['in the summer time to come', '2026-03-24T00:00', 'mon', '09:00', LONDON, '2026-03-30T08:00'],
    ['at the jump', '2026-03-07T00:00', 'sun', '02:30', NEW_YORK, '2026-03-08T07:00'],
    ['once when its time comes twice', '2026-11-01T05:45', 'sun', '01:30', NEW_YORK, '2026-11-08T06:30'],
    ['at the midnight that ends the day', '2026-06-05T15:59', 'fri', '24:00', HONG_KONG, '2026-06-05T16:00'],
    ['at that midnight, seen from it', '2026-06-05T16:00', 'fri', '24:00', HONG_KONG, '2026-06-12T16:00'],
  ] as const)('comes %s', (_, after, day, time, tz, expected) => {
    expect(shown(nextWeekly(utc(after), { day, time, tz }))).toBe(expected)
  })

  it('comes within a long week and not twice in one', () => {
    const anyDay = fc.constantFrom(...Weekday.options)
    fc.assert(
      fc.property(aTrickyMoment, anyDay, fc.constantFrom(...ZONES), (after, day, tz) => {
        const at = nextWeekly(after, { day, time: '01:30', tz })
        expect(at).toBeGreaterThan(after)
        expect(at - after).toBeLessThanOrEqual(7 * DAY + HOUR)
        expect(nextWeekly(at, { day, time: '01:30', tz }) - at).toBeGreaterThanOrEqual(7 * DAY - HOUR)
      }),
    )
  })
})
