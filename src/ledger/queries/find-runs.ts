// Runs by any name a person may type: order number with or without #, the shop's own id, the full entity id, tracking, an e-mail's hash.
import { z } from 'zod'
import type { EntityRef } from '../../contracts/entity.ts'
import { RunKind, RunStatus } from '../../contracts/run.ts'
import type { Query } from '../db.ts'
import { arrayLiteral } from '../row-set.ts'
import { storableText } from '../storable.ts'

// Children are left out: their parent names them.
const SELECT = `
  WITH named AS (
    SELECT entity_id FROM entity_refs WHERE value = ANY($1::text[]) AND ($2::text IS NULL OR kind = $2)
    UNION
    SELECT entity_id FROM entities WHERE $2::text IS NULL AND (entity_id = ANY($1::text[]) OR local_id = ANY($1::text[]))
  )
  SELECT run_id, entity_id, number, kind, status, created_at
  FROM runs WHERE entity_id IN (SELECT entity_id FROM named) AND parent_run_id IS NULL
  ORDER BY created_at DESC, run_id DESC LIMIT $3`

const FoundRun = z.object({
  run_id: z.string(),
  entity_id: z.string(),
  number: z.string(),
  kind: RunKind,
  status: RunStatus,
  created_at: z.number(),
})
export type FoundRun = z.infer<typeof FoundRun>

export async function findRuns(
  query: Query,
  ref: { kind: 'any'; value: string } | EntityRef,
  limit: number,
): Promise<FoundRun[]> {
  const kind = ref.kind === 'any' ? null : ref.kind
  const rows = await query.query(SELECT, [arrayLiteral(spellings(ref.value)), kind, limit])
  return rows.map((row) => FoundRun.parse(row))
}

/** Shops write "#1042", people type either. */
function spellings(value: string): string[] {
  const bare = storableText(value.trim()).replace(/^#/, '')
  return bare === '' ? [] : [bare, `#${bare}`]
}
