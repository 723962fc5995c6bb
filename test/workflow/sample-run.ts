// A small world for specs: one plan with two checks, an automation, a route, a shipment and a notification.
import type { ActionSpec } from '../../src/contracts/action.ts'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { EventBody, RunEvent } from '../../src/contracts/event.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import type { Order } from '../../src/contracts/order.ts'
import { fingerprint } from '../../src/contracts/proposal.ts'
import type { RunConfig } from '../../src/contracts/run.ts'
import type { PlannedStep } from '../../src/contracts/topology.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunInput, StepResult } from '../../src/workflow/input.ts'
import { initialState, type RunState } from '../../src/workflow/state.ts'

export const NOW = Date.UTC(2026, 10, 10, 9, 0)
export const RUN_ID = '01930000-0000-7000-8000-000000000001'

const spec = (name: string, patch: Partial<ActionSpec> = {}): ActionSpec => ({
  name,
  risk: 'A',
  effect: true,
  afterwards: 'continue',
  conflicts_with: [],
  settle_ms: 0,
  undo_ms: 0,
  timeout_ms: 10 * SECOND,
  ...patch,
})

const actions: Record<string, ActionSpec> = {
  release: spec('release', { conflicts_with: ['hold', 'cancel'] }),
  clear: spec('clear', { effect: false }),
  hold: spec('hold', { afterwards: 'stop', conflicts_with: ['release', 'ship', 'cancel'], undo_ms: HOUR }),
  cancel: spec('cancel', {
    risk: 'C',
    afterwards: 'unwind',
    conflicts_with: ['release', 'ship', 'hold'],
    settle_ms: 2 * MINUTE,
  }),
  reserve: spec('reserve', { undo_ms: HOUR }),
  route: spec('route', { effect: false }),
  ship: spec('ship', { risk: 'B', conflicts_with: ['hold', 'cancel'], undo_ms: HOUR }),
  notify: spec('notify', { risk: 'B', settle_ms: 2 * MINUTE }),
}

const step = (name: string, tier: 1 | 2 | 3, depends_on: string[], patch: Partial<PlannedStep> = {}): PlannedStep => ({
  step: name,
  agent: name,
  version: '1.0.0',
  tier,
  depends_on,
  timeout_ms: 1000,
  fallback: 'manual_review_queue',
  kind: 'local',
  url: null,
  runs: 'agent',
  team: 'default',
  actions: {
    release: { approval: 'sampled', on_reject: 'manual', editable: [] },
    hold: { approval: 'strict', on_reject: 'continue', editable: [] },
    cancel: { approval: 'strict', on_reject: 'manual', editable: [] },
    clear: { approval: 'sampled', on_reject: 'manual', editable: [] },
    route: { approval: 'sampled', on_reject: 'manual', editable: ['warehouse'] },
    ship: { approval: 'sampled', on_reject: 'manual', editable: [] },
    notify: { approval: 'conversational', on_reject: 'continue', editable: ['body'] },
  },
  ...patch,
})

export const config: RunConfig = {
  plans: {
    order_to_fulfilment: [
      step('fraud', 1, []),
      step('compliance', 1, []),
      step('stock', 1, [], { runs: 'automation', fallback: 'backorder_flag' }),
      step('routing', 2, ['fraud', 'compliance', 'stock']),
      step('fulfilment', 2, ['fraud', 'compliance', 'stock', 'routing']),
      step('notification', 3, ['fulfilment'], { fallback: 'skip' }),
    ],
  },
  policy: {
    ask: { below_confidence: 0.7, above_usd: 500, four_eyes_above_usd: 2000, sample: 0.1 },
    conflicts: { resolve: 'priority', person_above_usd: 500 },
    segments: { value_bands_usd: [50, 500] },
    rates: { as_of: '2026-11-18', per_usd: { HKD: 7.79, SGD: 1.345 } },
    deadlines: { default: 4 * HOUR, by_step: {} },
    freshness: { hold_runs_after: 2 * MINUTE, ask_after_waiting: 10 * MINUTE, retry_every: 15 * SECOND },
    settle: 2 * MINUTE,
  },
  actions,
}

export const order = (patch: Partial<Order> = {}): Order => ({
  entity_id: 'shopify:sample.example:1042',
  number: '#1042',
  created_at: '2026-11-10T09:00:00Z',
  total: { amount: 548_000, currency: 'HKD' },
  lines: [
    {
      sku: 'TEE-1',
      title: 'T-shirt',
      quantity: 1,
      unit_price: { amount: 548_000, currency: 'HKD' },
      grams: 200,
      requires_shipping: true,
    },
  ],
  customer: null,
  shipping_address: null,
  billing_address: null,
  payment: { gateways: [], status: 'paid' },
  fulfilment_status: null,
  cancelled_at: null,
  shipping_method: null,
  market: 'HK',
  locale: 'en',
  ip: null,
  tags: [],
  note: null,
  test: false,
  problems: [],
  ...patch,
})

export const received = (
  patch: Partial<Extract<RunInput, { type: 'receive' }>['body']> = {},
  content = order(),
): RunInput => ({
  type: 'receive',
  order: content,
  decisions: null,
  facts: null,
  body: {
    kind: 'live',
    workflow: 'order_to_fulfilment',
    config_hash: 'c1',
    number: content.number,
    market: 'HK',
    locale: 'en',
    total: content.total,
    parent: null,
    ...patch,
  },
})

type Result = {
  ask?: boolean
  ahead?: boolean
  params?: JsonObject
  confidence?: number
  four_eyes?: boolean
  fallback?: boolean
  reasons?: string[]
}

/** A step's result whose gate answered act (or ask). */
export function result(
  name: string,
  action: string,
  {
    ask = false,
    ahead = false,
    params = {},
    confidence = 0.9,
    four_eyes = false,
    fallback = false,
    reasons = ['because'],
  }: Result = {},
): StepResult {
  return {
    status: 'completed',
    step: name,
    ahead,
    params,
    input: {},
    measured: {},
    body: {
      agent: name,
      version: '1.0.0',
      source: fallback ? 'fallback' : 'rules',
      decision: action,
      confidence,
      flags: [],
      reasons: [{ text: 'r', source: 's' }],
      against: [],
      unchecked: [],
      amount: null,
      departs: ask,
      fingerprint: fingerprint({ action, params }),
      input_hash: 'i',
      fallback: fallback ? { used: 'manual_review_queue', because: 'timeout' } : null,
      gate: {
        answer: ask ? 'ask' : 'act',
        must_ask: ask,
        p_ask: ask ? 1 : 0.1,
        reasons,
        level: 'L1',
        four_eyes,
        scope: { agent: name, version: '1.0.0', action, segment: 'HK|0-50' },
      },
    },
  }
}

export const results = (...all: StepResult[]): RunInput => ({ type: 'results', results: all })

export const newRun = (): RunState =>
  initialState({ run_id: RUN_ID, entity_type: 'order', entity_id: 'shopify:sample.example:1042', config })

/** Folds inputs one after the other, a second apart, and says what the last one gave rise to. */
export function play(...inputs: RunInput[]): {
  state: RunState
  bodies: EventBody[]
  events: RunEvent[]
  all: RunEvent[]
} {
  let state = newRun()
  let events: RunEvent[] = []
  const all: RunEvent[] = []
  inputs.forEach((input, index) => {
    ;({ state, events } = decide(input, state, NOW + index * SECOND))
    all.push(...events)
  })
  return { state, events, all, bodies: events.map(({ body }) => body) }
}

export const types = (bodies: EventBody[]): string[] => bodies.map(({ type }) => type)

export function openId(state: RunState, name: string): string {
  const found = Object.values(state.decisions).find((decision) => decision.step === name && decision.status === 'open')
  if (!found) throw new Error(`no open decision of ${name}`)
  return found.decision_id
}

export function verdict(
  state: RunState,
  name: string,
  kind: 'approve' | 'reject' | 'edit' | 'request_changes',
  patch: { by?: string; revision?: number; params?: JsonObject } = {},
): RunInput {
  const decision_id = openId(state, name)
  return {
    type: 'verdict',
    evidence_opened: false,
    request: {
      run_id: RUN_ID,
      decision_id,
      revision: patch.revision ?? state.decisions[decision_id]?.revision ?? 1,
      kind,
      by: patch.by ?? 'UANA',
      ...(patch.params ? { params: patch.params } : {}),
    },
  }
}

/** Starts and succeeds everything that can start. */
export function carryOut(state: RunState, at = NOW + HOUR): RunState {
  const due = Object.values(state.actions)
    .filter((action) => action.status === 'scheduled')
    .map((action) => action.action_id)
  const started = decide({ type: 'start', action_ids: due }, state, at).state
  return due.reduce(
    (now, action_id) =>
      decide(
        { type: 'outcome', action_id, outcome: { status: 'succeeded', ref: `ref-${now.actions[action_id]?.action}` } },
        now,
        at,
      ).state,
    started,
  )
}
