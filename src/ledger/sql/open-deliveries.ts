// Which deliveries may be taken in: stored, and not taken in before. Their rows stay locked, so each is taken in once.
import type { Query } from '../db.ts'
import { arrayLiteral, rowSet, timestamp } from '../row-set.ts'

const LOCK = `
  SELECT key, taken_at IS NOT NULL AS taken, run_id FROM deliveries
  WHERE key = ANY($1::text[]) ORDER BY key FOR NO KEY UPDATE`

const input = rowSet({ key: 'text', outcome: 'text', run_id: 'uuid', entity_id: 'text', because: 'text' })
const CLOSE = `
  UPDATE deliveries SET taken_at = $6::timestamptz, outcome = input.outcome, run_id = input.run_id, entity_id = input.entity_id, because = input.because
  FROM ${input.unnest('input')} WHERE deliveries.key = input.key AND deliveries.taken_at IS NULL`

export type KnownDelivery = { key: string; taken: boolean; run_id: string | null }
export type ClosedDelivery = {
  key: string
  outcome: string
  run_id: string | null
  entity_id: string | null
  because: string | null
}

export function lockDeliveries(tx: Query, keys: readonly string[]): Promise<KnownDelivery[]> {
  return tx.query<KnownDelivery>(LOCK, [arrayLiteral(keys)])
}

export async function closeDeliveries(tx: Query, closed: readonly ClosedDelivery[], now: number): Promise<void> {
  if (closed.length > 0) await tx.query(CLOSE, [...input.values(closed), timestamp(now)])
}
