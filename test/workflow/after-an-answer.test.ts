// What follows a person's answer by itself and cannot be unsent waits as if it had been approved; where nobody had a hand, it does not.
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/contracts/clock.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import { callsForPeople, canBeStopped, nextOf, wakeAt } from '../../src/workflow/next.ts'
import { isSetGoing } from '../../src/workflow/schedule.ts'
import { heldByFraud, NOW, openId, play, received, result, results, tierOne, verdict } from './sample-run.ts'

const parent = { run_id: '01930000-0000-7000-8000-0000000000ff', step: 'notification' }
const writing = (first: RunInput, action = 'notify') => play(first, results(result('notification', action))).state
const mail = (first: RunInput) => Object.values(writing(first).actions)[0]

describe('a message to the customer that nobody is asked about', () => {
  it('waits when it follows an answer, on a card of its own where it can be stopped', () => {
    const state = writing(received({ parent: { ...parent, answered: true } }))
    const [action] = Object.values(state.actions)
    expect(action).toMatchObject({ status: 'scheduled', wait: 'settle' })
    expect((action?.scheduled_at ?? 0) - NOW).toBeGreaterThanOrEqual(2 * MINUTE)
    expect(nextOf(state, NOW + MINUTE).starts).toEqual([])
    expect(wakeAt(state, NOW + MINUTE)).toBe(action?.scheduled_at)
    expect([callsForPeople(state), canBeStopped(state), state.question]).toEqual([true, true, 1])
    expect(nextOf(state, NOW + 3 * MINUTE).starts).toEqual([action?.action_id])
  })

  it('is asked about once somebody stops it', () => {
    const state = writing(received({ parent: { ...parent, answered: true } }))
    const [action_id = ''] = Object.keys(state.actions)
    const stopped = decide({ type: 'stop', action_id, by: 'UANA' }, state, NOW + MINUTE).state
    expect(stopped.decisions[openId(stopped, 'notification')]?.question).toBe(2)
    expect(nextOf(stopped, NOW + 3 * MINUTE).starts).toEqual([])
  })

  it('waits too in what a person asked for', () => {
    expect(mail(received({ parent, requested_by: 'UANA' }))).toMatchObject({ wait: 'settle' })
  })

  it('goes out at once, without a card, where nobody had a hand in it', () => {
    const state = writing(received({ parent }))
    const [action] = Object.values(state.actions)
    expect(action).toMatchObject({ wait: 'none' })
    expect(nextOf(state, NOW + MINUTE).starts).toEqual([action?.action_id])
    expect([callsForPeople(state), state.question]).toEqual([false, 0])
  })

  it('waits for nothing that can be taken back', () => {
    const state = writing(received({ parent: { ...parent, answered: true } }), 'reserve')
    expect(Object.values(state.actions)[0]).toMatchObject({ wait: 'none' })
  })
})

describe('a person had a hand in a run', () => {
  it('who answered something in it, not one who was only asked', () => {
    expect(isSetGoing(play(received(), tierOne).state)).toBe(false)
    const asked = play(received(), heldByFraud, { type: 'ask' }).state
    expect(isSetGoing(asked)).toBe(false)
    expect(isSetGoing(decide(verdict(asked, 'fraud', 'reject'), asked, NOW).state)).toBe(true)
  })
})
