import { describe, expect, it } from 'vitest'
import { nextShiftChange, shiftAt } from '../../src/calendar/shifts.ts'
import { ALWAYS_STAFFED, type Hours } from '../../src/contracts/hours.ts'
import { HONG_KONG, hours, LONDON, shown, utc, WEEKDAYS } from './sample-hours.ts'

const threeShifts = hours(HONG_KONG, ['06:00-14:00 early', '14:00-22:00 late', '22:00-06:00 night'])

describe('the shift that is on', () => {
  it.each([
    ['2026-06-01T05:59', 'early'],
    ['2026-06-01T06:00', 'late'],
    ['2026-06-01T14:00', 'night'],
    ['2026-06-01T21:59', 'night'],
    ['2026-06-01T22:00', 'early'],
  ])('at %s UTC in Hong Kong is %s', (at, name) => {
    expect(shiftAt(threeShifts, utc(at))?.name).toBe(name)
  })

  it('is nobody’s outside the hours', () => {
    expect(shiftAt(hours(LONDON, ['09:00-17:00'], { days: WEEKDAYS }), utc('2026-06-06T12:00'))).toBeNull()
  })

  it('is the later of two', () => {
    expect(shiftAt(hours(LONDON, ['12:00-20:00 late', '06:00-14:00 early'], {}), utc('2026-01-05T13:00'))?.name).toBe(
      'late',
    )
  })

  it('says from when to when, in a long night', () => {
    const night = shiftAt(hours(LONDON, ['22:00-06:00']), utc('2026-10-25T01:30'))
    expect([shown(night!.from), shown(night!.to), night!.name]).toEqual(['2026-10-24T21:00', '2026-10-25T06:00', null])
  })
})

describe('the next change of shifts', () => {
  const changes = (when: Hours, from: string, count: number): string[] => {
    const found: string[] = []
    for (let at = utc(from); found.length < count; ) {
      const change = nextShiftChange(when, at)
      if (!change) break
      const who = (list: typeof change.ends): string => list.map(({ name }) => name ?? 'all').join('+') || 'nobody'
      found.push(`${shown(change.at)} ${who(change.ends)} > ${who(change.begins)}`)
      at = change.at
    }
    return found
  }

  it('hands over from one to the next', () => {
    expect(changes(threeShifts, '2026-06-01T00:00', 3)).toEqual([
      '2026-06-01T06:00 early > late',
      '2026-06-01T14:00 late > night',
      '2026-06-01T22:00 night > early',
    ])
  })

  it('is an end and a beginning apart where nobody is there in between', () => {
    expect(changes(hours(LONDON, ['09:00-17:00'], { days: WEEKDAYS }), '2026-03-27T12:00', 3)).toEqual([
      '2026-03-27T17:00 all > nobody',
      '2026-03-30T08:00 nobody > all',
      '2026-03-30T16:00 all > nobody',
    ])
  })

  it('begins one shift while the other goes on', () => {
    expect(changes(hours(LONDON, ['12:00-20:00 late', '06:00-14:00 early']), '2026-01-05T00:00', 4)).toEqual([
      '2026-01-05T06:00 nobody > early',
      '2026-01-05T12:00 nobody > late',
      '2026-01-05T14:00 early > nobody',
      '2026-01-05T20:00 late > nobody',
    ])
  })

  it('is not the midnight of a shift of 24 hours, but the end of its last day is', () => {
    expect(changes(hours(HONG_KONG, ['00:00-24:00'], { days: WEEKDAYS }), '2026-06-01T00:00', 2)).toEqual([
      '2026-06-05T16:00 all > nobody',
      '2026-06-07T16:00 nobody > all',
    ])
  })

  it('does not come where somebody always is, or nobody ever', () => {
    expect(nextShiftChange(ALWAYS_STAFFED, utc('2026-06-01T00:00'))).toBeNull()
    expect(nextShiftChange({ ...ALWAYS_STAFFED, days: [] }, utc('2026-06-01T00:00'))).toBeNull()
  })
})
