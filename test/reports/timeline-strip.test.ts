// The picture of an order's time: who worked how long, and how long people were waited for.
import { describe, expect, it } from 'vitest'
import { took } from '../../blocks/kit/took.ts'
import { stripLines } from '../../blocks/timeline-strip.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { RunEvent } from '../../src/contracts/event.ts'
import { newId } from '../../src/contracts/ids.ts'
import { timelineStrip } from '../../src/reports/timeline-strip.ts'
import { completed, event, NOW, opened, received, scheduled, verdict } from '../ledger/fixtures.ts'

const proposal = completed()
const action = newId()
const story: RunEvent[] = [
  event(received()),
  { ...event(proposal, null, NOW + 2 * SECOND), measured: { processing_time_ms: 400 } },
  event(opened(proposal.decision_id), null, NOW + 2 * SECOND),
  event(verdict(proposal.decision_id), null, NOW + 12 * MINUTE),
  event(scheduled(action, 'hold'), null, NOW + 12 * MINUTE),
  event({ type: 'action.started', action_id: action, attempt: 1 }, null, NOW + 14 * MINUTE),
  event({ type: 'action.succeeded', action_id: action, ref: 'h' }, null, NOW + 15 * MINUTE),
]
const lines = (events: RunEvent[], now = NOW + 15 * MINUTE): string[] => {
  const strip = timelineStrip([{ events }], now)
  return strip ? stripLines(strip) : []
}

describe('an order’s time', () => {
  it('is a bar per step, in order, with who answered and how long it took', () => {
    expect(lines(story)).toEqual([
      '*15 min* in all, *12 min* of it waiting for people',
      '`█···········` fraud detection 0.4 s',
      '`▒▒▒▒▒▒▒▒▒▒··` hold? <@U0ANA> after 12 min',
      '`·········░░·` hold waits 2 min',
      '`···········█` hold 1 min',
      '',
      '_█ at work · ▒ waits for a person · ░ waits for something else_',
    ])
  })

  it('goes on while something is open', () => {
    expect(lines(story.slice(0, 3), NOW + 5 * MINUTE)).toContain('`▒▒▒▒▒▒▒▒▒▒▒▒` hold? asked 5 min ago')
  })

  it('counts time in which two questions wait once', () => {
    const second = completed({ step: 'compliance_check' })
    const both = [
      ...story.slice(0, 3),
      event(second, null, NOW + 2 * SECOND),
      event(opened(second.decision_id), null, NOW + 2 * SECOND),
    ]
    expect(timelineStrip([{ events: both }], NOW + 2 * SECOND + 10 * MINUTE)?.waited_ms).toBe(10 * MINUTE)
  })

  it('is nothing before anything took time', () => {
    expect(timelineStrip([{ events: [event(received())] }], NOW)).toBeNull()
    expect(timelineStrip([], NOW)).toBeNull()
  })

  it('fits a phone however many steps there were, and says how many are left out', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...event(completed({ step: `step_${index}` }), null, NOW + index * SECOND),
      measured: { processing_time_ms: 100 + index },
    }))
    const shown = lines(many)
    expect(shown.filter((line) => line.startsWith('`'))).toHaveLength(10)
    expect(shown).toContain('_20 quicker steps left out._')
  })
})

describe('how long something took', () => {
  it.each([
    [0, 'under 0.1 s'],
    [400, '0.4 s'],
    [2_000, '2 s'],
    [59_400, '59 s'],
    [59_900, '1 min'],
    [12 * MINUTE, '12 min'],
    [185 * MINUTE, '3 h 5 min'],
    [52 * 60 * MINUTE, '2 days 4 h'],
    [-5, 'under 0.1 s'],
  ])('%i ms is %s', (ms, words) => {
    expect(took(ms)).toBe(words)
  })
})
