// Weeks where people live: their names, their bounds when clocks change, and when the digest is due.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../../src/contracts/clock.ts'
import { boundsUpTo, lastDue, lastWeek, namedWeek, thisWeek } from '../../../src/reports/digest/weeks.ts'

const at = (iso: string): number => Date.parse(iso)
const monday = { day: 'mon' as const, at: '09:00' }

describe('a week', () => {
  it('begins on the Monday of the place, and has its number', () => {
    const week = lastWeek({ now: at('2026-11-23T00:30:00Z'), timeZone: 'Etc/UTC' })
    expect(week).toMatchObject({ name: '2026-W47', days: '16 Nov to 22 Nov', so_far: false })
    expect(week.from).toBe(at('2026-11-16T00:00:00Z'))
    expect(week.to).toBe(at('2026-11-23T00:00:00Z'))
    // In Honolulu it is still Sunday.
    expect(lastWeek({ now: at('2026-11-23T00:30:00Z'), timeZone: 'Pacific/Honolulu' }).name).toBe('2026-W46')
    expect(lastWeek({ now: at('2026-11-22T16:30:00Z'), timeZone: 'Asia/Hong_Kong' }).name).toBe('2026-W47')
  })

  it('ends now while it goes on', () => {
    const now = at('2026-11-18T10:00:00Z')
    expect(thisWeek({ now, timeZone: 'Etc/UTC' })).toMatchObject({ name: '2026-W47', to: now, so_far: true })
  })

  it('has an hour more or less when the clocks change', () => {
    const autumn = lastWeek({ now: at('2026-10-26T12:00:00Z'), timeZone: 'Europe/London' })
    expect(autumn.to - autumn.from).toBe(7 * DAY + HOUR)
    const spring = lastWeek({ now: at('2026-03-30T12:00:00Z'), timeZone: 'Europe/London' })
    expect(spring.to - spring.from).toBe(7 * DAY - HOUR)
    expect(boundsUpTo(autumn, 3).map((each) => new Date(each).toISOString())).toEqual([
      '2026-10-04T23:00:00.000Z',
      '2026-10-11T23:00:00.000Z',
      '2026-10-18T23:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
    ])
  })

  it.each([
    ['2026-W47', '2026-W47'],
    ['w47', '2026-W47'],
    ['47', '2026-W47'],
    ['2020-W53', '2020-W53'],
    ['2026-W53', null],
    ['2025-W53', null],
    ['2026-W48', null],
    ['2026-W00', null],
    ['W100', null],
    ['soon', null],
    ['', null],
  ])('named %s is %s', (typed, name) => {
    expect(namedWeek(typed, { now: at('2026-11-20T00:00:00Z'), timeZone: 'Etc/UTC' })?.name ?? null).toBe(name)
  })
})

describe('the moment a digest is due', () => {
  it.each([
    ['just before', '2026-11-23T08:59:59Z', 'Etc/UTC', '2026-11-16T09:00:00Z'],
    ['at it', '2026-11-23T09:00:00Z', 'Etc/UTC', '2026-11-23T09:00:00Z'],
    ['days later', '2026-11-28T23:00:00Z', 'Etc/UTC', '2026-11-23T09:00:00Z'],
    ['in Hong Kong', '2026-11-23T01:00:00Z', 'Asia/Hong_Kong', '2026-11-23T01:00:00Z'],
    ['after summer time ended', '2026-10-26T08:59:00Z', 'Europe/London', '2026-10-19T08:00:00Z'],
    ['at nine of winter time', '2026-10-26T09:00:00Z', 'Europe/London', '2026-10-26T09:00:00Z'],
    ['after summer time began', '2026-03-30T08:00:00Z', 'Europe/London', '2026-03-30T08:00:00Z'],
  ])('%s', (_name, now, timeZone, due) => {
    expect(new Date(lastDue(monday, { now: at(now), timeZone })).toISOString()).toBe(new Date(due).toISOString())
  })
})
