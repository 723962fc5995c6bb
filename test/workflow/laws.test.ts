// Laws that hold for any sequence of inputs, sensible or not.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { EventBody } from '../../src/contracts/event.ts'
import { decide } from '../../src/workflow/decide.ts'
import { evolve } from '../../src/workflow/evolve.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import { isStuck, nextOf } from '../../src/workflow/next.ts'
import { initialState, openDecisions, type RunState } from '../../src/workflow/state.ts'
import { config, NOW, newRun, order, RUN_ID, received, result } from './sample-run.ts'

type Move = { pick: number; choice: number; who: number; wait: number }
const moves = fc.array(fc.record({ pick: fc.nat(11), choice: fc.nat(99), who: fc.nat(2), wait: fc.nat(300) }), {
  maxLength: 40,
})
const PEOPLE = ['UANA', 'UBEN', 'UCHO']
const ACTIONS: Record<string, string[]> = {
  fraud: ['release', 'hold', 'cancel'],
  compliance: ['clear', 'hold'],
  stock: ['reserve'],
  routing: ['route'],
  fulfilment: ['ship'],
  notification: ['notify'],
}

/** Turns numbers into an input that could really arrive in this state: answers to any decision ever made, outcomes, signals, time. */
function inputFor(state: RunState, { pick, choice, who }: Move, now: number): RunInput {
  const next = nextOf(state, now)
  const decisions = Object.values(state.decisions)
  const actions = Object.values(state.actions)
  const decision = decisions[choice % Math.max(1, decisions.length)]
  const action = actions[choice % Math.max(1, actions.length)]
  if (pick <= 2 && next.calls.length > 0) {
    const results = next.calls.map(({ step, ahead }) => {
      const named = ACTIONS[step] ?? ['hold']
      return result(step, named[choice % named.length] ?? 'hold', {
        ahead,
        ask: choice % 3 === 0,
        four_eyes: choice % 7 === 0,
        params: { n: choice % 2 },
      })
    })
    return { type: 'results', results }
  }
  if (pick === 3) return { type: 'ask' }
  if (pick <= 5 && decision) {
    const kind = (['approve', 'reject', 'approve', 'request_changes'] as const)[choice % 4] ?? 'approve'
    return {
      type: 'verdict',
      evidence_opened: false,
      request: {
        run_id: RUN_ID,
        decision_id: decision.decision_id,
        revision: decision.revision,
        kind,
        by: PEOPLE[who] ?? 'UANA',
      },
    }
  }
  if (pick === 6)
    return {
      type: 'start',
      action_ids: next.starts,
      ...(choice % 9 === 0 ? { stops: { all: 'UADA' } } : {}),
      ...(choice % 5 === 0 ? { outages: [{ from: now - choice * MINUTE, to: now }] } : {}),
    }
  if (pick === 7 && action) {
    const outcomes = [
      { status: 'succeeded', ref: 'r' },
      { status: 'failed', because: 'no' },
      { status: 'unknown', because: '?', retry_at: now },
      { status: 'undone', ref: 'u' },
    ] as const
    return { type: 'outcome', action_id: action.action_id, outcome: outcomes[choice % 4] ?? outcomes[0] }
  }
  if (pick === 8)
    return {
      type: 'signal',
      topic: ['order.updated', 'order.cancelled', 'order.fulfilled', 'order.paid'][choice % 4] ?? 'order.paid',
      delivery: `d${choice}`,
      order: choice % 2 ? order({ total: { amount: choice, currency: 'HKD' } }) : null,
    }
  if (pick === 9 && action) return { type: 'stop', action_id: action.action_id, by: 'UANA' }
  if (pick === 10) return aroundInput(state, { choice, now })
  return { type: 'tick', outages: choice % 3 === 0 ? [{ from: now - choice * MINUTE, to: now }] : [] }
}

/** What comes from outside the question: other runs, corrections, passing on, announcements. */
function aroundInput(state: RunState, { choice, now }: { choice: number; now: number }): RunInput {
  const decision_id = Object.keys(state.decisions)[choice % Math.max(1, Object.keys(state.decisions).length)] ?? RUN_ID
  const action_id = Object.keys(state.actions)[choice % Math.max(1, Object.keys(state.actions).length)] ?? RUN_ID
  const rival = { run_id: RUN_ID, what: 'decision' as const, id: RUN_ID, action: 'hold', agent: 'a' }
  const seen = { ...rival, confidence: 1, reasons: [], revision: 1 }
  const inputs: RunInput[] = [
    { type: 'give_way', id: choice % 2 ? decision_id : action_id, because: 'chosen elsewhere', ends: choice % 3 === 0 },
    { type: 'free', decision_id, because: 'gone' },
    { type: 'defer', action_id, at: now + MINUTE, because: 'under way elsewhere' },
    { type: 'join', decision_id, with: choice % 2 ? seen : null },
    { type: 'pass', decision_id, by: 'UANA', to: { kind: 'channel', id: 'C1' } },
    { type: 'correct', decision_id, by: 'UANA', reason_code: 'other', severity: 1, note: null, repair: null },
    { type: 'announce', action_ids: [action_id], at: now + MINUTE },
    { type: 'outcome', action_id, outcome: { status: 'blocked', because: 'elsewhere', rival: seen } },
  ]
  return inputs[choice % inputs.length] ?? { type: 'tick' }
}

function walk(
  steps: Move[],
  visit: (before: RunState, after: RunState, input: RunInput, now: number) => void,
): RunState {
  let now = NOW
  let { state } = decide(received(), newRun(), now)
  for (const step of steps) {
    now += step.wait * MINUTE
    const input = inputFor(state, step, now)
    const after = decide(input, state, now).state
    visit(state, after, input, now)
    state = after
  }
  return state
}

describe('any history', () => {
  it('folds back to the same state from its events alone', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        let now = NOW
        const first = decide(received(), newRun(), now)
        const events = [...first.events]
        let { state } = first
        for (const step of steps) {
          now += step.wait * MINUTE
          const decided = decide(inputFor(state, step, now), state, now)
          events.push(...decided.events)
          state = decided.state
        }
        expect(JSON.parse(JSON.stringify(events)).reduce(evolve, newRun())).toEqual(JSON.parse(JSON.stringify(state)))
      }),
    )
  })

  it('never starts an action of a rejected, expired or superseded decision', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        walk(steps, (before, _after, _input, now) => {
          for (const id of nextOf(before, now).starts) {
            const status = before.decisions[id]?.status
            expect([undefined, 'approved', 'edited']).toContain(status)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never loses a run: what is not over is runnable, waits for a person, or has a moment to wake at', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        walk(steps, (_before, after, _input, now) => {
          expect(isStuck(after, now)).toBe(false)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('leaves no question open in a run that is over', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        walk(steps, (_before, after) => {
          if (after.phase === 'completed' || after.phase === 'cancelled') expect(openDecisions(after)).toEqual([])
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never sets anything in motion above the four-eyes limit on one person alone', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        const { decisions, actions } = walk(steps, () => undefined)
        for (const decision of Object.values(decisions)) {
          if (!decision.record.gate.four_eyes || !actions[decision.decision_id] || decision.closed?.carried) continue
          expect(new Set(decision.approvals.map(({ by }) => by)).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('closes every decision at most once, and never changes a closed one', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        walk(steps, (before, after) => {
          for (const [id, decision] of Object.entries(before.decisions))
            if (decision.closed) expect(after.decisions[id]).toEqual(decision)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never has hold and ship both under way or done on one order', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        const done = Object.values(walk(steps, () => undefined).actions)
          .filter(({ status }) => ['started', 'unknown', 'succeeded'].includes(status))
          .map(({ action }) => action)
        expect(done.includes('hold') && done.includes('ship')).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('is total: evolve takes any event in any state', () => {
    const samples: EventBody[] = [
      {
        type: 'verdict.given',
        decision_id: RUN_ID,
        kind: 'approve',
        by: 'U',
        revision: 1,
        status: 'approved',
        latency_ms: 0,
        evidence_opened: false,
        carried: false,
        reason_code: null,
        fingerprint: '',
        carries: {},
        weight: 'evidence',
        on_behalf_of: null,
        bulk: null,
      },
      { type: 'action.succeeded', action_id: RUN_ID, ref: 'x' },
      { type: 'child.started', step: 'nope', child: RUN_ID },
      {
        type: 'decision.opened',
        decision_id: RUN_ID,
        step: 'nope',
        revision: 1,
        question: 1,
        reasons: ['x'],
        deadline: 0,
        against: null,
        due: { hard: false, words: '' },
        rival: null,
        revises: null,
      },
      { type: 'decision.passed', decision_id: RUN_ID, by: 'U', to: { kind: 'nobody' }, question: 3 },
      { type: 'decision.extended', decision_id: RUN_ID, deadline: 1, because: 'x' },
      { type: 'decision.reminded', decision_id: RUN_ID, rung: 1, to: 'owners' },
      { type: 'decision.joined', decision_id: RUN_ID, with: null },
      {
        type: 'decision.corrected',
        decision_id: RUN_ID,
        by: 'U',
        reason_code: 'other',
        severity: 1,
        repair: null,
      },
      { type: 'action.announced', action_id: RUN_ID, at: 1 },
      { type: 'action.deferred', action_id: RUN_ID, at: 1, because: 'x' },
      { type: 'run.revived', by: 'U' },
    ]
    const bodies = fc.constantFrom(...samples)
    fc.assert(
      fc.property(fc.array(bodies), (all) => {
        const state = initialState({ run_id: RUN_ID, entity_type: 'order', entity_id: 'a:b:c', config })
        expect(all.reduce((now, body) => evolve(now, { at: NOW, body, sealed: null }), state).version).toBe(all.length)
      }),
    )
  })
})
