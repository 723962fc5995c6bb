// What becomes of a question nobody answers: the order is held while it still can be; anything else ends, nothing done, and says so.
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { PersonsRequest } from '../../src/contracts/fact.ts'
import { decide } from '../../src/workflow/decide.ts'
import { becameOf } from '../../src/workflow/expired.ts'
import type { ActionOutcome, RunInput } from '../../src/workflow/input.ts'
import { isStuck, nextOf, wakeAt } from '../../src/workflow/next.ts'
import { type DecisionState, openDecisions, type RunState } from '../../src/workflow/state.ts'
import { carryOut, NOW, openId, order, play, received, result, results, types } from './sample-run.ts'

const LATE = NOW + 5 * HOUR
const about = {
  run_id: 'r',
  decision_id: 'd',
  agent: 'fraud',
  action: 'release',
  params: {},
  reason_code: 'wrong_call',
  done: [],
}
const asFor = (request: Omit<PersonsRequest, 'by' | 'note'>, content = order()): RunInput =>
  ({ ...received({ requested_by: 'UANA' }, content), request: { by: 'UANA', note: 'look', ...request } }) as RunInput
const asking = (first: RunInput, action: string): RunState =>
  play(
    first,
    results(result('fraud', action, { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
    { type: 'ask' },
  ).state
const tick = (state: RunState, at = LATE) => decide({ type: 'tick' }, state, at)
const expired = (state: RunState): DecisionState => {
  const found = Object.values(state.decisions).find(({ status }) => status === 'expired')
  if (!found) throw new Error('nothing expired')
  return found
}
const holdOf = (state: RunState) => Object.values(state.actions).find(({ action }) => action === 'hold')
const holding = (state: RunState, outcome: ActionOutcome, at = LATE) => {
  const action_id = holdOf(state)?.action_id ?? ''
  const started =
    outcome.status === 'blocked' ? state : decide({ type: 'start', action_ids: [action_id] }, state, at).state
  return decide({ type: 'outcome', action_id, outcome }, started, at)
}

describe('a question nobody answers', () => {
  it('about something to be repaired ends with nothing done, and nobody is asked again', () => {
    const asked = asking(asFor({ about }), 'cancel')
    const { state, events } = tick(asked)
    expect(events[0]?.body).toMatchObject({ type: 'decision.expired', instead: 'nothing' })
    expect(state).toMatchObject({ phase: 'completed', outcome: 'expired' })
    expect(holdOf(state)).toBeUndefined()
    expect(openDecisions(state)).toEqual([])
    expect(nextOf(state, LATE).calls).toEqual([])
    expect(becameOf(state, expired(state))).toBe('nothing')
    expect(state.story).toEqual([{ what: 'unanswered', decision_id: expired(state).decision_id }])
  })

  it('about a hold that somebody wants for a repair is held all the same: that is the careful side', () => {
    const { state } = tick(asking(asFor({ about }), 'hold'))
    expect(holdOf(state)).toMatchObject({ status: 'scheduled' })
  })

  it('about an order that has left does not try to hold it', () => {
    const gone = order({ fulfilment_status: 'fulfilled' })
    const { state } = tick(asking(asFor({ about: null }, gone), 'hold'))
    expect(state).toMatchObject({ phase: 'completed', outcome: 'expired' })
    expect(state.actions).not.toHaveProperty(holdOf(state)?.action_id ?? 'none')
  })

  it('after the shipment, in a run of its own, does not hold the order either', () => {
    const child = play(received({ parent: { run_id: '01930000-0000-7000-8000-0000000000ff', step: 'notification' } }))
    const manual = {
      ...child.state,
      steps: Object.fromEntries(
        Object.entries(child.state.steps).map(([name, step]) => [
          name,
          { ...step, plan: { ...step.plan, fallback: 'manual_review_queue' as const } },
        ]),
      ),
    }
    const judged = decide(results(result('notification', 'notify', { ask: true })), manual, NOW).state
    const { state } = tick(decide({ type: 'ask' }, judged, NOW).state)
    expect(state).toMatchObject({ phase: 'completed', outcome: 'expired', actions: {} })
  })

  it.each<[string, RunInput]>([
    ['an order’s own run', received()],
    ['a review somebody asked for', asFor({ about: null })],
  ])('holds the order in %s, and the words follow the hold', (_what, first) => {
    const held = tick(asking(first, 'release')).state
    expect(becameOf(held, expired(held))).toBe('holding')
    const done = carryOut(held, LATE)
    expect(done).toMatchObject({ phase: 'completed', outcome: 'hold' })
    expect(becameOf(done, expired(done))).toBe('held')
    expect(done.story).toEqual([])
  })
})

describe('a hold that stands in for an answer and does not work', () => {
  it.each<ActionOutcome>([
    { status: 'failed', because: 'it has left', refused: true },
    { status: 'failed', because: 'the shop is down' },
    { status: 'blocked', because: 'it has left' },
  ])('is given to people once in an order’s own run: %j', (outcome) => {
    const { state, events } = holding(tick(asking(received(), 'release')).state, outcome)
    expect(types(events.map(({ body }) => body))).toEqual([
      outcome.status === 'blocked' ? 'action.blocked' : 'action.failed',
      'run.dead',
    ])
    expect(state.ended?.because).toContain('Nobody answered in time, and the order could not be put on hold')
    expect(becameOf(state, expired(state))).toBe('not_held')
    expect(openDecisions(state)).toEqual([])
    expect(wakeAt(state, LATE)).toBeNull()
  })

  it('ends a run that somebody asked for, once and for all', () => {
    const held = tick(asking(asFor({ about: null }), 'hold')).state
    const { state } = holding(held, { status: 'failed', because: 'it has left', refused: true })
    expect(state).toMatchObject({ phase: 'completed', outcome: 'expired' })
    expect(openDecisions(state)).toEqual([])
    expect(wakeAt(state, LATE)).toBeNull()
    expect(state.story).toMatchObject([{ what: 'unanswered' }])
  })

  it('asks again when a person lets the dead run try again, under a key of its own', () => {
    const failed = holding(tick(asking(received(), 'release')).state, { status: 'failed', because: 'no' }).state
    const { state } = decide({ type: 'revive', by: 'UANA' }, failed, LATE + MINUTE)
    expect(state.phase).toBe('open')
    expect(isStuck(state, LATE + MINUTE)).toBe(false)
    expect(openId(state, 'fraud')).not.toBe(holdOf(state)?.action_id)
  })

  it('is asked about as long as something in another run stands in its way', () => {
    const rival = {
      run_id: '01930000-0000-7000-8000-0000000000ff',
      what: 'decision' as const,
      id: '01930000-0000-7000-8000-0000000000fe',
      action: 'ship',
      agent: 'fulfilment',
      confidence: 0.9,
      reasons: [],
      revision: 1,
    }
    const held = tick(asking(received(), 'release')).state
    const { state } = holding(held, { status: 'blocked', because: 'ship is asked', rival })
    expect(openDecisions(state)).toMatchObject([{ rival: { action: 'ship' } }])
  })
})
