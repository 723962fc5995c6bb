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
import { howMany } from '../setup/how-many.ts'
import { inputFor, type Move, moves } from './any-input.ts'
import { config, NOW, newRun, RUN_ID, received } from './sample-run.ts'

const RUNS = howMany({ usually: 100, inCi: 300 })

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
      { numRuns: RUNS },
    )
  })

  it('never loses a run: what is not over is runnable, waits for a person, or has a moment to wake at', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        walk(steps, (_before, after, _input, now) => {
          expect(isStuck(after, now)).toBe(false)
        })
      }),
      { numRuns: RUNS },
    )
  })

  it('leaves no question open in a run that is over', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        walk(steps, (_before, after) => {
          if (after.phase === 'completed' || after.phase === 'cancelled') expect(openDecisions(after)).toEqual([])
        })
      }),
      { numRuns: RUNS },
    )
  })

  it('never sets anything in motion above the four-eyes limit on one person alone', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        const { decisions, actions } = walk(steps, () => undefined)
        for (const decision of Object.values(decisions)) {
          if (!decision.record.gate.four_eyes || !actions[decision.decision_id] || decision.closed?.carried) continue
          const agreed = decision.approvals.filter(({ side }) => side === 'yes')
          expect(new Set(agreed.map(({ by }) => by)).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: RUNS },
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
      { numRuns: RUNS },
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
      { numRuns: RUNS },
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
