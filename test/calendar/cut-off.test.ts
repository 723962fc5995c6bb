import { describe, expect, it } from 'vitest'
import { cutOffFor } from '../../src/calendar/cut-off.ts'
import { replyDueFor } from '../../src/calendar/reply-rule.ts'
import { CutOff, ReplyRule, Weekday } from '../../src/contracts/hours.ts'
import { HONG_KONG, LONDON, NEW_YORK, shown, utc, WEEKDAYS } from './sample-hours.ts'

const cutOff = (at: string, rest: Partial<CutOff> = {}): CutOff =>
  CutOff.parse({ at, time_zone: HONG_KONG, days: WEEKDAYS, ...rest })
const next = (cutOffs: CutOff[], at: string, market: string | null = 'HK', method: string | null = 'standard') => {
  const found = cutOffFor(cutOffs, { market, shipping_method: method }, utc(at))
  return found && shown(found.at)
}

describe('the next cut-off', () => {
  it.each([
    ['today', '2026-06-01T05:59', '2026-06-01T06:00'],
    ['tomorrow, at the very moment', '2026-06-01T06:00', '2026-06-02T06:00'],
    ['after the weekend', '2026-06-05T06:30', '2026-06-08T06:00'],
  ])('comes %s', (_, at, expected) => {
    expect(next([cutOff('14:00')], at)).toBe(expected)
  })

  it('leaves out holidays and follows summer time', () => {
    expect(next([cutOff('14:00', { holidays: ['2026-06-02'] })], '2026-06-01T07:00')).toBe('2026-06-03T06:00')
    const london = cutOff('14:00', { time_zone: LONDON, days: [...Weekday.options] })
    expect(next([london], '2026-03-28T14:00')).toBe('2026-03-29T13:00')
    expect(next([london], '2026-10-24T13:00')).toBe('2026-10-25T14:00')
  })

  it('comes at the jump when its time is jumped over, and once when its time comes twice', () => {
    const early = cutOff('01:30', { time_zone: NEW_YORK, days: ['sun'] })
    expect(next([{ ...early, at: '02:30' }], '2026-03-07T12:00')).toBe('2026-03-08T07:00')
    expect(next([early], '2026-10-31T12:00')).toBe('2026-11-01T05:30')
    expect(next([early], '2026-11-01T05:45')).toBe('2026-11-08T06:30')
  })

  it('at 24:00 belongs to the day that ends', () => {
    expect(next([cutOff('24:00', { days: ['fri'] })], '2026-06-01T00:00')).toBe('2026-06-05T16:00')
    expect(next([cutOff('24:00', { days: ['fri'] })], '2026-06-05T15:59')).toBe('2026-06-05T16:00')
  })

  it('is the earliest of several collections', () => {
    expect(next([cutOff('16:00'), cutOff('11:00')], '2026-06-01T00:00')).toBe('2026-06-01T03:00')
    expect(next([cutOff('16:00'), cutOff('11:00')], '2026-06-01T03:00')).toBe('2026-06-01T08:00')
  })

  it('is that of the order’s own method and market before one for all', () => {
    const all = cutOff('10:00')
    const local = cutOff('12:00', { markets: ['HK'] })
    const express = cutOff('18:00', { shipping_methods: ['express'] })
    const at = '2026-06-01T00:00'
    expect(next([all, local, express], at, 'SG')).toBe('2026-06-01T02:00')
    expect(next([all, local, express], at, 'HK')).toBe('2026-06-01T04:00')
    expect(next([all, local, express], at, 'HK', ' Express')).toBe('2026-06-01T10:00')
  })

  it('is none where none is meant', () => {
    expect(next([], '2026-06-01T00:00')).toBeNull()
    expect(next([cutOff('12:00', { markets: ['SG'] })], '2026-06-01T00:00')).toBeNull()
    expect(next([cutOff('12:00', { markets: ['SG'] })], '2026-06-01T00:00', null)).toBeNull()
    expect(next([cutOff('12:00', { shipping_methods: ['express'] })], '2026-06-01T00:00', 'HK', null)).toBeNull()
  })
})

describe('a reply rule', () => {
  const rules = [
    { within: '24h', tags: ['amazon'] },
    { name: 'strict', within: '2h', markets: ['SG'] },
  ].map((rule) => ReplyRule.parse(rule))
  const asked = utc('2026-06-06T20:00')

  it('runs through nights and weekends', () => {
    const due = replyDueFor(rules, { market: 'HK', tags: ['amazon'] }, asked)
    expect(due && shown(due.at)).toBe('2026-06-07T20:00')
  })

  it('is the strictest that is meant, or none', () => {
    expect(replyDueFor(rules, { market: 'SG', tags: ['amazon'] }, asked)?.rule.name).toBe('strict')
    expect(replyDueFor(rules, { market: null, tags: [] }, asked)).toBeNull()
  })
})
