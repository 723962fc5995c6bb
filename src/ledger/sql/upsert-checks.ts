// Checks as the events left them.
import type { Query } from '../db.ts'
import { type CheckRow, checkColumns } from '../projections/check-row.ts'
import { rowSet } from '../row-set.ts'

const input = rowSet(checkColumns)
const settable = Object.keys(checkColumns).filter((name) => name !== 'run_id')

const UPSERT = `
  INSERT INTO checks AS present (${input.names})
  SELECT ${input.names} FROM ${input.unnest('input')} ORDER BY run_id
  ON CONFLICT (run_id) DO UPDATE SET ${settable.map((name) => `${name} = coalesce(excluded.${name}, present.${name})`).join(', ')}`

export async function upsertChecks(tx: Query, rows: readonly CheckRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(UPSERT, input.values(rows))
}
