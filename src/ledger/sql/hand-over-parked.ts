// Signals that came before their run: moved into its inbox when it starts. The entities' rows are locked.
import type { Query } from '../db.ts'
import { rowSet, timestamp } from '../row-set.ts'

const input = rowSet({ entity_id: 'text', run_id: 'uuid' })
const MOVE = `
  WITH moved AS (
    DELETE FROM parked USING ${input.unnest('input')}
    WHERE parked.entity_id = input.entity_id
    RETURNING input.run_id, parked.delivery, parked.topic, parked.at, parked.arrival, parked.content
  ), added AS (
    INSERT INTO inbox (run_id, delivery, topic, at, content)
    SELECT run_id, delivery, topic, at, content FROM moved ORDER BY arrival
    ON CONFLICT (run_id, delivery) DO NOTHING
    RETURNING run_id
  )
  UPDATE runs SET signals = runs.signals + counted.signals, wake_at = least(runs.wake_at, $3::timestamptz)
  FROM (SELECT run_id, count(*)::int AS signals FROM added GROUP BY run_id) AS counted
  WHERE runs.run_id = counted.run_id`

/** `runs` are newly created, so nobody else can hold them. */
export async function handOverParked(
  tx: Query,
  runs: readonly { entity_id: string; run_id: string }[],
  now: number,
): Promise<void> {
  if (runs.length > 0) await tx.query(MOVE, [...input.values(runs), timestamp(now)])
}
