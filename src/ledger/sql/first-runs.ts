// The runs that entities have of their own, so that no second one starts for the same thing. The entities' rows are locked.
import type { Query } from '../db.ts'
import { arrayLiteral } from '../row-set.ts'

const SELECT = `
  SELECT DISTINCT ON (entity_id, workflow, kind) entity_id, workflow, kind, run_id FROM runs
  WHERE entity_id = ANY($1::text[]) AND parent_run_id IS NULL
  ORDER BY entity_id, workflow, kind, created_at, run_id`

type Subject = { entity_id: string; workflow: string; kind: string }

export function startKey({ entity_id, workflow, kind }: Subject): string {
  return JSON.stringify([entity_id, workflow, kind])
}

/** The first run by `startKey`; a statement of its own, so that it sees what the lock's last holder committed. */
export async function firstRuns(tx: Query, entityIds: readonly string[]): Promise<Map<string, string>> {
  if (entityIds.length === 0) return new Map()
  const rows = await tx.query<Subject & { run_id: string }>(SELECT, [arrayLiteral([...new Set(entityIds)])])
  return new Map(rows.map((row) => [startKey(row), row.run_id]))
}
