// Whole runs in one statement, so that stream and inbox are of one moment: an inbox older than its stream would be consumed twice.
import { z } from 'zod'
import { EntityType } from '../../contracts/entity.ts'
import { EventBody, Measured, type RunEvent } from '../../contracts/event.ts'
import type { JsonObject } from '../../contracts/json.ts'
import type { Query } from '../db.ts'
import type { Signal } from '../ledger.ts'
import { arrayLiteral } from '../row-set.ts'

const EVENT = `json_build_array((extract(epoch FROM "timestamp") * 1000)::bigint, result, metadata, sealed)`
const SIGNAL = `json_build_object('delivery', delivery, 'topic', topic, 'at', (extract(epoch FROM at) * 1000)::bigint, 'content', content)`

const SELECT = `
  SELECT run_id, version, encode(head, 'hex') AS head, entity_type, entity_id, market, locale, currency, config_hash,
    (SELECT json_agg(${EVENT} ORDER BY version) FROM events WHERE events.run_id = runs.run_id) AS events,
    (SELECT json_agg(${SIGNAL} ORDER BY at, arrival) FROM inbox WHERE inbox.run_id = runs.run_id AND runs.signals > 0) AS inbox
  FROM runs WHERE run_id = ANY($1::uuid[])`

/** From a jsonb column, so a JSON object by construction: only its being one is checked. */
const Stored = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))

const LoadedRow = z.object({
  run_id: z.string(),
  version: z.int(),
  head: z.string(),
  entity_type: EntityType,
  entity_id: z.string(),
  market: z.string().nullable(),
  locale: z.string().nullable(),
  currency: z.string().nullable(),
  config_hash: z.string(),
  events: z.array(z.tuple([z.number(), EventBody, Measured, Stored.nullable()])),
  inbox: z.array(z.object({ delivery: z.string(), topic: z.string(), at: z.number(), content: Stored })).nullable(),
})

export type LoadedRun = Omit<z.infer<typeof LoadedRow>, 'events' | 'inbox'> & { events: RunEvent[]; inbox: Signal[] }

export type Loaded = {
  runs: LoadedRun[]
  /** Runs whose rows this program cannot read; the others are not kept from their work by them. */
  unreadable: { run_id: unknown; error: unknown }[]
}

/** In no particular order; unknown ids are left out. */
export async function loadRuns(query: Query, runIds: readonly string[]): Promise<Loaded> {
  const runs: LoadedRun[] = []
  const unreadable: Loaded['unreadable'] = []
  for (const row of runIds.length === 0 ? [] : await query.query(SELECT, [arrayLiteral(runIds)])) {
    const parsed = LoadedRow.safeParse(row)
    if (!parsed.success) {
      unreadable.push({ run_id: row.run_id, error: parsed.error })
      continue
    }
    const { events, inbox, ...run } = parsed.data
    runs.push({ ...run, events: events.map(runEvent), inbox: inbox ?? [] })
  }
  return { runs, unreadable }
}

function runEvent([at, body, measured, sealed]: [number, EventBody, Measured, JsonObject | null]): RunEvent {
  return { at, body, sealed, ...(Object.keys(measured).length > 0 ? { measured } : {}) }
}
