// Numbers turned into inputs that could really arrive in a state, for laws about any history.
import fc from 'fast-check'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import { nextOf } from '../../src/workflow/next.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { order, RUN_ID, result } from './sample-run.ts'

export type Move = { pick: number; choice: number; who: number; wait: number }
export const moves = fc.array(fc.record({ pick: fc.nat(11), choice: fc.nat(99), who: fc.nat(2), wait: fc.nat(300) }), {
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
export function inputFor(state: RunState, { pick, choice, who }: Move, now: number): RunInput {
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
