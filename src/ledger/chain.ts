// Every event is chained to the one before it. Personal fields enter the chain as a salted digest only, so they can be
// erased later and the chain still verifies; guessing them from the digest would need the salt, which goes with them.
import { randomBytes } from 'node:crypto'
import type { WireEvent } from '../contracts/event.ts'
import { sha256 } from '../contracts/json.ts'

/** What the first event of a run is chained to. */
export const GENESIS = '0'.repeat(64)

const SALT_BYTES = 16
let pool = Buffer.alloc(0)

/** Random bytes are drawn for many salts at a time: asking for them costs more than they do. */
export function newSalt(): string {
  if (pool.length === 0) pool = randomBytes(256 * SALT_BYTES)
  const salt = pool.toString('hex', 0, SALT_BYTES)
  pool = pool.subarray(SALT_BYTES)
  return salt
}

/** Digest of sealed fields as they are stored. Salts, digests and hashes are hex here. */
export function sealedDigest(salt: string, sealed: string): string {
  return sha256(`${salt}\n${sealed}`)
}

export function chainHash(previous: string, link: { envelope: string; sealedDigest: string | null }): string {
  return sha256(`${previous}\n${link.envelope}\n${link.sealedDigest ?? '-'}`)
}

/** The published event as one text: its body and metadata exactly as they are stored, which is how they are read back to verify. */
export function envelopeText(
  wire: Omit<WireEvent, 'result' | 'metadata'>,
  texts: { result: string; metadata: string },
): string {
  const { event_id, event_type, entity_type, entity_id, agent_name, timestamp } = wire
  return `${JSON.stringify([event_id, event_type, entity_type, entity_id, agent_name, timestamp])}\n${texts.result}\n${texts.metadata}`
}
