// Walks a run's hash chain over the rows exactly as they are stored: parsing first would hide what somebody added.
import { chainHash, envelopeText, GENESIS, sealedDigest } from './chain.ts'
import type { Query } from './db.ts'

type StoredEvent = {
  version: number
  run_version: number | null
  event_id: string
  event_type: string
  entity_type: string
  entity_id: string
  agent_name: string | null
  timestamp: number
  result: string
  metadata: string
  sealed: string | null
  salt: string | null
  sealed_digest: string | null
  hash: string
}

const EVENTS = `
  SELECT version, event_id, event_type, entity_type, entity_id, agent_name, "timestamp",
    result::text AS result, metadata::text AS metadata, sealed::text AS sealed, (metadata->>'run_version')::int AS run_version,
    encode(salt, 'hex') AS salt, encode(sealed_digest, 'hex') AS sealed_digest, encode(hash, 'hex') AS hash
  FROM events WHERE run_id = $1 ORDER BY version`
const RUN = `SELECT version, encode(head, 'hex') AS head FROM runs WHERE run_id = $1`

/** The first version that does not verify, or null. A missing event is the version that should be there. */
export async function verifyChain(query: Query, runId: string): Promise<number | null> {
  const [run] = await query.query<{ version: number; head: string }>(RUN, [runId])
  const events = await query.query<StoredEvent>(EVENTS, [runId])
  let previous = GENESIS
  for (const [index, event] of events.entries()) {
    const version = index + 1
    if (event.version !== version || event.run_version !== version || !sealHolds(event)) return version
    if (
      chainHash(previous, { envelope: envelopeText(wireOf(event), event), sealedDigest: event.sealed_digest }) !==
      event.hash
    )
      return version
    previous = event.hash
  }
  if (run && run.version !== events.length) return Math.min(run.version, events.length) + 1
  return run && run.head !== previous ? events.length : null
}

/** Erased means sealed and salt are both gone. */
function sealHolds({ sealed, salt, sealed_digest }: StoredEvent): boolean {
  if (sealed === null && salt === null) return true
  return salt !== null && sealed !== null && sealed_digest === sealedDigest(salt, sealed)
}

function wireOf({ event_id, event_type, entity_type, entity_id, agent_name, timestamp }: StoredEvent) {
  return { event_id, event_type, entity_type, entity_id, agent_name, timestamp: new Date(timestamp).toISOString() }
}
