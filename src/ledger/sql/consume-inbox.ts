// Takes signals out of the inbox whose events are written in the same transaction.
import type { Query } from '../db.ts'
import { arrayLiteral, rowSet, timestamp } from '../row-set.ts'

const input = rowSet({ run_id: 'uuid', delivery: 'text' })
const DELETE = `
  DELETE FROM inbox USING ${input.unnest('input')}
  WHERE inbox.run_id = input.run_id AND inbox.delivery = input.delivery
  RETURNING inbox.run_id`
const RECOUNT = `
  UPDATE runs SET signals = present.signals, wake_at = CASE WHEN present.signals > 0 THEN least(runs.wake_at, $2::timestamptz) ELSE runs.wake_at END
  FROM (
    SELECT asked.run_id, (SELECT count(*) FROM inbox WHERE inbox.run_id = asked.run_id)::int AS signals FROM unnest($1::uuid[]) AS asked(run_id)
  ) AS present
  WHERE runs.run_id = present.run_id`

/** The runs' rows are locked. `signals` was lowered by what each run said it consumed; where that was not there, it is counted anew. */
export async function consumeInbox(
  tx: Query,
  consumed: readonly { run_id: string; deliveries: readonly string[] }[],
  now: number,
): Promise<void> {
  const rows = consumed.flatMap(({ run_id, deliveries }) => deliveries.map((delivery) => ({ run_id, delivery })))
  if (rows.length === 0) return
  const gone = new Map<string, number>()
  for (const { run_id } of await tx.query<{ run_id: string }>(DELETE, input.values(rows)))
    gone.set(run_id, (gone.get(run_id) ?? 0) + 1)
  const wrong = consumed
    .filter(({ run_id, deliveries }) => deliveries.length !== (gone.get(run_id) ?? 0))
    .map(({ run_id }) => run_id)
  if (wrong.length > 0) await tx.query(RECOUNT, [arrayLiteral(wrong), timestamp(now)])
}
