// What a time without Slack did to questions, by whose they are: who got more time, and what ran out meanwhile.
import { z } from 'zod'
import { SECOND } from '../../contracts/clock.ts'
import type { Query } from '../db.ts'
import type { TouchedBy } from '../ledger.ts'
import { timestamp } from '../row-set.ts'

/** Deadlines are looked at once a second: what ran out within the span may be written down just after it. */
const LATE_MS = 5 * SECOND

const TEAM = `coalesce((SELECT team FROM cards WHERE cards.run_id = decisions.run_id LIMIT 1), team, 'default') AS team`

const WAITING = `
  SELECT ${TEAM}, count(*) AS count FROM decisions
  WHERE status = 'open' AND run_kind = 'live' AND due_hard IS NOT TRUE AND opened_at < $1::timestamptz
  GROUP BY 1 ORDER BY 1`

const RAN_OUT = `
  SELECT decision_id, run_id, ${TEAM} FROM decisions
  WHERE status = 'expired' AND run_kind = 'live' AND closed_at >= $1::timestamptz AND closed_at <= $2::timestamptz
    AND deadline <= $3::timestamptz
  ORDER BY deadline, decision_id`

const Waiting = z.object({ team: z.string(), count: z.number() })
const RanOut = z.object({ decision_id: z.string(), run_id: z.string(), team: z.string() })

export async function touchedBy(query: Query, { from, to }: { from: number; to: number }): Promise<TouchedBy> {
  const waiting = await query.query(WAITING, [timestamp(to)])
  const ranOut = await query.query(RAN_OUT, [timestamp(from), timestamp(to + LATE_MS), timestamp(to)])
  return {
    waiting: waiting.map((row) => Waiting.parse(row)),
    ran_out: ranOut.map((row) => RanOut.parse(row)),
  }
}
