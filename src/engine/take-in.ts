// Stored deliveries become runs and signals. Doing the same delivery twice changes nothing.

import type { NormalisedDelivery } from '../channels/channel.ts'
import { intakeOf, orderRunId } from '../channels/intake.ts'
import type { Check } from '../contracts/check.ts'
import type { EntityRef } from '../contracts/entity.ts'
import type { ObservedFact, PersonsRequest } from '../contracts/fact.ts'
import type { Order } from '../contracts/order.ts'
import type { Proposal } from '../contracts/proposal.ts'
import type { RunKind } from '../contracts/run.ts'
import type { Append, Intake } from '../ledger/ledger.ts'
import { decide } from '../workflow/decide.ts'
import { initialState } from '../workflow/state.ts'
import { startAppend } from './commit.ts'
import type { EngineParts } from './parts.ts'

type Start = {
  run_id: string
  workflow: string
  kind: RunKind
  order: Order
  refs: EntityRef[]
  facts: Record<string, ObservedFact> | null
  /** Set when a person asked for it, in their words. */
  request?: PersonsRequest
  /** Set for a look at agents' or reviewers' work, with what agents say there in place of judging. */
  check?: Check
  scripted?: Record<string, Proposal>
}

/** The append that starts a run under the present configuration. */
export function startOf(
  parts: Pick<EngineParts, 'current' | 'clock'>,
  { run_id, workflow, kind, order, refs, facts, request, check, scripted }: Start,
): Append {
  const { hash, config } = parts.current
  const now = parts.clock()
  const fresh = initialState({ run_id, entity_type: 'order', entity_id: order.entity_id, config })
  const body = {
    kind,
    workflow,
    config_hash: hash,
    number: order.number,
    market: order.market,
    locale: order.locale,
    total: order.total,
    parent: null,
    requested_by: request?.by ?? null,
    check: check ?? null,
  }
  const said = { request: request ?? null, scripted: scripted ?? null }
  const receive = { type: 'receive' as const, body, order, decisions: null, facts, ...said }
  const { events, state } = decide(receive, fresh, now)
  return startAppend(state, events, { config_hash: hash, refs, now })
}

export function createTakeIn(parts: EngineParts): (keys: string[]) => Promise<string[]> {
  return async (keys) => {
    const deliveries = await parts.ledger.deliveries(keys)
    const { workflows } = await parts.inForce()
    const items = deliveries.map((delivery) => itemOf(parts.normalise(delivery), workflows))
    if (items.length === 0) return []
    const results = await parts.ledger.intake(items)
    for (const result of results.filter(({ outcome }) => outcome === 'refused'))
      parts.log.error({ delivery: result.delivery }, 'a delivery could not be taken in; it stays stored')
    return [
      ...new Set(
        results.flatMap(({ run_id, outcome }) =>
          run_id && (outcome === 'started' || outcome === 'signalled') ? [run_id] : [],
        ),
      ),
    ]
  }

  function itemOf(event: NormalisedDelivery, switched: Record<string, boolean>): Intake {
    if (event.what === 'ignored') return event
    const topic = event.what === 'order.created' ? event.what : event.topic
    const [name] =
      Object.entries(parts.current.workflows).find(
        ([key, workflow]) => workflow.trigger === topic && (switched[key] ?? workflow.enabled),
      ) ?? []
    // Any other event of an order starts the workflow that waits for it, when it brings the whole order.
    if (event.what === 'order.signal' && (name === undefined || event.order === null)) return intakeOf(event)
    if (name === undefined || event.order === null)
      return { delivery: event.delivery, what: 'ignored', because: 'no workflow for order.created is switched on' }
    const created_at = event.what === 'order.created' ? event.run_moment : event.order.created_at
    const append = startOf(parts, {
      run_id: orderRunId({ entity_id: event.entity_id, created_at }, name),
      workflow: name,
      kind: 'live',
      order: event.order,
      refs: event.refs,
      facts: null,
    })
    return {
      delivery: event.delivery,
      what: 'start',
      entity_type: 'order',
      entity_id: event.entity_id,
      append,
      signal: null,
    }
  }
}
