// An action that begins unless somebody stops it: its window, its start, and what keeps it from starting.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunInput, StepResult } from '../../src/workflow/input.ts'
import { nextOf, wakeAt } from '../../src/workflow/next.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { NOW, openId, play, received, result, results, types } from './sample-run.ts'

const unlessVetoed = (made: StepResult): StepResult =>
  made.status === 'completed'
    ? { ...made, body: { ...made.body, gate: { ...made.body.gate, answer: 'act_unless_vetoed', level: 'L2' } } }
    : made

function scheduled(): { state: RunState; id: string } {
  const { state } = play(
    received(),
    results(unlessVetoed(result('fraud', 'hold')), result('compliance', 'clear'), result('stock', 'reserve')),
  )
  const action = Object.values(state.actions).find(({ wait }) => wait === 'veto')
  if (!action) throw new Error('nothing waits for a veto')
  return { state, id: action.action_id }
}

const announced = (): { state: RunState; id: string } => {
  const { state, id } = scheduled()
  const input: RunInput = { type: 'announce', action_ids: [id], at: NOW + 20 * MINUTE }
  return { state: decide(input, state, NOW + 5 * MINUTE).state, id }
}

describe('a veto window', () => {
  it('raises a question number to be posted under, and does not begin before Slack confirmed the post', () => {
    const { state, id } = scheduled()
    expect(state.question).toBe(1)
    expect(nextOf(state, NOW + HOUR).starts).not.toContain(id)
    expect(announced().state.actions[id]).toMatchObject({
      scheduled_at: NOW + 20 * MINUTE,
      announced_at: NOW + 5 * MINUTE,
    })
    expect(nextOf(announced().state, NOW + 19 * MINUTE).starts).not.toContain(id)
    expect(nextOf(announced().state, NOW + 20 * MINUTE).starts).toContain(id)
  })

  it('is announced once: a second confirmation moves nothing', () => {
    const { state, id } = announced()
    const again = decide({ type: 'announce', action_ids: [id], at: NOW + 3 * HOUR }, state, NOW + 6 * MINUTE)
    expect(again.events).toEqual([])
  })

  it('asks a person what could not be announced for a day', () => {
    const { state, id } = scheduled()
    expect(wakeAt(state, NOW + HOUR)).not.toBeNull()
    expect(nextOf(state, NOW + DAY + MINUTE).tick).toBe(true)
    const { state: asking, events } = decide({ type: 'tick' }, state, NOW + DAY + MINUTE)
    expect(types(events.map(({ body }) => body))).toEqual(['action.blocked', 'decision.opened'])
    expect(asking.actions[id]?.status).toBe('stopped')
    expect(openId(asking, 'fraud')).not.toBe(id)
  })

  it('does not count time in which Slack could not be reached', () => {
    const { state, id } = announced()
    const outages = [{ from: NOW + 10 * MINUTE, to: NOW + 18 * MINUTE }]
    const start = (at: number, from = state) => decide({ type: 'start', action_ids: [id], outages }, from, at)
    const deferred = start(NOW + 20 * MINUTE)
    expect(deferred.events.map(({ body }) => body)).toMatchObject([{ type: 'action.deferred', at: NOW + 28 * MINUTE }])
    expect(nextOf(deferred.state, NOW + 27 * MINUTE).starts).not.toContain(id)
    expect(start(NOW + 28 * MINUTE, deferred.state).state.actions[id]?.status).toBe('started')
  })

  it('stop and start compete for one transition: whoever comes second finds it gone', () => {
    const { state, id } = announced()
    const at = NOW + 20 * MINUTE
    const stopped = decide({ type: 'stop', action_id: id, by: 'UANA' }, state, at).state
    expect(decide({ type: 'start', action_ids: [id] }, stopped, at).events).toEqual([])
    const started = decide({ type: 'start', action_ids: [id] }, state, at).state
    expect(decide({ type: 'stop', action_id: id, by: 'UANA' }, started, at).events).toEqual([])
  })

  it('does not begin for an agent that was stopped meanwhile: a person is asked', () => {
    const { state, id } = announced()
    for (const stops of [{ all: 'UADA' }, { fraud: 'UADA' }]) {
      const { state: asking, events } = decide({ type: 'start', action_ids: [id], stops }, state, NOW + 20 * MINUTE)
      expect(types(events.map(({ body }) => body))).toEqual(['action.blocked', 'decision.opened'])
      expect(JSON.stringify(events)).toContain('UADA')
      // What a person then approves begins, although the agent is still stopped.
      const decision_id = openId(asking, 'fraud')
      const request = { run_id: state.run_id, decision_id, revision: 1, kind: 'approve' as const, by: 'UANA' }
      const approved = decide({ type: 'verdict', request, evidence_opened: false }, asking, NOW + 21 * MINUTE).state
      const due = Object.values(approved.actions).find(({ status }) => status === 'scheduled')?.action_id ?? ''
      const begun = decide({ type: 'start', action_ids: [due], stops }, approved, NOW + HOUR)
      expect(begun.state.actions[due]?.status).toBe('started')
    }
    expect(
      decide({ type: 'start', action_ids: [id], stops: { stock: 'UADA' } }, state, NOW + HOUR).state.actions[id]
        ?.status,
    ).toBe('started')
  })

  it('does not begin once its agent may not do it alone any more: a person is asked, and what they approve begins', () => {
    const { state, id } = announced()
    const unearned = [id]
    const { state: asking, events } = decide({ type: 'start', action_ids: [id], unearned }, state, NOW + 20 * MINUTE)
    expect(types(events.map(({ body }) => body))).toEqual(['action.blocked', 'decision.opened'])
    expect(JSON.stringify(events)).toContain('was taken back before')
    const decision_id = openId(asking, 'fraud')
    const request = { run_id: state.run_id, decision_id, revision: 1, kind: 'approve' as const, by: 'UANA' }
    const approved = decide({ type: 'verdict', request, evidence_opened: false }, asking, NOW + 21 * MINUTE).state
    const due = Object.values(approved.actions).find(({ status }) => status === 'scheduled')?.action_id ?? ''
    const begun = decide({ type: 'start', action_ids: [due], unearned: [due] }, approved, NOW + HOUR)
    expect(begun.state.actions[due]?.status).toBe('started')
  })
})
