// Entity state within one process: bounded, and gone with it, as it is gone with a flushed Redis.
import type { Clock } from '../contracts/clock.ts'
import { ENTITY_STATE_TTL_MS, type EntityState } from './entity-state.ts'
import { decodeFact, encodeFact } from './stored-fact.ts'

type Entity = { expiresAt: number; fields: Map<string, { observedAt: number; text: string }> }

const MOST_ENTITIES = 100_000

export function createMemoryState(options: { clock: Clock; ttlMs?: number; mostEntities?: number }): EntityState {
  const { clock, ttlMs = ENTITY_STATE_TTL_MS, mostEntities = MOST_ENTITIES } = options
  /** In the order of their last write, so also in the order of expiry: what must go is always in front. */
  const entities = new Map<string, Entity>()

  function alive(entityId: string): Entity | undefined {
    const entity = entities.get(entityId)
    return entity && entity.expiresAt > clock() ? entity : undefined
  }

  function makeRoom(): void {
    for (const [entityId, entity] of entities) {
      if (entities.size <= mostEntities && entity.expiresAt > clock()) return
      entities.delete(entityId)
    }
  }

  return {
    async read(entityId, fields) {
      const held = alive(entityId)?.fields
      const found = fields.flatMap((field) => {
        const stored = held?.get(field)
        return stored ? [[field, decodeFact(stored.text)] as const] : []
      })
      return Object.fromEntries(found)
    },
    async write(entityId, facts) {
      const written = Object.entries(facts)
      if (written.length === 0) return
      const fields = alive(entityId)?.fields ?? new Map()
      for (const [field, fact] of written) {
        const held = fields.get(field)
        if (held && held.observedAt > fact.observed_at) continue
        fields.set(field, { observedAt: fact.observed_at, text: encodeFact(fact) })
      }
      entities.delete(entityId)
      entities.set(entityId, { expiresAt: clock() + ttlMs, fields })
      makeRoom()
    },
    async close() {
      entities.clear()
    },
  }
}
