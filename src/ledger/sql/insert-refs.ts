// Names entities are found by; the same one twice is one.
import type { EntityRef } from '../../contracts/entity.ts'
import type { Query } from '../db.ts'
import { rowSet } from '../row-set.ts'

const input = rowSet({ kind: 'text', value: 'text', entity_id: 'text' })
const INSERT = `
  INSERT INTO entity_refs (kind, value, entity_id)
  SELECT DISTINCT kind, value, entity_id FROM ${input.unnest('input')} ORDER BY value, kind, entity_id
  ON CONFLICT DO NOTHING`

export async function insertRefs(tx: Query, refs: readonly (EntityRef & { entity_id: string })[]): Promise<void> {
  if (refs.length > 0) await tx.query(INSERT, input.values(refs))
}
