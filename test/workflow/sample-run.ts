import { HOUR, SECOND } from '../../src/contracts/clock.ts'
import type { EventBody, RunEvent } from '../../src/contracts/event.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import type { Order } from '../../src/contracts/order.ts'
import { fingerprint } from '../../src/contracts/proposal.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunInput, StepResult } from '../../src/workflow/input.ts'
import { initialState, type RunState } from '../../src/workflow/state.ts'

import { config, NOW, RUN_ID } from './sample-config.ts'

export { config, NOW, RUN_ID } from './sample-config.ts'

export const order = (patch: Partial<Order> = {}): Order => ({
  entity_id: 'shopify:sample.example:1042',
  number: '#1042',
  created_at: '2026-11-10T09:00:00Z',
  updated_at: null,
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
  ship_by: null,
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
    requested_by: null,
    check: null,
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
      audit: null,
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

/** The usual first moves of a spec. */
export const tierOne = results(result('fraud', 'release'), result('compliance', 'clear'), result('stock', 'reserve'))
export const heldByFraud = results(
  result('fraud', 'hold', { ask: true, confidence: 0.62 }),
  result('compliance', 'clear'),
  result('stock', 'reserve'),
)
export const ahead = results(result('routing', 'route', { ahead: true, params: { warehouse: 'SG' } }))
export const aheadShip = results(result('fulfilment', 'ship', { ahead: true, ask: true, params: { carrier: 'X' } }))
