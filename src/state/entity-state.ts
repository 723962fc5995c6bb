// The shared context agents read instead of calling each other: facts about an entity, one field at a time, gone after 72 hours.

import { HOUR } from '../contracts/clock.ts'
import type { ObservedFact } from '../contracts/fact.ts'
import type { Json } from '../contracts/json.ts'

export const ENTITY_STATE_TTL_MS = 72 * HOUR

/** A cache, not a record: a store that cannot be reached reads as empty and forgets what is written, and reports it; nothing here throws. */
export type EntityState = {
  /** Fields of an entity, only those that exist. */
  read(entityId: string, fields: readonly string[]): Promise<Record<string, ObservedFact>>
  /** Writes single fields; an older observation never replaces a newer one. Concurrent writers of different fields lose nothing. */
  write(entityId: string, facts: Record<string, { value: Json; observed_at: number }>): Promise<void>
  close(): Promise<void>
}
