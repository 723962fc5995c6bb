// What models cost, event by event.
import type { Query } from '../db.ts'
import { type CostRow, costColumns } from '../projections/cost-row.ts'
import { rowSet } from '../row-set.ts'

const input = rowSet(costColumns)
const INSERT = `INSERT INTO costs (${input.names}) SELECT ${input.names} FROM ${input.unnest('input')}`

export async function insertCosts(tx: Query, rows: readonly CostRow[]): Promise<void> {
  if (rows.length > 0) await tx.query(INSERT, input.values(rows))
}
