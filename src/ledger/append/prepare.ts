// Everything about an append that can be done before its transaction: checks, digests, the hash chain, the projected rows.

import { AppError } from '../../contracts/app-error.ts'
import { agentOf, EventBody, Measured, type RunEvent, type WireEvent, wireType } from '../../contracts/event.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { JsonObject } from '../../contracts/json.ts'
import { chainHash, envelopeText, GENESIS, newSalt, sealedDigest } from '../chain.ts'
import type { Append } from '../ledger.ts'
import { type ProjectedRows, project } from '../projections/project.ts'
import { isRunId } from '../run-id.ts'
import { isStorable, storable, storableRefs } from '../storable.ts'
import type { RunFacts } from './run-facts.ts'

export type PreparedEvent = {
  wire: WireEvent
  result: string
  metadata: string
  sealed: string | null
  salt: string | null
  sealedDigest: string | null
  hash: string
}

export type PreparedAppend = {
  append: Omit<Append, 'children' | 'starting'>
  starting: Append['starting']
  events: PreparedEvent[]
  rows: ProjectedRows
  /** As it will be after the append. */
  facts: RunFacts
  received: Extract<EventBody, { type: 'run.received' }> | null
  children: PreparedAppend[]
}

export type Preparation = { newId: NewId; teamOf(step: string): string }

type AnyAppend = Append | Append['children'][number]

/** `before` is null for a run that does not exist yet. Throws `append.unstorable` when no database could take it. */
export function prepareAppend(append: AnyAppend, before: RunFacts | null, context: Preparation): PreparedAppend {
  checkIdentity(append)
  const checkedEvents = append.events.map(checked)
  const first = checkedEvents[0]?.body
  const received = !before && first?.type === 'run.received' ? first : null
  if (!before && !received) throw unstorable('a run begins with run.received')
  const words = before ?? {
    market: received?.market ?? null,
    locale: received?.locale ?? null,
    currency: received?.total?.currency ?? null,
  }
  let head = before?.head ?? GENESIS
  const events = checkedEvents.map((event, index) => {
    const prepared = prepareEvent({
      event,
      append,
      version: append.expected_version + index + 1,
      words,
      previous: head,
      context,
    })
    head = prepared.hash
    return prepared
  })
  const { run_id, entity_id, row } = append
  const envelopes = checkedEvents.map(({ at, body, measured }, index) => ({
    run_id,
    entity_id,
    kind: row.kind,
    run_version: append.expected_version + index + 1,
    at,
    body,
    measured,
    team: context.teamOf,
  }))
  const { market, locale, currency } = words
  return {
    append: { ...append, refs: storableRefs(append.refs) },
    starting: 'starting' in append ? append.starting : [],
    events,
    rows: project(envelopes),
    facts: { version: append.expected_version + events.length, head, market, locale, currency },
    received,
    children: 'children' in append ? append.children.map((child) => prepareAppend(child, null, context)) : [],
  }
}

type Checked = { at: number; body: EventBody; text: string; sealed: JsonObject | null; measured: Measured | undefined }

/** What is stored must be readable: a body that would not parse when read would stop its run for good. */
function checked({ at, body, sealed, measured }: RunEvent): Checked {
  if (!Number.isFinite(at)) throw unstorable(`${body.type} has no time`)
  const parsed = EventBody.safeParse(body)
  if (!parsed.success) throw unstorable(`${body.type} is not well formed`, parsed.error)
  const { value, text } = storable(parsed.data as JsonObject)
  return {
    at: Math.trunc(at),
    body: value as EventBody,
    text,
    sealed,
    measured: measured && checkedMeasures(measured, body.type),
  }
}

function checkedMeasures(measured: Measured, type: string): Measured {
  const parsed = Measured.safeParse(measured)
  if (!parsed.success) throw unstorable(`the measurements of ${type} are not well formed`, parsed.error)
  return storable(parsed.data as JsonObject).value as Measured
}

type EventInContext = {
  event: Checked
  append: AnyAppend
  version: number
  words: Pick<RunFacts, 'market' | 'locale' | 'currency'>
  previous: string
  context: Preparation
}

function prepareEvent({ event, append, version, words, previous, context }: EventInContext): PreparedEvent {
  const { entity_type, entity_id, run_id, causation_id } = append
  const { market, locale, currency } = words
  const wire: WireEvent = {
    event_id: context.newId(),
    event_type: wireType(entity_type, event.body),
    entity_type,
    entity_id,
    agent_name: agentOf(event.body),
    timestamp: new Date(event.at).toISOString(),
    result: event.body,
    metadata: {
      schema_version: 1,
      run_id,
      run_version: version,
      causation_id,
      market,
      locale,
      currency,
      ...event.measured,
    },
  }
  const result = event.text
  const metadata = JSON.stringify(wire.metadata)
  const sealed = event.sealed === null ? null : storable(event.sealed).text
  const salt = sealed === null ? null : newSalt()
  const digest = sealed === null || salt === null ? null : sealedDigest(salt, sealed)
  const hash = chainHash(previous, { envelope: envelopeText(wire, { result, metadata }), sealedDigest: digest })
  return { wire, result, metadata, sealed, salt, sealedDigest: digest, hash }
}

/** Names of things are never changed to fit: a run or an entity of another name is another one. */
function checkIdentity({
  run_id,
  entity_id,
  causation_id,
  consumed,
  expected_version,
  children = [],
}: AnyAppend & { children?: AnyAppend[] }): void {
  if (![run_id, entity_id, causation_id ?? '', ...consumed].every(isStorable))
    throw unstorable('a name holds a character no database stores')
  if (!isRunId(run_id)) throw unstorable('a run id is a UUID')
  if (children.some((child) => child.expected_version !== 0)) throw unstorable('a child is created, not appended to')
  if (!Number.isInteger(expected_version) || expected_version < 0) throw unstorable('a version is a whole number')
}

function unstorable(because: string, cause?: unknown): AppError {
  return new AppError('append.unstorable', because, { cause })
}
