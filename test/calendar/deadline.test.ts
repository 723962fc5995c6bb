import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BusinessMoment, deadlineFor, SHORTEST_ANSWER } from '../../src/calendar/deadline.ts'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { HONG_KONG, LONDON, utc } from './sample-hours.ts'

const now = utc('2026-11-20T04:00') // 12:00 in Hong Kong
const policy = { now, default_ms: 4 * HOUR, margin_ms: 30 * MINUTE, time_zone: LONDON }
const ships = (at: number): BusinessMoment => ({ kind: 'cut_off', at, what: 'ships', time_zone: HONG_KONG })
const reply = (at: number): BusinessMoment => ({ kind: 'reply_rule', at, what: 'reply due', time_zone: LONDON })

describe('a deadline', () => {
  it('is the policy’s when the business has none', () => {
    expect(deadlineFor({ ...policy, hard: [] })).toEqual({
      at: now + 4 * HOUR,
      kind: 'policy',
      hard: false,
      words: 'answer by 08:00 (London)',
    })
  })

  it('is the policy’s when the business has more time', () => {
    expect(deadlineFor({ ...policy, hard: [ships(now + 5 * HOUR)] }).kind).toBe('policy')
  })

  it('is a cut-off, early enough to act on the answer', () => {
    expect(deadlineFor({ ...policy, hard: [ships(now + 2 * HOUR)] })).toEqual({
      at: now + 90 * MINUTE,
      kind: 'cut_off',
      hard: true,
      words: 'ships by 14:00 (Hong Kong)',
    })
  })

  it('is the first of several moments', () => {
    const first = deadlineFor({ ...policy, hard: [ships(now + 2 * HOUR), reply(now + HOUR)] })
    expect(first).toMatchObject({ kind: 'reply_rule', hard: true, words: 'reply due by 05:00 (London)' })
  })

  it('is the business’s when both fall together, for it cannot be moved', () => {
    expect(deadlineFor({ ...policy, hard: [ships(now + 4.5 * HOUR)] })).toMatchObject({
      at: now + 4 * HOUR,
      hard: true,
    })
  })

  it('names the day when it is another', () => {
    const long = { ...policy, default_ms: 48 * HOUR }
    expect(deadlineFor({ ...long, hard: [ships(now + 26 * HOUR)] }).words).toBe('ships by tomorrow 14:00 (Hong Kong)')
  })

  it.each([
    ['within the margin', 20 * MINUTE, 'ships by 12:20 (Hong Kong), 5 minutes to answer'],
    ['just when an answer is due', 5 * MINUTE, 'ships by 12:05 (Hong Kong), 5 minutes to answer'],
    ['before anybody can answer', 3 * MINUTE, 'ships by 12:03 (Hong Kong), too near for an answer in time'],
    ['in the past', -HOUR, 'ships by 11:00 (Hong Kong), which has passed'],
  ])('leaves five minutes and says so when the moment is %s', (_, away, words) => {
    expect(deadlineFor({ ...policy, hard: [ships(now + away)] })).toEqual({
      at: now + SHORTEST_ANSWER,
      kind: 'cut_off',
      hard: true,
      words,
    })
  })

  it('is as short as the policy says when that is shorter than five minutes', () => {
    const quick = { ...policy, default_ms: 30 * SECOND }
    expect(deadlineFor({ ...quick, hard: [] }).at).toBe(now + 30 * SECOND)
    expect(deadlineFor({ ...quick, hard: [ships(now + MINUTE)] }).at).toBe(now + 30 * SECOND)
  })

  it('is never after the policy’s, and never leaves less than five minutes where the policy gives them', () => {
    const anAway = fc.integer({ min: -HOUR, max: 10 * HOUR })
    fc.assert(
      fc.property(fc.array(anAway), fc.nat(10 * HOUR), fc.nat(2 * HOUR), (aways, default_ms, margin_ms) => {
        const hard = aways.map((away) => ships(now + away))
        const { at } = deadlineFor({ ...policy, default_ms, margin_ms, hard })
        expect(at).toBeLessThanOrEqual(now + default_ms)
        expect(at).toBeGreaterThanOrEqual(now + Math.min(default_ms, SHORTEST_ANSWER))
      }),
    )
  })
})
