// Signals to every open run of their entity (children have their parent), or to the newest one when all are over, or aside until
// there is one; late truth to all of them: what the shop says concerns the order's own run as well as a review or a repair that a person asked for.
// The entities' rows are locked.
import type { Query } from '../db.ts'
import { arrayLiteral, rowSet, timestamp } from '../row-set.ts'

const LISTENING = `
  SELECT entity_id, run_id, parent_run_id IS NULL AND (age = 1 OR status IN ('running', 'waiting')) AS listens FROM (
    SELECT entity_id, run_id, created_at, status, parent_run_id,
      row_number() OVER (PARTITION BY entity_id, parent_run_id IS NULL ORDER BY created_at DESC, run_id DESC) AS age
    FROM runs WHERE entity_id = ANY($1::text[]) AND kind NOT IN ('seed', 'audit')
  ) AS own
  ORDER BY entity_id, created_at DESC, run_id DESC`

const toInbox = rowSet({ run_id: 'uuid', delivery: 'text', topic: 'text', at: 'timestamptz', content: 'jsonb' })
const DELIVER = `
  WITH locked AS MATERIALIZED (
    SELECT run_id FROM runs WHERE run_id = ANY($1::uuid[]) ORDER BY run_id FOR NO KEY UPDATE
  ), added AS (
    INSERT INTO inbox (${toInbox.names}) SELECT ${toInbox.names} FROM ${toInbox.unnest('input')}
    ON CONFLICT (run_id, delivery) DO NOTHING RETURNING run_id
  )
  UPDATE runs SET signals = runs.signals + counted.signals, wake_at = least(runs.wake_at, $6::timestamptz)
  FROM (SELECT run_id, count(*)::int AS signals FROM added GROUP BY run_id) AS counted, (SELECT count(*) FROM locked) AS all_locked
  WHERE runs.run_id = counted.run_id`

const aside = rowSet({ entity_id: 'text', delivery: 'text', topic: 'text', at: 'timestamptz', content: 'jsonb' })
const PARK = `
  INSERT INTO parked (${aside.names}) SELECT ${aside.names} FROM ${aside.unnest('input')}
  ON CONFLICT (entity_id, delivery) DO NOTHING`

export type SignalRow = { delivery: string; topic: string; at: string; content: string }

export type EntityRuns = {
  /** Those that go on, the newest first; else the newest. */
  listening: string[]
  /** Children and what is over too: late truth is for whoever decided. */
  all: string[]
}

export async function runsOnEntities(tx: Query, entityIds: readonly string[]): Promise<Map<string, EntityRuns>> {
  const runs = new Map<string, EntityRuns>()
  if (entityIds.length === 0) return runs
  const rows = await tx.query<{ entity_id: string; run_id: string; listens: boolean }>(LISTENING, [
    arrayLiteral(entityIds),
  ])
  for (const { entity_id, run_id, listens } of rows) {
    const known = runs.get(entity_id) ?? { listening: [], all: [] }
    known.all.push(run_id)
    if (listens) known.listening.push(run_id)
    runs.set(entity_id, known)
  }
  return runs
}

export async function deliverSignals(
  tx: Query,
  signals: readonly (SignalRow & { run_id: string })[],
  now: number,
): Promise<void> {
  if (signals.length > 0) await tx.query(DELIVER, [...toInbox.values(signals), timestamp(now)])
}

export async function parkSignals(tx: Query, signals: readonly (SignalRow & { entity_id: string })[]): Promise<void> {
  if (signals.length > 0) await tx.query(PARK, aside.values(signals))
}
