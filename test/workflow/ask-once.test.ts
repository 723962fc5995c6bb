import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { aheadRows } from '../../src/workflow/ahead.ts'
import { decide } from '../../src/workflow/decide.ts'
import { nextOf, statusOf, wakeAt } from '../../src/workflow/next.ts'
import {
  ahead,
  aheadShip,
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

  it('makes what becomes known under an open question a new revision: the old card decides nothing', () => {
    const open = play(received(), heldByFraud, { type: 'ask' }).state
    const { state, events } = decide(ahead, open, NOW + MINUTE)
    expect(types(events.map(({ body }) => body))).toEqual(['step.previewed', 'decision.revised'])
    const old = verdict(open, 'fraud', 'reject')
    expect(decide(old, state, NOW + MINUTE).events).toEqual([])
    expect(decide(verdict(state, 'fraud', 'reject'), state, NOW + MINUTE).events).not.toEqual([])
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
