// Whoever starts a run, an action or takes a signal in holds the entity's row first, in entity_id order, before any run's row.
import type { EntityType } from '../../contracts/entity.ts'
import { localId } from '../../contracts/entity.ts'
import type { Query } from '../db.ts'
import { arrayLiteral, rowSet, timestamp } from '../row-set.ts'

const input = rowSet({ entity_id: 'text', entity_type: 'text', local_id: 'text', created_at: 'timestamptz' })
const INSERT = `
  INSERT INTO entities (${input.names})
  SELECT DISTINCT ON (entity_id) ${input.names} FROM ${input.unnest('input')} ORDER BY entity_id
  ON CONFLICT (entity_id) DO NOTHING`

const LOCK = 'SELECT FROM entities WHERE entity_id = ANY($1::text[]) ORDER BY entity_id FOR NO KEY UPDATE'

export async function ensureEntities(
  tx: Query,
  entities: readonly { entity_id: string; entity_type: EntityType }[],
  now: number,
): Promise<void> {
  if (entities.length === 0) return
  const rows = entities.map(({ entity_id, entity_type }) => ({
    entity_id,
    entity_type,
    local_id: localId(entity_id),
    created_at: timestamp(now),
  }))
  await tx.query(INSERT, input.values(rows))
}

export async function lockEntities(tx: Query, entityIds: readonly string[]): Promise<void> {
  if (entityIds.length > 0) await tx.query(LOCK, [arrayLiteral([...new Set(entityIds)])])
}
