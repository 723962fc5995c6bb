import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { aheadRows } from '../../src/workflow/ahead.ts'
import { decide } from '../../src/workflow/decide.ts'
import { nextOf, statusOf, wakeAt } from '../../src/workflow/next.ts'
import { carryOut, NOW, openId, order, play, received, result, results, types, verdict } from './sample-run.ts'

const tierOne = results(result('fraud', 'release'), result('compliance', 'clear'), result('stock', 'reserve'))
const heldByFraud = results(
  result('fraud', 'hold', { ask: true, confidence: 0.62 }),
  result('compliance', 'clear'),
  result('stock', 'reserve'),
)
const ahead = results(result('routing', 'route', { ahead: true, params: { warehouse: 'SG' } }))
const aheadShip = results(result('fulfilment', 'ship', { ahead: true, ask: true, params: { carrier: 'X' } }))

describe('tier 1', () => {
  it('calls all its agents together, and nothing of tier 2', () => {
    const { state } = play(received())
    expect(nextOf(state, NOW).calls.map(({ step }) => step)).toEqual(['fraud', 'compliance', 'stock'])
  })

  it('clears without a question when the gate lets everything pass, and then starts the effects', () => {
    const { state, bodies } = play(received(), tierOne)
    expect(types(bodies)).toEqual([
      'step.completed',
      'action.scheduled',
      'step.completed',
      'step.completed',
      'action.scheduled',
    ])
    expect(nextOf(state, NOW + SECOND).starts).toHaveLength(2)
    expect(nextOf(state, NOW + SECOND).calls).toEqual([])
  })

  it('keeps a release from starting while another check of the tier is open', () => {
    const { state } = play(
      received(),
      results(result('fraud', 'release'), result('compliance', 'hold', { ask: true }), result('stock', 'reserve')),
      { type: 'ask' },
    )
    expect(nextOf(state, NOW + 5 * SECOND).starts.map((id) => state.actions[id]?.action)).toEqual(['reserve'])
  })
})

describe('asking once', () => {
  it('computes later steps ahead before it puts the question', () => {
    const { state } = play(received(), heldByFraud)
    expect(nextOf(state, NOW + SECOND)).toMatchObject({ ask: false, calls: [{ step: 'routing', ahead: true }] })
    const further = play(received(), heldByFraud, ahead).state
    expect(nextOf(further, NOW + SECOND).calls).toEqual([{ step: 'fulfilment', ahead: true }])
  })

  it('puts one question with the rows that follow from it', () => {
    const { state, bodies } = play(received(), heldByFraud, ahead, aheadShip, { type: 'ask' })
    expect(types(bodies)).toEqual(['decision.opened'])
    expect(aheadRows(state).map(({ decision }) => decision)).toEqual(['route', 'ship'])
    expect(statusOf(state)).toEqual({ status: 'waiting', waiting_on: 'human' })
    expect(wakeAt(state, NOW)).toBe(NOW + SECOND)
  })

  it('counts the same answer for a later step whose payload is what was shown', () => {
    const asked = play(received(), heldByFraud, ahead, aheadShip, { type: 'ask' })
    const rejected = decide(verdict(asked.state, 'fraud', 'reject'), asked.state, NOW + MINUTE)
    expect(rejected.events[0]?.body).toMatchObject({
      type: 'verdict.given',
      status: 'rejected',
      carries: { routing: expect.any(String), fulfilment: expect.any(String) },
    })
    const reserved = carryOut(rejected.state)
    const routed = decide(
      results(result('routing', 'route', { params: { warehouse: 'SG' } })),
      reserved,
      NOW + HOUR,
    ).state
    const { events, state } = decide(
      results(result('fulfilment', 'ship', { ask: true, params: { carrier: 'X' } })),
      routed,
      NOW + HOUR,
    )
    expect(types(events.map(({ body }) => body))).toEqual([
      'step.completed',
      'decision.opened',
      'verdict.given',
      'action.scheduled',
    ])
    expect(events[2]?.body).toMatchObject({ carried: true, by: 'UANA', kind: 'approve' })
    expect(state.question).toBe(1)
  })

  it('asks again when the payload is no longer what was shown, and says so first', () => {
    const asked = play(received(), heldByFraud, ahead, aheadShip, { type: 'ask' })
    const rejected = decide(verdict(asked.state, 'fraud', 'reject'), asked.state, NOW + MINUTE)
    const routed = decide(
      results(result('routing', 'route', { params: { warehouse: 'SG' } })),
      carryOut(rejected.state),
      NOW + HOUR,
    ).state
    const changed = decide(
      results(result('fulfilment', 'ship', { ask: true, params: { carrier: 'Y' } })),
      routed,
      NOW + HOUR,
    ).state
    const { events, state } = decide({ type: 'ask' }, changed, NOW + HOUR)
    expect(events[0]?.body).toMatchObject({
      type: 'decision.opened',
      question: 2,
      reasons: [expect.stringContaining('Changed since'), 'because'],
    })
    expect(statusOf(state).waiting_on).toBe('human')
  })

  it('never carries an answer to a step whose agent fell back', () => {
    const fallen = results(result('routing', 'hold', { ahead: true, ask: true, fallback: true }))
    const asked = play(received(), heldByFraud, fallen, { type: 'ask' })
    const { state } = decide(verdict(asked.state, 'fraud', 'reject'), asked.state, NOW + MINUTE)
    expect(state.carried).toEqual({})
  })
})

describe('contradictions', () => {
  it('shows both sides on one card above the limit', () => {
    const { state } = play(received(), heldByFraud, ahead, aheadShip, { type: 'ask' })
    const decision = state.decisions[openId(state, 'fraud')]
    expect(decision?.against).not.toBeNull()
    expect(decision?.reasons[0]).toContain('Two agents contradict each other: fraud says hold (0.62)')
  })

  it('gives the earlier tier the word below the limit, and only mentions the other', () => {
    const small = order({ total: { amount: 20_000, currency: 'HKD' } })
    const { state } = play(
      received({ total: small.total }, small),
      heldByFraud,
      results(result('routing', 'route', { ahead: true })),
      results(result('fulfilment', 'ship', { ahead: true })),
      { type: 'ask' },
    )
    const decision = state.decisions[openId(state, 'fraud')]
    expect(decision?.against === null || decision?.reasons[0]?.includes('contradict')).toBe(true)
  })

  it('sets the contradicted side aside when a person chooses the other', () => {
    const both = results(
      result('fraud', 'release', { ask: true, confidence: 0.6 }),
      result('compliance', 'hold', { ask: true }),
      result('stock', 'reserve'),
    )
    const asked = play(received(), both, ahead, aheadShip, { type: 'ask' })
    const { state, events } = decide(verdict(asked.state, 'compliance', 'approve'), asked.state, NOW + MINUTE)
    expect(types(events.map(({ body }) => body))).toEqual(['verdict.given', 'decision.superseded', 'action.scheduled'])
    expect(
      Object.values(state.decisions)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['approved', 'superseded'])
  })
})

describe('answers', () => {
  const asked = () => play(received(), heldByFraud, { type: 'ask' }).state

  it('holds the order and ends the run when the hold is approved', () => {
    const approved = decide(verdict(asked(), 'fraud', 'approve'), asked(), NOW + MINUTE).state
    const held = carryOut(approved)
    expect(held).toMatchObject({ phase: 'completed', outcome: 'hold' })
  })

  it('counts once: a second answer gives no event', () => {
    const approved = decide(verdict(asked(), 'fraud', 'approve'), asked(), NOW + MINUTE).state
    expect(decide(verdict(asked(), 'fraud', 'reject', { by: 'UBEN' }), approved, NOW + MINUTE).events).toEqual([])
  })

  it('decides nothing from an older revision', () => {
    expect(decide(verdict(asked(), 'fraud', 'approve', { revision: 7 }), asked(), NOW + MINUTE).events).toEqual([])
  })

  it('stays open at one of two above the four-eyes limit, and takes the second person only', () => {
    const state = play(
      received(),
      results(
        result('fraud', 'hold', { ask: true, four_eyes: true }),
        result('compliance', 'clear'),
        result('stock', 'reserve'),
      ),
      { type: 'ask' },
    ).state
    const first = decide(verdict(state, 'fraud', 'approve'), state, NOW + MINUTE)
    expect(first.events.map(({ body }) => body)).toMatchObject([{ type: 'verdict.given', status: 'open' }])
    expect(decide(verdict(first.state, 'fraud', 'approve'), first.state, NOW + MINUTE).events).toEqual([])
    expect(
      decide(verdict(first.state, 'fraud', 'approve', { by: 'UBEN' }), first.state, NOW + MINUTE).events[0]?.body,
    ).toMatchObject({ status: 'approved', by: 'UBEN' })
  })

  it('executes the edited payload, sealed', () => {
    const state = play(
      received(),
      tierOne,
      results(result('routing', 'route', { ask: true, params: { warehouse: 'SG' } })),
      { type: 'ask' },
    ).state
    const { events, state: after } = decide(
      verdict(state, 'routing', 'edit', { params: { warehouse: 'HK' } }),
      state,
      NOW + MINUTE,
    )
    expect(events[0]?.sealed).toEqual({ params: { warehouse: 'HK' } })
    expect(after.decisions[openId(state, 'routing')]?.params).toEqual({ warehouse: 'HK' })
  })

  it('waits two minutes before what cannot be undone, and can be stopped in between', () => {
    const state = play(
      received(),
      results(result('fraud', 'cancel', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
      { type: 'ask' },
    ).state
    const approved = decide(verdict(state, 'fraud', 'approve'), state, NOW + MINUTE).state
    const action = Object.values(approved.actions).find((one) => one.action === 'cancel')
    expect(action?.scheduled_at).toBe(NOW + 3 * MINUTE)
    const stopped = decide({ type: 'stop', action_id: action?.action_id ?? '', by: 'UBEN' }, approved, NOW + 2 * MINUTE)
    expect(types(stopped.events.map(({ body }) => body))).toEqual(['action.stopped', 'decision.opened'])
    expect(nextOf(stopped.state, NOW + HOUR).starts.map((id) => stopped.state.actions[id]?.action)).not.toContain(
      'cancel',
    )
  })

  it('undoes what was done, last first, when a cancellation went through', () => {
    const state = play(
      received(),
      results(result('fraud', 'cancel', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
      { type: 'ask' },
    ).state
    const cancelled = carryOut(decide(verdict(state, 'fraud', 'approve'), state, NOW + MINUTE).state)
    const undo = nextOf(cancelled, NOW + HOUR).undo
    expect(cancelled.actions[undo ?? '']?.action).toBe('reserve')
    const { state: done } = decide(
      { type: 'outcome', action_id: undo ?? '', outcome: { status: 'undone', ref: 'u' } },
      cancelled,
      NOW + HOUR,
    )
    expect(done).toMatchObject({ phase: 'completed', outcome: 'cancel' })
  })
})

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
})
