// "until friday", "3d": what people type, as a moment where they are.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import { readUntil } from '../../src/slack/listeners/commands/away-until.ts'

describe('until when', () => {
  /** A Wednesday, 15:00 in Hong Kong. */
  const now = Date.UTC(2026, 10, 18, 7)
  const at = (text: string, timeZone = 'Asia/Hong_Kong'): string => {
    const read = readUntil(text, { now, timeZone })
    return read.status === 'ok' ? new Date(read.until).toISOString() : (read.because.split('. ')[0] ?? '')
  }

  it.each([
    ['until 2026-11-25', '2026-11-25T16:00:00.000Z'],
    ['2026-11-25', '2026-11-25T16:00:00.000Z'],
    ['till 2026-11-25 09:30', '2026-11-25T01:30:00.000Z'],
    ['until today', '2026-11-18T16:00:00.000Z'],
    ['until tomorrow 9:00', '2026-11-19T01:00:00.000Z'],
    ['until Friday', '2026-11-20T16:00:00.000Z'],
    ['until wed', '2026-11-25T16:00:00.000Z'],
    ['3d', new Date(now + 3 * DAY).toISOString()],
    ['for 8 h', new Date(now + 8 * HOUR).toISOString()],
    ['2w', new Date(now + 14 * DAY).toISOString()],
  ])('"%s" is %s', (text, expected) => {
    expect(at(text)).toBe(expected)
  })

  it('is where the person is', () => {
    expect(at('until 2026-11-25', 'America/New_York')).toBe('2026-11-26T05:00:00.000Z')
  })

  it.each(['today 14:59', '2026-11-17', '0d', '91d', '2026-13-01', '25:00', 'tomorrow 24:30', '-3d', '3', 'someday'])(
    '"%s" is refused',
    (text) => {
      expect(at(text)).toMatch(/passed already|more than 90 days|is no time I understand/)
    },
  )
})
