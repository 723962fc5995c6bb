// Creates runs; those that exist already are not returned.

import type { PreparedAppend } from '../append/prepare.ts'
import type { Query } from '../db.ts'
import { rowSet, timestamp } from '../row-set.ts'

const input = rowSet({
  run_id: 'uuid',
  version: 'int',
  head: 'text',
  entity_type: 'text',
  entity_id: 'text',
  workflow: 'text',
  kind: 'text',
  number: 'text',
  market: 'text',
  locale: 'text',
  currency: 'text',
  parent_run_id: 'uuid',
  config_hash: 'text',
  status: 'text',
  waiting_on: 'text',
  wake_at: 'timestamptz',
  created_at: 'timestamptz',
})

const INSERT = `
  INSERT INTO runs (run_id, version, head, entity_type, entity_id, workflow, kind, number, market, locale, currency,
    parent_run_id, config_hash, status, waiting_on, wake_at, created_at, since)
  SELECT run_id, version, decode(head, 'hex'), entity_type, entity_id, workflow, kind, number, market, locale, currency,
    parent_run_id, config_hash, status, waiting_on, wake_at, created_at, created_at
  FROM ${input.unnest('input')} ORDER BY run_id
  ON CONFLICT (run_id) DO NOTHING
  RETURNING run_id`

/** Returns the ids of the runs that did not exist. */
export async function insertRuns(tx: Query, prepared: readonly PreparedAppend[]): Promise<Set<string>> {
  if (prepared.length === 0) return new Set()
  const created = await tx.query<{ run_id: string }>(INSERT, input.values(prepared.map(runRow)))
  return new Set(created.map((row) => row.run_id))
}

function runRow({ append, facts, received, events }: PreparedAppend) {
  const { run_id, entity_type, entity_id, config_hash, row } = append
  const { status, waiting_on, workflow, kind } = row
  return {
    run_id,
    ...facts,
    entity_type,
    entity_id,
    workflow,
    kind,
    config_hash,
    status,
    waiting_on,
    number: received?.number ?? '',
    parent_run_id: received?.parent?.run_id,
    wake_at: timestamp(row.wake_at),
    created_at: events[0]?.wire.timestamp,
  }
}
