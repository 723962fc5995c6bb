// The open questions that something in another run gave rise to: they change when that is answered. Asked by verdicts, so in their lane.
import { z } from 'zod'
import type { Query } from '../db.ts'

const SELECT = `SELECT run_id, decision_id FROM decisions WHERE rival = $1 AND status = 'open' ORDER BY decision_id`

const Asked = z.object({ run_id: z.string(), decision_id: z.string() })

export async function askedBecauseOf(query: Query, id: string): Promise<z.infer<typeof Asked>[]> {
  return (await query.query(SELECT, [id])).map((row) => Asked.parse(row))
}
