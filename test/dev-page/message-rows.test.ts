import { describe, expect, it } from 'vitest'
import { messageRows } from '../../dev/page/state/message-rows.ts'
import { dayLabel, timeAgo, tsToMs } from '../../dev/page/state/times.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { message } from './states.ts'

const NOON = new Date(2025, 10, 11, 12, 0).getTime()
const at = (ms: number) => (ms / SECOND).toFixed(6)

function told(messages: ReturnType<typeof message>[], newAfter: string | null = null): string[] {
  return messageRows({ messages, newAfter, me: 'ANA', now: NOON }).map((row) => {
    if (row.type === 'day') return row.label
    return row.type === 'new' ? 'new' : `${row.message.user}${row.compact ? ' again' : ''}`
  })
}

describe('the rows of a message list', () => {
  it('set days apart and tell a run of one author once', () => {
    expect(
      told([
        message({ ts: at(NOON - DAY) }),
        message({ ts: at(NOON - 4 * MINUTE) }),
        message({ ts: at(NOON - 3 * MINUTE) }),
        message({ ts: at(NOON - 2 * MINUTE), user: 'ANA' }),
      ]),
    ).toEqual(['Yesterday', 'BEN', 'Today', 'BEN', 'BEN again', 'ANA'])
  })

  it('start a run anew after a pause, after a thread, and for every card', () => {
    const first = message({ ts: at(NOON - HOUR) })
    expect(told([first, message({ ts: at(NOON) })])).toEqual(['Today', 'BEN', 'BEN'])
    expect(told([{ ...first, replyCount: 1 }, message({ ts: at(NOON - HOUR + SECOND) })])).toEqual([
      'Today',
      'BEN',
      'BEN',
    ])
    const card = message({ ts: at(NOON - HOUR + SECOND), blocks: [{ type: 'divider' }] })
    expect(told([first, card])).toEqual(['Today', 'BEN', 'BEN'])
  })

  it('draw one line above the first unread message of somebody else', () => {
    const read = message({ ts: at(NOON - 4 * MINUTE) })
    const mine = message({ ts: at(NOON - 3 * MINUTE), user: 'ANA' })
    const fresh = message({ ts: at(NOON - 2 * MINUTE) })
    expect(told([read, mine, fresh], read.ts)).toEqual(['Today', 'BEN', 'ANA', 'new', 'BEN'])
    expect(told([read, mine], read.ts)).toEqual(['Today', 'BEN', 'ANA'])
  })
})

describe('times', () => {
  it('read a timestamp as milliseconds', () => {
    expect(tsToMs('1700000000.123456')).toBe(1_700_000_000_123)
  })

  it('say how long ago something was', () => {
    const ago = (ms: number) => timeAgo(NOON - ms, NOON)
    expect([ago(10 * SECOND), ago(MINUTE), ago(5 * MINUTE), ago(HOUR), ago(3 * DAY)]).toEqual([
      'just now',
      '1 minute ago',
      '5 minutes ago',
      '1 hour ago',
      '3 days ago',
    ])
  })

  it('name days by the calendar, not by 24 hours', () => {
    const midnight = new Date(2025, 10, 11, 0, 1).getTime()
    expect(dayLabel(midnight - 2 * MINUTE, midnight)).toBe('Yesterday')
  })
})
