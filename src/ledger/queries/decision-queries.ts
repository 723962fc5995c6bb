// Questions about decisions: what is open, how agents did, how much there is to answer.
import { z } from 'zod'
import { RunKind } from '../../contracts/run.ts'
import type { Query } from '../db.ts'
import type { AgentRecord, OpenDecision } from '../ledger.ts'
import { timestamp } from '../row-set.ts'

const OPEN = `
  SELECT decision_id, decisions.run_id, decisions.entity_id, runs.number, agent, decisions.version, action, confidence, amount, decisions.currency,
    revision, opened_at, deadline, coalesce(team, 'default') AS team, run_kind AS kind
  FROM decisions JOIN runs ON runs.run_id = decisions.run_id
  WHERE decisions.status = 'open' AND action IS NOT NULL AND ($2::text IS NULL OR run_kind = $2)
  ORDER BY deadline, decision_id LIMIT $1`

const COUNT_OPEN = `SELECT count(*) AS count FROM decisions WHERE status = 'open'`

/** Answers that covered a step nobody looked at are no evidence about its agent. */
const SEEN = '(carried IS NOT TRUE OR evidence_opened)'

const RECORDS = `
  SELECT agent, version,
    count(*) AS proposed,
    count(*) FILTER (WHERE opened_at IS NOT NULL AND ${SEEN}) AS asked,
    count(*) FILTER (WHERE status = 'approved' AND ${SEEN}) AS approved,
    count(*) FILTER (WHERE status = 'edited' AND ${SEEN}) AS edited,
    count(*) FILTER (WHERE status = 'rejected' AND ${SEEN}) AS rejected,
    count(*) FILTER (WHERE status = 'expired') AS expired,
    count(*) FILTER (WHERE fallback IS NOT NULL) AS fallbacks
  FROM decisions WHERE run_kind = 'live' AND proposed_at >= $1::timestamptz
  GROUP BY agent, version ORDER BY agent, version`

const LOAD = `
  SELECT count(*) FILTER (WHERE opened_at IS NOT NULL AND carried IS NOT TRUE) AS asked, count(*) AS proposed,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) FILTER (WHERE carried IS FALSE) AS median_latency_ms
  FROM decisions WHERE run_kind = 'live' AND proposed_at >= $1::timestamptz`

const OpenRow = z
  .object({
    decision_id: z.string(),
    run_id: z.string(),
    entity_id: z.string(),
    number: z.string(),
    agent: z.string(),
    version: z.string(),
    action: z.string(),
    confidence: z.number(),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    revision: z.int(),
    opened_at: z.number(),
    deadline: z.number().nullable(),
    team: z.string(),
    kind: RunKind,
  })
  .transform(({ amount, currency, ...row }) => ({
    ...row,
    amount: amount === null || currency === null ? null : { amount, currency },
  }))

const Count = z.object({ count: z.number() })
const Load = z.object({ asked: z.number(), proposed: z.number(), median_latency_ms: z.number().nullable() })
const Counts = {
  proposed: z.number(),
  asked: z.number(),
  approved: z.number(),
  edited: z.number(),
  rejected: z.number(),
  expired: z.number(),
  fallbacks: z.number(),
}
const RecordRow = z.object({ agent: z.string(), version: z.string(), ...Counts })

export async function openDecisions(
  query: Query,
  { limit, run_kind }: { limit: number; run_kind?: RunKind },
): Promise<OpenDecision[]> {
  return (await query.query(OPEN, [limit, run_kind ?? null])).map((row) => OpenRow.parse(row))
}

export async function countOpen(query: Query): Promise<number> {
  const [row] = await query.query(COUNT_OPEN)
  return Count.parse(row).count
}

export async function agentRecords(query: Query, since: number): Promise<AgentRecord[]> {
  return (await query.query(RECORDS, [timestamp(since)])).map((row) => RecordRow.parse(row))
}

export async function dailyLoad(query: Query, since: number): Promise<z.infer<typeof Load>> {
  const [row] = await query.query(LOAD, [timestamp(since)])
  return Load.parse(row)
}
