// Projections are pure: an event in, the columns it sets out. No database here.
import { describe, expect, it } from 'vitest'
import type { EventBody } from '../../src/contracts/event.ts'
import type { Envelope } from '../../src/ledger/projections/envelope.ts'
import { project } from '../../src/ledger/projections/project.ts'
import { completed, NOW, opened, received, scheduled, verdict } from './fixtures.ts'

const RUN = '01990000-0000-7000-8000-000000000001'
const ID = '01990000-0000-7000-8000-000000000002'
const at = new Date(NOW).toISOString()

function projected(bodies: EventBody[], measured?: Envelope['measured']) {
  return project(
    bodies.map((body, index) => ({
      run_id: RUN,
      run_version: index + 1,
      kind: 'live',
      entity_id: 'shopify:s:1',
      at: NOW,
      body,
      measured,
      team: (step) => `team ${step}`,
    })),
  )
}

describe('a projected decision', () => {
  it('holds the proposal, its scope and the gate’s answer', () => {
    expect(
      projected([completed({ decision_id: ID, fallback: { used: 'rules', because: 'timed out' } })]).decisions,
    ).toEqual([
      {
        decision_id: ID,
        run_id: RUN,
        run_kind: 'live',
        entity_id: 'shopify:s:1',
        step: 'fraud_detection',
        status: 'proposed',
        agent: 'fraud_detection',
        version: '1.0.0',
        action: 'hold',
        segment: 'HK/500+',
        source: 'rules',
        confidence: 0.62,
        amount: 548_000,
        currency: 'HKD',
        fingerprint: 'f1',
        cluster: 'fraud_detection|1.0.0|hold|first_order',
        departs: true,
        fallback: 'rules',
        proposed_at: at,
        answer: 'ask',
        level: 'L1',
        p_ask: 1,
        must_ask: true,
        four_eyes: false,
      },
    ])
  })

  it('is folded into one row when one append proposes, asks and answers', () => {
    const { decisions } = projected([
      completed({ decision_id: ID }),
      opened(ID, { revision: 2 }),
      verdict(ID, { kind: 'edit', status: 'edited', evidence_opened: true, fingerprint: 'f2' }),
    ])
    expect(decisions).toHaveLength(1)
    expect(decisions[0]).toMatchObject({
      status: 'edited',
      action: 'hold',
      revision: 2,
      question: 1,
      opened_at: at,
      team: 'team fraud_detection',
      verdict: 'edit',
      verdict_by: 'U0ANA',
      latency_ms: 42_000,
      evidence_opened: true,
      carried: false,
      fingerprint: 'f1',
      executed: 'f2',
      closed_at: at,
    })
  })

  it('executes nothing while changes are asked for', () => {
    const { decisions } = projected([
      opened(ID),
      verdict(ID, { kind: 'request_changes', status: 'changes_requested', fingerprint: 'f1' }),
    ])
    expect(decisions[0]).toMatchObject({ status: 'changes_requested', verdict: 'request_changes' })
    expect(decisions[0]?.executed ?? null).toBeNull()
  })

  it('stays open after the first of two people agreed', () => {
    const { decisions, cards } = projected([opened(ID), verdict(ID, { status: 'open' })])
    expect(decisions[0]).toMatchObject({ status: 'open' })
    expect(decisions[0]).not.toHaveProperty('verdict')
    expect(cards[0]?.version).toBe(2)
  })

  it.each<[EventBody, string]>([
    [{ ...completed({ decision_id: ID }), type: 'step.previewed' }, 'previewed'],
    [{ type: 'decision.expired', decision_id: ID, instead: 'manual_review_queue' }, 'expired'],
    [{ type: 'decision.superseded', decision_id: ID, because: 'x' }, 'superseded'],
    [verdict(ID, { kind: 'reject', status: 'rejected', reason_code: 'wrong_call' }), 'rejected'],
  ])('after %o is %s', (body, status) => {
    expect(projected([body]).decisions).toMatchObject([{ decision_id: ID, status }])
  })
})

describe('a projected action', () => {
  it.each<[EventBody[], string]>([
    [[], 'scheduled'],
    [[{ type: 'action.started', action_id: ID, attempt: 1 }], 'started'],
    [[{ type: 'action.unknown', action_id: ID, because: 'timed out', retry_at: NOW }], 'unknown'],
    [[{ type: 'action.succeeded', action_id: ID, ref: 'r' }], 'succeeded'],
    [[{ type: 'action.failed', action_id: ID, because: 'no' }], 'failed'],
    [[{ type: 'action.stopped', action_id: ID, by: 'U0ANA' }], 'stopped'],
    [[{ type: 'action.blocked', action_id: ID, because: 'paid back' }], 'stopped'],
    [[{ type: 'action.undo_requested', action_id: ID, by: 'U0ANA' }], 'undoing'],
    [[{ type: 'action.undone', action_id: ID, ref: 'r' }], 'undone'],
    [[{ type: 'action.undo_failed', action_id: ID, because: 'no' }], 'failed'],
  ])('after %o is %s', (bodies, status) => {
    expect(projected([scheduled(ID, 'ship'), ...bodies]).actions).toMatchObject([
      { action_id: ID, action: 'ship', status },
    ])
  })
})

describe('a projected card', () => {
  it('is wanted at the version of the last event it shows, not of the last event', () => {
    const { cards } = projected([
      received(),
      completed({ decision_id: ID }),
      opened(ID),
      { type: 'step.late', step: 'x', after_ms: 1 },
    ])
    expect(cards).toEqual([{ run_id: RUN, version: 3, opens: true, question: 1, team: 'team fraud_detection' }])
  })

  it('does not begin with an action nobody was asked about', () => {
    expect(projected([scheduled(ID, 'ship')]).cards).toEqual([{ run_id: RUN, version: 1 }])
  })

  it('is left alone by what it does not show', () => {
    expect(projected([received(), completed(), { type: 'child.started', step: 'x', child: ID }]).cards).toEqual([])
  })
})

describe('a projected cost', () => {
  it('is there when something was paid', () => {
    expect(projected([completed()], { cost_usd: 0.01, model_version: 'm-1' }).costs).toEqual([
      { run_id: RUN, version: 1, at, agent: 'fraud_detection', model: 'm-1', cost_usd: 0.01 },
    ])
    expect(projected([completed()], { cost_usd: 0 }).costs).toEqual([])
  })
})
