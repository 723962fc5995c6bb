import { describe, expect, it } from 'vitest'
import { isStaffed, staffedAfter, unstaffedSince } from '../../src/calendar/staffed.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { Hours } from '../../src/contracts/hours.ts'
import { HONG_KONG, hours, LONDON, NEW_YORK, SYDNEY, shown, utc, WEEKDAYS } from './sample-hours.ts'
import { staffedBetween } from './staffed-between.ts'

const office = hours(HONG_KONG, ['09:00-18:00'], { days: WEEKDAYS })
const london = { time_zone: LONDON, night: hours(LONDON, ['22:00-06:00']), whole: hours(LONDON, ['00:00-24:00']) }

describe('the moment after some staffed time', () => {
  const cases: [string, Hours, string, number, string][] = [
    ['lies in the same shift', office, '2026-06-01T02:00', 2 * HOUR, '2026-06-01T04:00'],
    ['may be the end of a shift', office, '2026-06-01T02:00', 8 * HOUR, '2026-06-01T10:00'],
    ['lies in the next one when this one ends', office, '2026-06-01T09:30', HOUR, '2026-06-02T01:30'],
    ['waits for the first shift', office, '2026-06-01T00:00', 15 * MINUTE, '2026-06-01T01:15'],
    ['leaves out a weekend', office, '2026-06-05T09:59', 2 * MINUTE, '2026-06-08T01:01'],
    [
      'leaves out a holiday',
      { ...office, holidays: ['2026-06-02', '2026-06-03'] },
      '2026-06-01T09:30',
      HOUR,
      '2026-06-04T01:30',
    ],
    ['works through midnight', london.night, '2026-01-05T23:00', 4 * HOUR, '2026-01-06T03:00'],
    ['counts a short night in spring', london.night, '2026-03-28T22:00', 7.5 * HOUR, '2026-03-29T21:30'],
    ['counts a long night in autumn', london.night, '2026-10-24T21:00', 9 * HOUR, '2026-10-25T06:00'],
    ['counts through a day of 23 hours', london.whole, '2026-03-29T00:00', DAY, '2026-03-30T00:00'],
    [
      'starts with the jump when its time is jumped over',
      hours(NEW_YORK, ['02:30-10:00']),
      '2026-03-08T06:00',
      HOUR,
      '2026-03-08T08:00',
    ],
    [
      'starts with the first of two equal times',
      hours(SYDNEY, ['02:30-10:00']),
      '2026-04-04T12:00',
      HOUR,
      '2026-04-04T16:30',
    ],
    [
      'passes over a shift that is jumped over whole',
      hours(LONDON, ['01:10-01:50']),
      '2026-03-29T00:30',
      1,
      '2026-03-30T00:10:00.001Z',
    ],
    [
      'counts an hour of two shifts once',
      hours(HONG_KONG, ['06:00-14:00', '12:00-20:00']),
      '2026-06-01T03:00',
      5 * HOUR,
      '2026-06-01T08:00',
    ],
    ['is the same moment when there is nothing to wait for', office, '2026-06-06T00:00', 0, '2026-06-06T00:00'],
  ]
  it.each(cases)('%s', (_, when, from, ms, expected) => {
    expect(shown(staffedAfter(when, utc(from), ms))).toBe(expected)
  })

  it('of the night before a holiday lies in the holiday', () => {
    const night = { ...london.night, holidays: ['2026-12-25'] }
    expect(shown(staffedAfter(night, utc('2026-12-24T23:00'), 6 * HOUR))).toBe('2026-12-25T05:00')
    expect(shown(staffedAfter(night, utc('2026-12-25T05:30'), HOUR))).toBe('2026-12-26T22:30')
  })

  it('never comes when no shift ever does', () => {
    const closed = { ...office, days: [] }
    expect(() => staffedAfter(closed, utc('2026-06-01T00:00'), 1)).toThrow(
      expect.objectContaining({ name: AppError.name, code: 'hours.never' }),
    )
  })

  it('never comes when 400 days are not enough', () => {
    const tooLong = 401 * 9 * HOUR
    expect(() => staffedAfter(office, utc('2026-06-01T00:00'), tooLong)).toThrow(/hold less than/)
    expect(() => staffedAfter(office, utc('2026-06-01T00:00'), Number.NaN)).toThrow(/hold less than/)
  })

  it('is found in well under a millisecond, weeks ahead', () => {
    const from = utc('2026-09-01T00:00')
    const times = Array.from({ length: 50 }, (_, index) => {
      const started = performance.now()
      staffedAfter({ ...office, time_zone: LONDON }, from + index * DAY, 200 * HOUR)
      return performance.now() - started
    })
    expect(times.sort((a, b) => a - b)[25]).toBeLessThan(1)
  })
})

describe('staffed time between two moments', () => {
  const cases: [string, Hours, string, string, number][] = [
    ['within a shift', office, '2026-06-01T02:00', '2026-06-01T03:00', HOUR],
    ['over a night', office, '2026-06-01T09:00', '2026-06-02T02:00', 2 * HOUR],
    ['over a week', office, '2026-06-01T00:00', '2026-06-08T00:00', 45 * HOUR],
    ['outside every shift', office, '2026-06-06T00:00', '2026-06-07T00:00', 0],
    ['backwards', office, '2026-06-02T00:00', '2026-06-01T00:00', 0],
    ['a night in spring', london.night, '2026-03-28T12:00', '2026-03-29T12:00', 7 * HOUR],
    ['a night in autumn', london.night, '2026-10-24T12:00', '2026-10-25T12:00', 9 * HOUR],
    ['a year', hours(HONG_KONG, ['00:00-24:00']), '2026-01-01T00:00', '2027-01-01T00:00', 365 * DAY],
  ]
  it.each(cases)('%s', (_, when, from, to, expected) => {
    expect(staffedBetween(when, utc(from), utc(to))).toBe(expected)
  })
})

describe('being staffed', () => {
  it.each([
    ['before a shift', '2026-06-01T00:59:59.999', false],
    ['at its start', '2026-06-01T01:00', true],
    ['just before its end', '2026-06-01T09:59:59.999', true],
    ['at its end', '2026-06-01T10:00', false],
    ['on a Sunday', '2026-06-07T02:00', false],
  ])('%s', (_, at, expected) => {
    expect(isStaffed(office, utc(at))).toBe(expected)
  })

  it('goes on after midnight', () => {
    expect(isStaffed(london.night, utc('2026-01-06T05:59'))).toBe(true)
    expect(isStaffed({ ...london.night, days: ['mon'] }, utc('2026-01-06T05:59'))).toBe(true)
    expect(isStaffed({ ...london.night, days: ['tue'] }, utc('2026-01-06T05:59'))).toBe(false)
  })
})

describe('the last time without anybody', () => {
  const split = hours(HONG_KONG, ['09:00-12:00', '13:00-18:00'], { days: WEEKDAYS })
  it.each<[string, Hours, string, string | null]>([
    ['began on Friday evening, for whoever comes on Monday', office, '2026-06-08T01:10', '2026-06-05T10:00'],
    ['began an hour ago, for whoever looks in the evening', office, '2026-06-08T11:00', '2026-06-08T10:00'],
    ['begins at the very end of a shift', office, '2026-06-08T10:00', '2026-06-08T10:00'],
    ['is a lunch break too', split, '2026-06-08T06:00', '2026-06-08T04:00'],
    ['is not a change of shift', london.night, '2026-01-05T23:00', '2026-01-05T06:00'],
    ['never was, for a team that is always there', london.whole, '2026-01-05T23:00', null],
  ])('%s', (_name, team, at, expected) => {
    const since = unstaffedSince(team, utc(at))
    expect(since === null ? null : shown(since)).toBe(expected)
  })
})
