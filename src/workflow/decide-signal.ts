// The shop says something happened to the order: a change, a cancellation, a shipment made elsewhere, a late outcome.

import type { EventBody, RunEvent } from '../contracts/event.ts'
import { contentHash } from '../contracts/json.ts'
import type { Order } from '../contracts/order.ts'
import type { RunInput } from './input.ts'
import { learn } from './late-truth.ts'
import { openDecisions, type RunState } from './state.ts'

export function decideSignal(input: Extract<RunInput, { type: 'signal' }>, state: RunState, now: number): RunEvent[] {
  const order = isOlder(input.order, state.order) ? null : input.order
  const material =
    order !== null && state.order !== null && contentHash(essence(order)) !== contentHash(essence(state.order))
  const plain = (body: EventBody): RunEvent => ({ at: now, body, sealed: null })
  const received: RunEvent = {
    at: now,
    body: { type: 'signal.received', topic: input.topic, delivery: input.delivery, material },
    sealed: order ? { order } : null,
  }
  const learned = input.outcome ? learn(input.outcome, input.delivery, state).map(plain) : []
  if (state.phase !== 'open' || learned.length > 0) return [received, ...learned]
  const supersede = (because: string): RunEvent[] =>
    openDecisions(state).map((decision) =>
      plain({ type: 'decision.superseded', decision_id: decision.decision_id, because }),
    )
  const stop = (because: string): RunEvent[] =>
    Object.values(state.actions)
      .filter(({ status }) => status === 'scheduled')
      .map(({ action_id }) => plain({ type: 'action.stopped', action_id, by: because }))
  if (input.topic === 'order.cancelled') {
    const because = 'the order was cancelled in the shop'
    const undo = Object.values(state.actions)
      .filter((action) => action.status === 'succeeded' && (state.config.actions[action.action]?.undo_ms ?? 0) > 0)
      .map(({ action_id }) => plain({ type: 'action.undo_requested', action_id, by: because }))
    return [received, ...supersede(because), ...stop(because), ...undo, plain({ type: 'run.cancelled', because })]
  }
  // What is to be repaired is often just this: a parcel that left.
  const isRepair = (state.request?.about ?? null) !== null
  if (input.topic === 'order.fulfilled' && !isRepair && !hasShipped(state)) {
    const because = 'the order was shipped outside Countersign'
    return [
      received,
      ...supersede(because),
      ...stop(because),
      plain({ type: 'run.completed', outcome: 'shipped_elsewhere' }),
    ]
  }
  return material ? [received, ...supersede('the order changed'), ...stop('the order changed')] : [received]
}

/** Deliveries overtake each other: what happened counts whenever it is heard of, but older content never replaces newer. */
function isOlder(said: Order | null, held: Order | null): boolean {
  if (!said?.updated_at || !held?.updated_at) return false
  return Date.parse(said.updated_at) < Date.parse(held.updated_at)
}

export function hasShipped(state: RunState): boolean {
  return Object.values(state.actions).some(
    ({ action, status }) => action === 'ship' && ['started', 'unknown', 'succeeded'].includes(status),
  )
}

/** What agents judge by: when this changes, open questions are about another order. */
function essence({ total, lines, shipping_address, billing_address, customer, shipping_method }: Order): unknown {
  return { total, lines, shipping_address, billing_address, customer: customer?.id ?? customer?.email, shipping_method }
}
