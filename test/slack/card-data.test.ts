// From a run's state to what its card shows.
import { describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { messageProblems } from '../../blocks/kit/check-blocks.ts'
import { runCard } from '../../blocks/run-card.ts'
import { actions } from '../../src/actions/registry.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import { agentsByKey, type CardContext } from '../../src/slack/cards/card-context.ts'
import { cardDataOf } from '../../src/slack/cards/card-data-of.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { read } from '../blocks/read.ts'
import { carryOut, NOW, play, received, result, results, tierOne } from '../workflow/sample-run.ts'
import {
  askedAgain,
  asking,
  contradicted,
  DECISION,
  dead,
  halfApproved,
  held,
  rejected,
  target,
} from './sample-states.ts'

const context: CardContext = { actions, agents: agentsByKey(agents), hasModel: false, now: NOW + MINUTE }
const of = (state: RunState, patch: Partial<CardContext> = {}) => cardDataOf(state, { ...context, ...patch })

describe('the card of a run', () => {
  it.each(Object.entries({ asking, held, rejected, contradicted, halfApproved, dead, askedAgain: askedAgain() }))(
    '%s keeps to the limits',
    (_name, state) => {
      expect(messageProblems(runCard(of(state)))).toEqual([])
    },
  )

  it('asks with the amount of the order, and says what each answer does', () => {
    const { question, subject } = of(asking)
    expect(subject).toEqual({ number: '#1042', total: 'HK$ 5,480', market: 'HK' })
    expect(question?.words.ask).toBe('Hold order #1042?')
    expect(question?.approving).toMatch(/^puts the order on hold/)
    expect(question?.rejecting).toBe('lets the order go on as usual')
    expect(question?.target).toEqual(target)
  })

  it('shows what would follow only where the run would go on', () => {
    expect(of(asking).question?.ahead).toEqual({ when: 'If released', rows: ['Use this route'] })
    const cancels = play(
      received(),
      results(result('fraud', 'cancel', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
      results(result('routing', 'route', { ahead: true })),
      { type: 'ask' },
    ).state
    expect(of(cancels).question?.ahead.rows).toEqual([])
    expect(of(cancels).question?.rejecting).toBe('leaves the order to people')
  })

  it('puts a route into words, with the name of the warehouse the agent saw', () => {
    const route = result('routing', 'route', {
      ahead: true,
      params: {
        warehouse: 'SIN',
        carrier: 'Kestrel',
        service: 'express',
        cost: { amount: 3800, currency: 'HKD' },
        days: 3,
      },
    })
    const seen = { ...route, input: { warehouses: { value: [{ id: 'SIN', name: 'Singapore' }], observed_at: NOW } } }
    const state = play(
      received(),
      results(result('fraud', 'hold', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
      results(seen),
      { type: 'ask' },
    ).state
    expect(of(state).question?.ahead.rows).toEqual(['Singapore · Kestrel express · HK$ 38 · 3 days'])
  })

  it('does not show the cost of sending as if it were the worth of the order', () => {
    const open = play(received(), tierOne, results(result('routing', 'route', { ask: true })), { type: 'ask' }).state
    const [decision] = Object.values(open.decisions)
    if (!decision) throw new Error('nothing is asked')
    const record = { ...decision.record, amount: { amount: 3_800, currency: 'HKD' } }
    const data = of({ ...open, decisions: { [decision.decision_id]: { ...decision, record } } })
    expect(read(runCard(data))).toContain('# Route order #1042? Sending costs HK$ 38')
  })

  it('says who answered, and what is under way', () => {
    expect(of(held).answered).toMatchObject([{ status: 'approved', by: 'U0BEN0001', carried: false }])
    expect(of(held).actions).toContainEqual(
      expect.objectContaining({
        status: 'scheduled',
        words: expect.objectContaining({ doing: 'Holding' }),
        stoppable: false,
      }),
    )
    expect(read(runCard(of(held)))).toContain('approved by <@U0BEN0001>')
  })

  it('offers to stop a cancellation that waits, and not one that is due', () => {
    const cancelling = results(
      result('fraud', 'cancel', { ask: true }),
      result('compliance', 'clear'),
      result('stock', 'reserve'),
    )
    const open = play(received(), cancelling, { type: 'ask' }).state
    const id = Object.keys(open.decisions)[0] ?? ''
    const request = { run_id: open.run_id, decision_id: id, revision: 1, kind: 'approve' as const, by: 'U0BEN0001' }
    const { state } = play(
      received(),
      cancelling,
      { type: 'ask' },
      { type: 'verdict', evidence_opened: false, request },
    )
    const cancel = (now: number) => of(state, { now }).actions.find(({ words }) => words.done === 'Cancelled')
    expect(cancel(NOW + MINUTE)?.stoppable).toBe(true)
    expect(cancel(NOW + 10 * MINUTE)?.stoppable).toBe(false)
  })

  it('offers to take back what an agent did once the run is over, while there is time', () => {
    const done = carryOut(held, NOW + 2 * MINUTE)
    expect(done.phase).toBe('completed')
    expect(of(done).ended).toMatchObject({ outcome: 'held' })
    expect(of(done).actions.at(-1)?.undo_until).toBeGreaterThan(context.now)
    expect(of(done, { now: NOW + 3 * 60 * MINUTE }).actions.at(-1)?.undo_until).toBeNull()
  })

  it('shows one of two approvals', () => {
    expect(of(halfApproved).question).toMatchObject({
      needs_two: true,
      approvals: [{ by: 'U0ANA0001', to: 'hold it' }],
    })
  })

  it('says that an action failed and asks again', () => {
    expect(of(askedAgain()).question?.why[0]).toBe('"hold" did not work: the shop refused it')
  })

  it('marks practice', () => {
    expect(of({ ...asking, kind: 'practice' }).practice).toBe(true)
  })

  it('still has a card when the person behind the order was erased', () => {
    const erased = { ...asking, order: null }
    expect(of(erased).subject.total).toBeNull()
    expect(messageProblems(runCard(of(erased)))).toEqual([])
  })
})

describe('who spoke', () => {
  const fraud = agents.find(({ name }) => name === 'fraud_detection')
  const spoken = (source: 'rules' | 'model' | 'remote', hasModel: boolean): string | undefined => {
    const decision = asking.decisions[DECISION]!
    const record = { ...decision.record, agent: 'fraud_detection', version: fraud?.version ?? '', source }
    return of({ ...asking, decisions: { [DECISION]: { ...decision, record } } }, { hasModel }).question?.source
  }

  it('is said when a model would have, and no key is set', () => {
    expect(spoken('rules', false)).toBe('rules decided: no model key is set')
    expect(spoken('rules', true)).toBe('rules decided')
    expect(spoken('model', true)).toBe('a model judged')
    expect(spoken('remote', true)).toBe('judged by a remote agent')
  })

  it('is not said for an agent that has only rules', () => {
    expect(of(asking).question?.source).toBe('')
  })
})

describe('a contradiction', () => {
  const conflict = of(contradicted).question?.conflict

  it('shows both sides', () => {
    expect(conflict?.mine).toMatchObject({ agent: 'fraud', words: { label: 'Hold it' } })
    expect(conflict?.other).toMatchObject({ agent: 'fulfilment', words: { label: 'Ship it' } })
  })

  it('answers by rejecting this side where the other is not asked by itself and the order would go on', () => {
    expect(conflict?.mine.choose).toEqual({
      label: 'Hold it',
      target: { ...target, decision: Object.keys(contradicted.decisions)[0], verdict: 'approve' },
    })
    expect(conflict?.other.choose).toMatchObject({ label: 'Ship it', target: { verdict: 'reject' } })
  })

  it('answers by approving the other side where that has its own question', () => {
    const both = results(
      result('fraud', 'hold', { ask: true }),
      result('compliance', 'release', { ask: true }),
      result('stock', 'reserve'),
    )
    const { state } = play(received(), both, { type: 'ask' })
    const { mine, other } = of(state).question?.conflict ?? {}
    expect(other?.choose.target.verdict).toBe('approve')
    expect(other?.choose.target.decision).not.toBe(mine?.choose.target.decision)
    expect(of(state).also).toEqual([])
  })
})
