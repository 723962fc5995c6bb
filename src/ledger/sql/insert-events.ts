// The events themselves, of all runs of a batch at once.
import type { PreparedEvent } from '../append/prepare.ts'
import type { Query } from '../db.ts'
import { rowSet } from '../row-set.ts'

const input = rowSet({
  run_id: 'uuid',
  version: 'int',
  event_id: 'uuid',
  event_type: 'text',
  entity_type: 'text',
  entity_id: 'text',
  agent_name: 'text',
  timestamp: 'timestamptz',
  result: 'json',
  metadata: 'json',
  sealed: 'json',
  salt: 'text',
  sealed_digest: 'text',
  hash: 'text',
})

const INSERT = `
  INSERT INTO events (run_id, version, event_id, event_type, entity_type, entity_id, agent_name, "timestamp",
    result, metadata, sealed, salt, sealed_digest, hash)
  SELECT run_id, version, event_id, event_type, entity_type, entity_id, agent_name, input."timestamp",
    result, metadata, sealed, decode(salt, 'hex'), decode(sealed_digest, 'hex'), decode(hash, 'hex')
  FROM ${input.unnest('input')}`

export async function insertEvents(tx: Query, events: readonly PreparedEvent[]): Promise<void> {
  if (events.length > 0) await tx.query(INSERT, input.values(events.map(eventRow)))
}

function eventRow({ wire, result, metadata, sealed, salt, sealedDigest, hash }: PreparedEvent) {
  const { run_id, run_version } = wire.metadata
  const { event_id, event_type, entity_type, entity_id, agent_name, timestamp } = wire
  return {
    run_id,
    version: run_version,
    event_id,
    event_type,
    entity_type,
    entity_id,
    agent_name,
    timestamp,
    result,
    metadata,
    sealed,
    salt,
    sealed_digest: sealedDigest,
    hash,
  }
}
