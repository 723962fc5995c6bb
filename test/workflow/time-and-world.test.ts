import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { decide } from '../../src/workflow/decide.ts'
import { nextOf, statusOf, wakeAt } from '../../src/workflow/next.ts'
import {
  carryOut,
  heldByFraud,
  NOW,
  openId,
  order,
  play,
  received,
  result,
  results,
  tierOne,
  types,
  verdict,
} from './sample-run.ts'

describe('time and the world', () => {
  it('holds the order when nobody answers in time: silence is not approval', () => {
    const asked = play(
      received(),
      results(result('fraud', 'release', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
      { type: 'ask' },
    ).state
    const late = NOW + 5 * HOUR
    expect(nextOf(asked, late).tick).toBe(true)
    const expired = decide({ type: 'tick' }, asked, late)
    expect(expired.events[0]?.body).toMatchObject({ type: 'decision.expired', instead: 'hold' })
    expect(carryOut(expired.state, late)).toMatchObject({ phase: 'completed', outcome: 'hold' })
  })

  it('asks a person when an action failed, and tries again under a new key', () => {
    const { state } = play(received(), tierOne)
    const id = Object.values(state.actions).find(({ action }) => action === 'reserve')?.action_id ?? ''
    const started = decide({ type: 'start', action_ids: [id] }, state, NOW + MINUTE).state
    const failed = decide(
      { type: 'outcome', action_id: id, outcome: { status: 'failed', because: 'no stock' } },
      started,
      NOW + MINUTE,
    ).state
    const again = decide(verdict(failed, 'stock', 'approve'), failed, NOW + MINUTE)
    const scheduled = again.events.map(({ body }) => body).find(({ type }) => type === 'action.scheduled')
    expect(scheduled).toMatchObject({ action: 'reserve' })
    expect(scheduled).not.toMatchObject({ action_id: id })
  })

  it('supersedes open questions and judges anew when the order changes under them', () => {
    const asked = play(received(), heldByFraud, { type: 'ask' }).state
    const changed = order({ total: { amount: 10_000, currency: 'HKD' } })
    const { state, events } = decide(
      { type: 'signal', topic: 'order.updated', delivery: 'd', order: changed },
      asked,
      NOW + MINUTE,
    )
    expect(types(events.map(({ body }) => body))).toEqual(['signal.received', 'decision.superseded', 'action.stopped'])
    expect(nextOf(state, NOW + MINUTE).calls.map(({ step }) => step)).toContain('fraud')
  })

  it('keeps the newer content of an order when an older delivery comes late, and the later of two equal ones', () => {
    const at = (minute: number, amount: number) =>
      order({ updated_at: `2026-11-10T09:${minute}:00Z`, total: { amount, currency: 'HKD' } })
    const signal = (delivery: string, content: ReturnType<typeof order>, topic = 'order.updated') =>
      ({ type: 'signal', topic, delivery, order: content }) as const
    const newer = decide(signal('d1', at(30, 200)), play(received(), tierOne).state, NOW + MINUTE)
    const older = decide(signal('d2', at(10, 100)), newer.state, NOW + 2 * MINUTE)
    expect(older.events).toMatchObject([{ body: { type: 'signal.received', material: false }, sealed: null }])
    expect(older.state.order?.total?.amount).toBe(200)
    const equal = decide(signal('d3', at(30, 300)), older.state, NOW + 3 * MINUTE)
    expect(equal.state.order?.total?.amount).toBe(300)
    const cancelled = decide(signal('d4', at(10, 100), 'order.cancelled'), equal.state, NOW + 4 * MINUTE)
    expect(cancelled.state).toMatchObject({ phase: 'cancelled', order: { total: { amount: 300 } } })
  })

  it('takes a cancellation in the shop as the end, undoes the reservation and closes the question', () => {
    const asked = carryOut(play(received(), heldByFraud, { type: 'ask' }).state)
    const { state, events } = decide(
      { type: 'signal', topic: 'order.cancelled', delivery: 'd', order: null },
      asked,
      NOW + MINUTE,
    )
    expect(types(events.map(({ body }) => body))).toEqual([
      'signal.received',
      'decision.superseded',
      'action.undo_requested',
      'run.cancelled',
    ])
    expect(nextOf(state, NOW + MINUTE).undo).not.toBeNull()
  })

  it('starts a child run per tier 3 step and completes without waiting for it', () => {
    const reserved = carryOut(play(received(), tierOne).state)
    const routed = decide(results(result('routing', 'route')), reserved, NOW).state
    const shipping = decide(results(result('fulfilment', 'ship')), routed, NOW).state
    const id = Object.values(shipping.actions).find(({ action }) => action === 'ship')?.action_id ?? ''
    const started = decide({ type: 'start', action_ids: [id] }, shipping, NOW).state
    const { events, state } = decide(
      { type: 'outcome', action_id: id, outcome: { status: 'succeeded', ref: 'T1' } },
      started,
      NOW,
    )
    expect(types(events.map(({ body }) => body))).toEqual(['action.succeeded', 'child.started', 'run.completed'])
    expect(state.outcome).toBe('done')
    expect(wakeAt(state, NOW)).toBeNull()
  })

  it('reads back an action that was started and never answered', () => {
    const { state } = play(received(), tierOne)
    const [id = ''] = nextOf(state, NOW + MINUTE).starts
    const started = decide({ type: 'start', action_ids: [id] }, state, NOW + MINUTE).state
    expect(nextOf(started, NOW + MINUTE + 2 * SECOND).readBacks).toEqual([])
    expect(nextOf(started, NOW + MINUTE + 16 * SECOND).readBacks).toEqual([id])
    expect(wakeAt(started, NOW + MINUTE + SECOND)).not.toBeNull()
  })

  it('ends as dead with a reference when it is given up, takes no more answers, and can be revived', () => {
    const asked = play(received(), heldByFraud, { type: 'ask' }).state
    const dead = decide({ type: 'kill', because: 'poison', ref: 'r1' }, asked, NOW).state
    expect(statusOf(dead).status).toBe('dead')
    expect(decide(verdict(asked, 'fraud', 'approve'), dead, NOW).events).toEqual([])
    expect(statusOf(decide({ type: 'revive', by: 'UANA' }, dead, NOW).state).waiting_on).toBe('human')
  })

  it('executes nothing in a practice run', () => {
    const asked = play(received({ kind: 'practice' }), heldByFraud, { type: 'ask' }).state
    const { state } = decide(verdict(asked, 'fraud', 'approve'), asked, NOW)
    expect(state.actions).toEqual({})
    expect(state).toMatchObject({ phase: 'completed', outcome: 'hold' })
  })

  it('takes a shipment back that was under way when the customer cancelled', () => {
    const { state } = play(received(), tierOne)
    const [id = ''] = Object.values(state.actions).flatMap(({ action, action_id }) =>
      action === 'reserve' ? [action_id] : [],
    )
    const started = decide({ type: 'start', action_ids: [id] }, state, NOW).state
    const cancelled = decide(
      { type: 'signal', topic: 'order.cancelled', delivery: 'd', order: null },
      started,
      NOW,
    ).state
    const done = decide({ type: 'outcome', action_id: id, outcome: { status: 'succeeded', ref: 'r' } }, cancelled, NOW)
    expect(types(done.events.map(({ body }) => body))).toEqual(['action.succeeded', 'action.undo_requested'])
    const failed = decide(
      { type: 'outcome', action_id: id, outcome: { status: 'failed', because: 'cancelled' } },
      cancelled,
      NOW,
    )
    expect(types(failed.events.map(({ body }) => body))).toEqual(['action.failed'])
  })

  it('tries a silent undo again, and gives what cannot be taken back to a person who may have it tried again', () => {
    const reserved = carryOut(play(received(), heldByFraud, { type: 'ask' }).state)
    const cancelled = decide(
      { type: 'signal', topic: 'order.cancelled', delivery: 'd', order: null },
      reserved,
      NOW,
    ).state
    const id = nextOf(cancelled, NOW).undo ?? ''
    const delayed = decide(
      {
        type: 'outcome',
        action_id: id,
        outcome: { status: 'undo_delayed', because: 'silent', retry_at: NOW + MINUTE },
      },
      cancelled,
      NOW,
    ).state
    expect(nextOf(delayed, NOW).undo).toBeNull()
    expect(wakeAt(delayed, NOW)).toBe(NOW + MINUTE)
    const dead = decide(
      { type: 'outcome', action_id: id, outcome: { status: 'undo_failed', because: 'no' } },
      delayed,
      NOW + MINUTE,
    ).state
    expect(dead).toMatchObject({ phase: 'dead', died_from: 'cancelled' })
    const revived = decide({ type: 'revive', by: 'UANA' }, dead, NOW + MINUTE).state
    expect(revived.phase).toBe('cancelled')
    expect(nextOf(revived, NOW + MINUTE).undo).toBe(id)
  })

  it('makes a hold that is taken back a question again', () => {
    const asked = play(received(), heldByFraud, { type: 'ask' }).state
    const held = carryOut(decide(verdict(asked, 'fraud', 'approve'), asked, NOW).state, NOW)
    const [hold] = Object.values(held.actions).filter(({ action }) => action === 'hold')
    const undoing = decide({ type: 'undo', action_id: hold?.action_id ?? '', by: 'UBEN' }, held, NOW + MINUTE).state
    const undone = decide(
      { type: 'outcome', action_id: hold?.action_id ?? '', outcome: { status: 'undone', ref: 'u' } },
      undoing,
      NOW + MINUTE,
    ).state
    expect(nextOf(undone, NOW + MINUTE).calls.length > 0 || nextOf(undone, NOW + MINUTE).ask).toBe(true)
    const again = decide({ type: 'ask' }, undone, NOW + MINUTE)
    expect(again.events[0]?.body).toMatchObject({
      type: 'decision.opened',
      reasons: [expect.stringContaining('taken back'), expect.any(String)],
    })
  })

  it('keys the hold of a missed deadline apart from the question it stands for', () => {
    const asked = play(
      received(),
      results(result('fraud', 'release', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
      { type: 'ask' },
    ).state
    const expired = decide({ type: 'tick' }, asked, NOW + 5 * HOUR).state
    const [hold] = Object.values(expired.actions).filter(({ action }) => action === 'hold')
    const started = decide({ type: 'start', action_ids: [hold?.action_id ?? ''] }, expired, NOW + 5 * HOUR).state
    const failed = decide(
      { type: 'outcome', action_id: hold?.action_id ?? '', outcome: { status: 'failed', because: 'no' } },
      started,
      NOW + 5 * HOUR,
    ).state
    const again = decide({ type: 'revive', by: 'UANA' }, failed, NOW + 5 * HOUR).state
    expect(openId(again, 'fraud')).not.toBe(hold?.action_id)
  })
})
