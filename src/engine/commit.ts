// From a session to the record: one append with the run's row, its children and what it consumed; then the hints that follow.
import type { EntityRef } from '../contracts/entity.ts'
import type { EventOf, RunEvent } from '../contracts/event.ts'
import type { Append, AppendResult } from '../ledger/ledger.ts'
import { earlierDecisions } from '../workflow/ahead.ts'
import { decide } from '../workflow/decide.ts'
import { statusOf, wakeAt } from '../workflow/next.ts'
import { isSetGoing } from '../workflow/schedule.ts'
import { initialState, type RunState } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'
import type { Session } from './session.ts'

type CommitOptions = { lane: 'work' | 'verdict'; starting?: string[] }

/** Makes the session's events durable; on success the session is clean and hints are out. */
export async function commit(
  parts: EngineParts,
  session: Session,
  { lane, starting = [] }: CommitOptions,
): Promise<AppendResult> {
  const now = parts.clock()
  const events = session.pending
  const append = appendOf(session, now)
  append.starting = starting.flatMap((id) => {
    const action = session.state.actions[id]
    return action
      ? [
          {
            action_id: id,
            action: action.action,
            conflicts_with: session.state.config.actions[action.action]?.conflicts_with ?? [],
          },
        ]
      : []
  })
  const result = await parts.ledger.append(append, lane)
  if (result.status !== 'appended') return result
  session.durable = result.version
  session.pending = []
  session.consumed = []
  await hintAfter(parts, session.state, events, append)
  // It is durable whatever comes of this; what does not reach another run now does when one of the two starts something.
  await parts
    .afterwards?.(session.state, events)
    .catch((error: unknown) => parts.log.warn({ err: error, runId: session.state.run_id }, 'another run was not told'))
  return result
}

export function appendOf(session: Session, now: number): Append {
  const { state, pending } = session
  return {
    ...rowOf(state, now),
    expected_version: session.durable,
    events: pending,
    config_hash: '',
    causation_id: state.parent?.run_id ?? null,
    consumed: session.consumed,
    refs: refsOf(state, pending),
    starting: [],
    children: pending.flatMap((event) =>
      event.body.type === 'child.started' ? [childOf(state, event.body, now)] : [],
    ),
  }
}

/** The append that starts a run. */
export function startAppend(
  state: RunState,
  events: RunEvent[],
  options: { config_hash: string; refs: EntityRef[]; now: number },
): Append {
  return {
    ...rowOf(state, options.now),
    expected_version: 0,
    events,
    config_hash: options.config_hash,
    causation_id: state.parent?.run_id ?? null,
    consumed: [],
    refs: options.refs,
    starting: [],
    children: [],
  }
}

function rowOf(state: RunState, now: number): Pick<Append, 'run_id' | 'entity_type' | 'entity_id' | 'row'> {
  const { run_id, entity_type, entity_id, workflow, kind } = state
  return { run_id, entity_type, entity_id, row: { workflow, kind, ...statusOf(state), wake_at: wakeAt(state, now) } }
}

function childOf(parent: RunState, { step, child }: EventOf<'child.started'>, now: number): Append['children'][number] {
  const fresh = initialState({
    run_id: child,
    entity_type: parent.entity_type,
    entity_id: parent.entity_id,
    config: parent.config,
  })
  const body = {
    kind: parent.kind,
    workflow: parent.workflow,
    config_hash: parent.config_hash,
    number: parent.number,
    market: parent.market,
    locale: parent.locale,
    total: parent.order?.total ?? null,
    parent: { run_id: parent.run_id, step, ...(isSetGoing(parent) ? { answered: true } : {}) },
    requested_by: parent.requested_by,
    check: null,
  }
  const facts = Object.keys(parent.given).length > 0 ? parent.given : null
  const { events, state } = decide(
    {
      type: 'receive',
      body,
      order: parent.order,
      decisions: earlierDecisions(parent),
      facts,
      request: parent.request,
    },
    fresh,
    now,
  )
  const {
    children: _children,
    starting: _starting,
    ...append
  } = startAppend(state, events, { config_hash: parent.config_hash, refs: [], now })
  return append
}

/** A shipment's tracking reference becomes a name the order can be found by. */
function refsOf(state: RunState, events: RunEvent[]): EntityRef[] {
  return events.flatMap(({ body }): EntityRef[] =>
    body.type === 'action.succeeded' && state.actions[body.action_id]?.action === 'ship'
      ? [{ kind: 'tracking', value: body.ref }]
      : [],
  )
}

const SHOWN_ON_CARDS = /^(decision|verdict|action|run|audit|check)\.|^step\.(waiting|previewed)$/

async function hintAfter(parts: EngineParts, state: RunState, events: RunEvent[], append: Append): Promise<void> {
  const hasCard = state.question > 0 || state.phase === 'dead'
  if (hasCard && events.some((event) => SHOWN_ON_CARDS.test(event.body.type)))
    await parts.jobs.hint('cards', [state.run_id])
  if (append.children.length > 0)
    await parts.jobs.hint(
      'advance',
      append.children.map((child) => child.run_id),
    )
}
