// Actions as the events left them.
import type { Query } from '../db.ts'
import { type ActionRow, actionColumns } from '../projections/action-row.ts'
import { rowSet } from '../row-set.ts'

const input = rowSet(actionColumns)
const KEYS = ['action_id', 'run_id', 'run_kind', 'entity_id']
const settable = Object.keys(actionColumns).filter((name) => !KEYS.includes(name))

const UPSERT = `
  INSERT INTO actions AS present (${input.names})
  SELECT ${input.names} FROM ${input.unnest('input')} ORDER BY action_id
  ON CONFLICT (action_id) DO UPDATE SET ${settable.map((name) => `${name} = coalesce(excluded.${name}, present.${name})`).join(', ')}
  WHERE present.run_id = excluded.run_id`

export async function upsertActions(tx: Query, rows: readonly ActionRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(UPSERT, input.values(rows))
}
