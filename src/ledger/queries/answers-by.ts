// How many answers a person gave of late: what tells reading from rubber-stamping. Alike cases answered in one go
// are one answer. Asked by verdicts, so in their lane.
import { z } from 'zod'
import type { Query } from '../db.ts'
import { timestamp } from '../row-set.ts'

const SELECT = `
  SELECT count(DISTINCT coalesce(bulk, decision_id)) FILTER (WHERE closed_at > $2::timestamptz) AS minute,
    count(DISTINCT coalesce(bulk, decision_id)) AS hour
  FROM decisions
  WHERE verdict_by = $1 AND closed_at > $3::timestamptz AND run_kind = 'live' AND carried IS NOT TRUE`

const Counted = z.object({ minute: z.number(), hour: z.number() })

/** `since`: the beginnings of the last minute and of the last hour, epoch ms. */
export async function answersBy(
  query: Query,
  userId: string,
  since: { minute: number; hour: number },
): Promise<z.infer<typeof Counted>> {
  const [row] = await query.query(SELECT, [userId, timestamp(since.minute), timestamp(since.hour)])
  return Counted.parse(row)
}
