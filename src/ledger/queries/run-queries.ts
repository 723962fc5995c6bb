// Questions about runs as a whole: how many are where, what it cost, what came in.
import { z } from 'zod'
import { RunKind, RunStatus, WaitingOn } from '../../contracts/run.ts'
import type { Query } from '../db.ts'
import { timestamp } from '../row-set.ts'

const COUNTS =
  'SELECT status, waiting_on, kind, count(*) AS count FROM runs GROUP BY status, waiting_on, kind ORDER BY status, waiting_on, kind'

const SPENT = 'SELECT coalesce(sum(cost_usd), 0) AS spent FROM costs WHERE at >= $1::timestamptz'

const DELIVERIES = `SELECT coalesce(outcome, 'pending') AS outcome, count(*) AS count FROM deliveries GROUP BY 1 ORDER BY 1`

const RunCount = z.object({ status: RunStatus, waiting_on: WaitingOn.nullable(), kind: RunKind, count: z.number() })
const Spent = z.object({ spent: z.number() })
const DeliveryCount = z.object({ outcome: z.string(), count: z.number() })

export async function runCounts(query: Query): Promise<z.infer<typeof RunCount>[]> {
  return (await query.query(COUNTS)).map((row) => RunCount.parse(row))
}

export async function spentUsd(query: Query, since: number): Promise<number> {
  const [row] = await query.query(SPENT, [timestamp(since)])
  return Spent.parse(row).spent
}

export async function deliveryCounts(query: Query): Promise<z.infer<typeof DeliveryCount>[]> {
  return (await query.query(DELIVERIES)).map((row) => DeliveryCount.parse(row))
}
