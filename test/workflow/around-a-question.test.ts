// What happens around an open question: reminders, time Slack was away, passing on, new versions, corrections, other runs.
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { EventBody } from '../../src/contracts/event.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import { nextOf } from '../../src/workflow/next.ts'
import { nextRungAt } from '../../src/workflow/reminders.ts'
import type { RunState } from '../../src/workflow/state.ts'
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

const asked = (...first: Parameters<typeof received>): RunState =>
  play(received(...first), heldByFraud, { type: 'ask' }).state
const bodies = (input: RunInput, state: RunState, at: number): EventBody[] =>
  decide(input, state, at).events.map(({ body }) => body)
const openOf = (state: RunState) => state.decisions[openId(state, 'fraud')]
const tick: RunInput = { type: 'tick' }

describe('an unanswered question', () => {
  it('lesson: nobody is left unanswered quietly: its owners are reminded, then the next person, then its fallback speaks', () => {
    const state = asked()
    const deadline = openOf(state)?.deadline ?? 0
    expect(nextRungAt(state)).toBe(deadline - 30 * MINUTE)
    const first = decide(tick, state, deadline - 30 * MINUTE)
    expect(first.events.map(({ body }) => body)).toMatchObject([{ type: 'decision.reminded', rung: 1, to: 'owners' }])
    expect(nextRungAt(first.state)).toBe(deadline - 10 * MINUTE)
    const second = decide(tick, first.state, deadline - 10 * MINUTE)
    expect(second.events.map(({ body }) => body)).toMatchObject([{ type: 'decision.reminded', rung: 2, to: 'lead' }])
    expect(bodies(tick, second.state, deadline)[0]).toMatchObject({ type: 'decision.expired', instead: 'hold' })
  })

  it('says both rungs after a night in which nothing ran, and none twice', () => {
    const state = asked()
    const late = (openOf(state)?.deadline ?? 0) - MINUTE
    const told = decide(tick, state, late)
    expect(types(told.events.map(({ body }) => body))).toEqual(['decision.reminded', 'decision.reminded'])
    expect(bodies(tick, told.state, late)).toEqual([])
  })

  it('is never reminded of in the first half of its time, and practice reminds nobody', () => {
    const soon = asked({}, order({ ship_by: new Date(NOW + 50 * MINUTE).toISOString() }))
    expect(openOf(soon)?.deadline).toBeLessThan(NOW + 25 * MINUTE)
    expect(bodies(tick, soon, NOW + 5 * MINUTE)).toEqual([])
    const practice = asked({ kind: 'practice' })
    expect(openOf(practice)?.status).toBe('open')
    expect(nextRungAt(practice)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('time in which Slack could not be reached', () => {
  const outage = { from: NOW + HOUR, to: NOW + 2 * HOUR }

  it('is added to a deadline of ours', () => {
    const state = asked()
    const deadline = openOf(state)?.deadline ?? 0
    const { state: extended, events } = decide({ type: 'tick', outages: [outage] }, state, deadline)
    expect(events[0]?.body).toMatchObject({ type: 'decision.extended', deadline: deadline + HOUR })
    expect(openOf(extended)?.status).toBe('open')
    expect(bodies({ type: 'tick', outages: [outage] }, extended, deadline + HOUR)[0]?.type).toBe('decision.expired')
  })

  it('keeps the deadline ahead while it lasts, and counts nothing before the question was put', () => {
    const state = asked()
    const deadline = openOf(state)?.deadline ?? 0
    const going = { from: NOW - HOUR, to: null }
    const { state: later } = decide({ type: 'tick', outages: [going] }, state, deadline)
    expect(openOf(later)).toMatchObject({ status: 'open', deadline: expect.any(Number) })
    expect((openOf(later)?.deadline ?? 0) - deadline).toBeLessThanOrEqual(deadline - NOW)
  })

  it('moves no cut-off of the world: the fallback speaks in time', () => {
    const state = asked({}, order({ ship_by: new Date(NOW + 2 * HOUR).toISOString() }))
    const deadline = openOf(state)?.deadline ?? 0
    expect(openOf(state)?.due.hard).toBe(true)
    expect(deadline).toBeLessThan(NOW + 2 * HOUR)
    expect(bodies({ type: 'tick', outages: [outage] }, state, deadline)[0]?.type).toBe('decision.expired')
  })
})

describe('passing a question on', () => {
  it('decides nothing, and is posted anew only in another channel', () => {
    const state = asked()
    const decision_id = openId(state, 'fraud')
    const pass = (to: Extract<RunInput, { type: 'pass' }>['to'], from: RunState) =>
      decide({ type: 'pass', decision_id, by: 'UANA', to }, from, NOW + MINUTE).state
    const toBen = pass({ kind: 'person', id: 'UBEN' }, state)
    expect(openOf(toBen)).toMatchObject({
      status: 'open',
      passes: [{ by: 'UANA', to: { kind: 'person', id: 'UBEN' } }],
    })
    expect(toBen.question).toBe(state.question)
    expect(openOf(toBen)?.deadline).toBe(openOf(state)?.deadline)
    const toChannel = pass({ kind: 'channel', id: 'C123' }, toBen)
    expect(toChannel.question).toBe(state.question + 1)
    const answered = decide(verdict(toChannel, 'fraud', 'approve'), toChannel, NOW + MINUTE).state
    expect(bodies({ type: 'pass', decision_id, by: 'UBEN', to: { kind: 'nobody' } }, answered, NOW + HOUR)).toEqual([])
  })
})

describe('changes asked for', () => {
  const wish = 'shorter, please'
  const withNote = (input: RunInput): RunInput =>
    input.type === 'verdict' ? { ...input, request: { ...input.request, note: wish } } : input
  const requested = () => {
    const state = asked()
    return decide(withNote(verdict(state, 'fraud', 'request_changes')), state, NOW + MINUTE).state
  }

  it('send the agent back with the words, and put its new version on the same card', () => {
    const state = requested()
    expect(nextOf(state, NOW + MINUTE).calls).toEqual([{ step: 'fraud', ahead: false }])
    expect(state.steps['fraud']?.feedback).toMatchObject([{ by: 'UANA', at: NOW + MINUTE, note: wish }])
    const again = decide(
      results(result('fraud', 'hold', { ask: true, confidence: 0.7, params: { text: 'short' } })),
      state,
      NOW + 2 * MINUTE,
    ).state
    const opened = decide({ type: 'ask' }, again, NOW + 2 * MINUTE)
    expect(opened.events[0]?.body).toMatchObject({
      type: 'decision.opened',
      question: state.question,
      revises: openId(asked(), 'fraud'),
      reasons: expect.arrayContaining(['Version 2, changed as <@UANA> asked']),
    })
    expect(openId(opened.state, 'fraud')).not.toBe(openId(asked(), 'fraud'))
  })

  it('are never answered by the agent alone, whatever the gate says of the new version', () => {
    const again = decide(results(result('fraud', 'release')), requested(), NOW + 2 * MINUTE).state
    expect(again.steps['fraud']?.status).toBe('judged')
    expect(decide({ type: 'ask' }, again, NOW + 2 * MINUTE).events[0]?.body.type).toBe('decision.opened')
  })

  it('say so when the agent comes back with the same', () => {
    const again = decide(
      results(result('fraud', 'hold', { ask: true, confidence: 0.62 })),
      requested(),
      NOW + 2 * MINUTE,
    ).state
    const { events } = decide({ type: 'ask' }, again, NOW + 2 * MINUTE)
    expect(JSON.stringify(events[0]?.body)).toContain('came back with the same')
  })
})

describe('"This was wrong"', () => {
  const correct = (decision_id: string): RunInput => ({
    type: 'correct',
    decision_id,
    by: 'UANA',
    reason_code: 'wrong_call',
    severity: 2,
    note: 'not a fraud',
    repair: null,
  })

  it('is said once of what was decided, by a person or by an agent alone, also after the run is over', () => {
    const held = asked()
    const id = openId(held, 'fraud')
    expect(bodies(correct(id), held, NOW)).toEqual([])
    const done = carryOut(decide(verdict(held, 'fraud', 'approve'), held, NOW + MINUTE).state)
    expect(done.phase).toBe('completed')
    const said = decide(correct(id), done, NOW + HOUR)
    expect(said.state.corrections[id]).toMatchObject({ by: 'UANA', severity: 2, note: 'not a fraud' })
    expect(JSON.stringify(said.events[0]?.body)).not.toContain('not a fraud')
    expect(bodies(correct(id), said.state, NOW + HOUR)).toEqual([])
    const unasked = play(received(), tierOne).state
    const alone = unasked.steps['fraud']?.record?.decision_id ?? ''
    expect(types(bodies(correct(alone), unasked, NOW + HOUR))).toEqual(['decision.corrected'])
  })
})

describe('what was chosen in another run', () => {
  it('sets this question aside; where nothing may follow, this run ends', () => {
    const state = asked()
    const id = openId(state, 'fraud')
    const because = 'a person chose "ship" in another run on this order'
    const goesOn = decide({ type: 'give_way', id, because, ends: false }, state, NOW + MINUTE).state
    expect(goesOn).toMatchObject({ phase: 'open', decisions: { [id]: { status: 'superseded' } } })
    expect(goesOn.steps['fraud']?.status).toBe('clear')
    const ended = decide({ type: 'give_way', id, because, ends: true }, state, NOW + MINUTE).state
    expect(ended).toMatchObject({ phase: 'completed', outcome: 'gave_way' })
    expect(Object.values(ended.actions).every(({ status }) => status !== 'scheduled')).toBe(true)
    expect(bodies({ type: 'give_way', id, because, ends: true }, ended, NOW + HOUR)).toEqual([])
  })

  it('frees an action that only something else had held back', () => {
    const { state } = play(received(), tierOne)
    const id = Object.values(state.actions).find(({ action }) => action === 'reserve')?.action_id ?? ''
    const rival = {
      ...{ run_id: state.run_id, what: 'decision' as const, id, action: 'hold', agent: 'review' },
      ...{ confidence: 1, reasons: [], revision: 1 },
    }
    const outcome = { status: 'blocked' as const, because: 'a hold is asked in another run', rival }
    const blocked = decide({ type: 'outcome', action_id: id, outcome }, state, NOW + MINUTE).state
    const decision_id = openId(blocked, 'stock')
    expect(blocked.decisions[decision_id]?.rival?.action).toBe('hold')
    const freed = decide({ type: 'free', decision_id, because: 'it was rejected' }, blocked, NOW + 2 * MINUTE)
    expect(types(freed.events.map(({ body }) => body))).toEqual(['decision.superseded', 'action.scheduled'])
    const begins = freed.events.flatMap(({ body }) => (body.type === 'action.scheduled' ? [body.action_id] : []))
    expect(nextOf(freed.state, NOW + 2 * MINUTE).starts).toEqual(expect.arrayContaining(begins))
    expect(bodies({ type: 'free', decision_id: openId(asked(), 'fraud'), because: 'x' }, asked(), NOW)).toEqual([])
  })
})
