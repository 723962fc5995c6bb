// What people read when nobody answered in time: what really became of it, and who is told once when nothing was done.
import { describe, expect, it } from 'vitest'
import { actions } from '../../src/actions/registry.ts'
import { HOUR } from '../../src/contracts/clock.ts'
import { answerText } from '../../src/slack/answer-words.ts'
import { cardDataOf } from '../../src/slack/cards/card-data-of.ts'
import { threadNotes } from '../../src/slack/cards/thread-notes.ts'
import { decide } from '../../src/workflow/decide.ts'
import { ruleVerdict } from '../../src/workflow/rule-verdict.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { carryOut, NOW, order, play, RUN_ID, received, result, results } from '../workflow/sample-run.ts'

const LATE = NOW + 5 * HOUR
const unanswered = (content = order()): RunState => {
  const asked = play(
    received({}, content),
    results(result('fraud', 'release', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
    { type: 'ask' },
  ).state
  return decide({ type: 'tick' }, asked, LATE).state
}
const told = (state: RunState): string => {
  const [decision_id = ''] = Object.keys(state.decisions)
  const ruling = ruleVerdict({ run_id: RUN_ID, decision_id, revision: 1, kind: 'approve', by: 'U0BEN0001' }, state)
  return ruling.ruling === 'expired' ? answerText({ outcome: 'expired', ruling, state }) : ruling.ruling
}
const shown = (state: RunState) =>
  cardDataOf(state, { actions, agents: new Map(), hasModel: false, now: LATE }).answered[0]?.because
const tried = (state: RunState, because: string): RunState => {
  const [hold] = Object.values(state.actions).filter(({ action }) => action === 'hold')
  const action_id = hold?.action_id ?? ''
  const started = decide({ type: 'start', action_ids: [action_id] }, state, LATE).state
  return decide({ type: 'outcome', action_id, outcome: { status: 'failed', because } }, started, LATE).state
}

describe('a click on a question that ran out', () => {
  it('hears that the order is being held, and that it was, once it was', () => {
    const state = unanswered()
    expect(told(state)).toMatch(/is being put on hold instead\.$/)
    expect(told(carryOut(state, LATE))).toMatch(/was put on hold instead\.$/)
    expect(shown(carryOut(state, LATE))).toBe('held')
  })

  it('does not hear of a hold that did not work', () => {
    const state = tried(unanswered(), 'it has left')
    expect(told(state)).toBe('Too late: nobody answered in time, and putting the order on hold did not work.')
    expect(shown(state)).toBe('not_held')
  })

  it('hears that nothing was done where nothing was, and the leads are told once', () => {
    const state = unanswered(order({ fulfilment_status: 'fulfilled' }))
    expect(told(state)).toBe('Too late: nobody answered in time. Nothing was done.')
    expect(shown(state)).toBe('nothing')
    expect(threadNotes(state, ['U0LEAD001']).map(({ text }) => text)).toEqual([
      '⏰ <@U0LEAD001>: nobody answered "Release order #1042?" in time; nothing was done. Nobody is asked again.',
    ])
  })
})
