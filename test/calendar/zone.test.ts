import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentOf, wallTime } from '../../src/calendar/zone.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { aTrickyMoment, HONG_KONG, LONDON, NEW_YORK, SYDNEY, shown, utc, ZONES } from './sample-hours.ts'

describe('a local time as a moment', () => {
  it.each([
    ['a usual day', HONG_KONG, '2026-06-01T09:00', '2026-06-01T01:00'],
    ['summer', LONDON, '2026-06-01T09:00', '2026-06-01T08:00'],
    ['a zone of half hours', 'Asia/Kolkata', '2026-06-01T09:00', '2026-06-01T03:30'],
    ['before the jump', LONDON, '2026-03-29T00:59', '2026-03-29T00:59'],
    ['jumped over: the jump', LONDON, '2026-03-29T01:30', '2026-03-29T01:00'],
    ['after the jump', LONDON, '2026-03-29T02:00', '2026-03-29T01:00'],
    ['twice: the first', LONDON, '2026-10-25T01:30', '2026-10-25T00:30'],
    ['after the second', LONDON, '2026-10-25T02:00', '2026-10-25T02:00'],
    ['jumped over in the west', NEW_YORK, '2026-03-08T02:30', '2026-03-08T07:00'],
    ['twice in the west', NEW_YORK, '2026-11-01T01:30', '2026-11-01T05:30'],
    ['jumped over in the south', SYDNEY, '2026-10-04T02:30', '2026-10-03T16:00'],
    ['twice in the south', SYDNEY, '2026-04-05T02:30', '2026-04-04T15:30'],
    ['a midnight that is jumped over', 'Africa/Cairo', '2026-04-24T00:00', '2026-04-23T22:00'],
    ['a midnight before which an hour comes twice', 'America/Santiago', '2026-04-05T00:00', '2026-04-05T04:00'],
    ['a day that was left out', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00'],
  ])('%s', (_, zone, wall, moment) => {
    expect(shown(momentOf(utc(wall), zone))).toBe(moment)
  })

  it('is the first moment at which the clock shows it or more', () => {
    fc.assert(
      fc.property(aTrickyMoment, fc.constantFrom(...ZONES), (wall, zone) => {
        const at = momentOf(wall, zone)
        expect(wallTime(at, zone)).toBeGreaterThanOrEqual(wall)
        expect(wallTime(at - 1, zone)).toBeLessThan(wall)
      }),
    )
  })

  it('is never earlier than that of an earlier local time', () => {
    fc.assert(
      fc.property(
        aTrickyMoment,
        fc.integer({ min: 0, max: 3 * HOUR }),
        fc.constantFrom(...ZONES),
        (wall, more, zone) => {
          expect(momentOf(wall + more, zone)).toBeGreaterThanOrEqual(momentOf(wall, zone))
        },
      ),
    )
  })
})

describe('a moment as local time', () => {
  it('is what Intl shows, every half hour of a year with clock changes', () => {
    const wrong = ZONES.flatMap((timeZone) => {
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
      const moments = Array.from({ length: 366 * 48 }, (_, index) => utc('2026-01-01T00:00') + index * 30 * MINUTE)
      return moments.filter((at) => shown(wallTime(at, timeZone)) !== format.format(at).replace(' ', 'T').slice(0, 16))
    })
    expect(wrong).toEqual([])
  })

  it('does not depend on what was asked before', () => {
    const at = utc('2026-10-25T00:30')
    const first = wallTime(at, LONDON)
    for (let day = 0; day < 5_000; day++) wallTime(at + day * DAY, LONDON)
    expect(wallTime(at, LONDON)).toBe(first)
  })
})
