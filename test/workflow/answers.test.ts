import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { decide } from '../../src/workflow/decide.ts'
import { nextOf } from '../../src/workflow/next.ts'
import {
  carryOut,
  heldByFraud,
  NOW,
  openId,
  play,
  received,
  result,
  results,
  tierOne,
  types,
  verdict,
} from './sample-run.ts'

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
