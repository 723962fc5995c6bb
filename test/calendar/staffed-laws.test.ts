// The laws that hold for any hours in any zone, clock changes included.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextShiftChange, shiftAt } from '../../src/calendar/shifts.ts'
import { isStaffed, staffedAfter } from '../../src/calendar/staffed.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { ALWAYS_STAFFED } from '../../src/contracts/hours.ts'
import { aMoment, aTrickyMoment, someHours, ZONES } from './sample-hours.ts'
import { staffedBetween } from './staffed-between.ts'

const aWait = fc.oneof(fc.integer({ min: 1, max: 3 * HOUR }), fc.constantFrom(MINUTE, 15 * MINUTE, HOUR))
/** A shift a minute long, once a week, holds little in 400 days. */
const roomy = someHours.filter((hours) => staffedBetween(hours, 0, 28 * DAY) >= 4 * HOUR)

describe('staffed time', () => {
  it('between a moment and the one after some of it is just that much', () => {
    fc.assert(
      fc.property(roomy, aTrickyMoment, aWait, (hours, from, ms) => {
        expect(staffedBetween(hours, from, staffedAfter(hours, from, ms))).toBe(ms)
      }),
    )
  })

  it('ends at the earliest moment that has it', () => {
    fc.assert(
      fc.property(roomy, aTrickyMoment, aWait, (hours, from, ms) => {
        expect(staffedBetween(hours, from, staffedAfter(hours, from, ms) - 1)).toBe(ms - 1)
      }),
    )
  })

  it('ends in a shift or at its end', () => {
    fc.assert(
      fc.property(roomy, aTrickyMoment, aWait, (hours, from, ms) => {
        const at = staffedAfter(hours, from, ms)
        expect(isStaffed(hours, at) || isStaffed(hours, at - 1)).toBe(true)
        expect(isStaffed(hours, at - 1)).toBe(true)
      }),
    )
  })

  it('never ends earlier for waiting longer or beginning later', () => {
    fc.assert(
      fc.property(roomy, aTrickyMoment, aWait, fc.nat(2 * HOUR), fc.nat(3 * DAY), (hours, from, ms, more, later) => {
        const at = staffedAfter(hours, from, ms)
        expect(staffedAfter(hours, from, ms + more)).toBeGreaterThanOrEqual(at)
        expect(staffedAfter(hours, from + later, ms)).toBeGreaterThanOrEqual(at)
      }),
    )
  })

  it('adds up: waited in two parts, and counted over two stretches', () => {
    fc.assert(
      fc.property(roomy, aTrickyMoment, aWait, aWait, (hours, from, one, two) => {
        expect(staffedAfter(hours, staffedAfter(hours, from, one), two)).toBe(staffedAfter(hours, from, one + two))
      }),
    )
    fc.assert(
      fc.property(someHours, fc.tuple(aMoment, aTrickyMoment, aMoment), (hours, moments) => {
        const [a = 0, b = 0, c = 0] = [...moments].sort((x, y) => x - y)
        expect(staffedBetween(hours, a, b) + staffedBetween(hours, b, c)).toBe(staffedBetween(hours, a, c))
      }),
    )
  })

  it('is wall time where it is always open, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), aTrickyMoment, fc.nat(7 * DAY), (time_zone, from, ms) => {
        const open = { ...ALWAYS_STAFFED, time_zone }
        expect(staffedAfter(open, from, ms)).toBe(from + ms)
        expect(staffedBetween(open, from, from + 7 * DAY)).toBe(7 * DAY)
      }),
    )
  })

  it('is what a count of every minute says', () => {
    fc.assert(
      fc.property(someHours, aTrickyMoment, (hours, moment) => {
        const from = Math.floor(moment / MINUTE) * MINUTE
        const minutes = Array.from({ length: 2 * 24 * 60 }, (_, index) => from + index * MINUTE)
        const counted = minutes.filter((at) => isStaffed(hours, at)).length
        expect(staffedBetween(hours, from, from + 2 * DAY)).toBe(counted * MINUTE)
      }),
      { numRuns: 20 },
    )
  })
})

describe('a shift', () => {
  it('is on exactly while it is staffed, until it ends', () => {
    fc.assert(
      fc.property(someHours, aTrickyMoment, (hours, at) => {
        const shift = shiftAt(hours, at)
        expect(shift !== null).toBe(isStaffed(hours, at))
        if (shift) expect(staffedBetween(hours, shift.from, shift.to)).toBe(shift.to - shift.from)
      }),
    )
  })

  it('does not begin or end between a moment and the next change', () => {
    fc.assert(
      fc.property(someHours, aTrickyMoment, fc.double({ min: 0, max: 0.999, noNaN: true }), (hours, at, share) => {
        const change = nextShiftChange(hours, at)
        if (!change) return
        expect(change.at).toBeGreaterThan(at)
        const between = at + Math.floor((change.at - at) * share)
        expect(isStaffed(hours, between)).toBe(isStaffed(hours, at))
        expect(nextShiftChange(hours, between)).toEqual(change)
      }),
    )
  })
})
