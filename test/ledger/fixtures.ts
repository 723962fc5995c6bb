// Events and appends as the engine makes them, with one line per thing a test cares about.
import type { EntityRef } from '../../src/contracts/entity.ts'
import type { EventOf, RunEvent } from '../../src/contracts/event.ts'
import { newId } from '../../src/contracts/ids.ts'
import type { Append, Delivery, Intake, RunRow, Signal } from '../../src/ledger/ledger.ts'
import { CONFIG_HASH } from './sample-config.ts'

export { CONFIG_HASH, config } from './sample-config.ts'

export const NOW = Date.UTC(2026, 10, 10, 9, 0, 0)
export const row: RunRow = {
  workflow: 'order_to_fulfilment',
  kind: 'live',
  status: 'running',
  waiting_on: null,
  wake_at: NOW,
}

let orders = 1000

/** An order nobody else uses. */
export function newEntity(): string {
  orders += 1
  return `shopify:lantern-goods:${orders}-${newId()}`
}

export function event(body: RunEvent['body'], sealed: RunEvent['sealed'] = null, at = NOW): RunEvent {
  return { at, body, sealed }
}

export function received(changes: Partial<EventOf<'run.received'>> = {}): EventOf<'run.received'> {
  return {
    type: 'run.received',
    kind: 'live',
    workflow: row.workflow,
    config_hash: CONFIG_HASH,
    number: '1042',
    market: 'HK',
    locale: 'zh-HK',
    total: { amount: 548_000, currency: 'HKD' },
    parent: null,
    requested_by: null,
    check: null,
    ...changes,
  }
}

export function completed(changes: Partial<EventOf<'step.completed'>> = {}): EventOf<'step.completed'> {
  const step = changes.step ?? 'fraud_detection'
  return {
    type: 'step.completed',
    decision_id: newId(),
    step,
    agent: step,
    version: '1.0.0',
    source: 'rules',
    decision: 'hold',
    confidence: 0.62,
    flags: ['first_order'],
    reasons: [{ text: 'First order, paid by card', source: 'order' }],
    against: [],
    unchecked: [],
    amount: { amount: 548_000, currency: 'HKD' },
    departs: true,
    fingerprint: 'f1',
    input_hash: 'i1',
    fallback: null,
    audit: null,
    gate: {
      answer: 'ask',
      must_ask: true,
      p_ask: 1,
      reasons: ['Departs from releasing as usual'],
      level: 'L1',
      four_eyes: false,
      scope: { agent: step, version: '1.0.0', action: 'hold', segment: 'HK/500+' },
    },
    ...changes,
  }
}

export function opened(
  decision_id: string,
  changes: Partial<EventOf<'decision.opened'>> = {},
): EventOf<'decision.opened'> {
  return {
    type: 'decision.opened',
    decision_id,
    step: 'fraud_detection',
    revision: 1,
    question: 1,
    reasons: ['low confidence'],
    deadline: NOW + 3_600_000,
    against: null,
    due: { hard: false, words: '' },
    rival: null,
    revises: null,
    ...changes,
  }
}

export function verdict(
  decision_id: string,
  changes: Partial<EventOf<'verdict.given'>> = {},
): EventOf<'verdict.given'> {
  return {
    type: 'verdict.given',
    decision_id,
    kind: 'approve',
    by: 'U0ANA',
    revision: 1,
    status: 'approved',
    latency_ms: 42_000,
    evidence_opened: false,
    carried: false,
    reason_code: null,
    fingerprint: 'f1',
    carries: {},
    weight: 'evidence',
    on_behalf_of: null,
    bulk: null,
    ...changes,
  }
}

export function scheduled(action_id: string, action: string): EventOf<'action.scheduled'> {
  return {
    type: 'action.scheduled',
    action_id,
    step: 'fraud_detection',
    action,
    at: NOW + 120_000,
    fingerprint: 'f1',
    wait: 'settle',
    question: null,
  }
}

/** An append that creates a run; `following` for the next ones. */
export function creating(changes: Partial<Append> = {}): Append {
  return {
    run_id: newId(),
    entity_type: 'order',
    entity_id: newEntity(),
    expected_version: 0,
    events: [event(received(), { customer: 'Mei Lam' })],
    row,
    config_hash: CONFIG_HASH,
    causation_id: null,
    consumed: [],
    refs: [],
    starting: [],
    children: [],
    ...changes,
  }
}

/** An append to the run of `before`, decided on the version `before` left. */
export function following(before: Append, bodies: RunEvent['body'][], changes: Partial<Append> = {}): Append {
  const expected_version = before.expected_version + before.events.length
  return {
    ...before,
    children: [],
    refs: [],
    consumed: [],
    starting: [],
    expected_version,
    events: bodies.map((body) => event(body)),
    ...changes,
  }
}

export function delivery(key = `shopify:lantern-goods:${newId()}`, changes: Partial<Delivery> = {}): Delivery {
  return {
    key,
    channel: 'shopify',
    topic: 'orders/create',
    received_at: NOW,
    headers: { 'x-topic': 'orders/create' },
    body: Buffer.from('{"id":1}'),
    ...changes,
  }
}

export function signalItem(
  key: string,
  entity_id: string,
  changes: Partial<Signal> = {},
  refs: EntityRef[] = [],
): Intake {
  return {
    delivery: key,
    what: 'signal',
    entity_type: 'order',
    entity_id,
    refs,
    signal: { delivery: key, topic: 'orders/paid', at: NOW, content: { paid: true }, ...changes },
  }
}

export function startItem(key: string, append: Append): Intake {
  return {
    delivery: key,
    what: 'start',
    entity_type: append.entity_type,
    entity_id: append.entity_id,
    append,
    signal: null,
  }
}
