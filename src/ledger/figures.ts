// Figures for people: what today was like, how each agent did, and what models cost, by agent and by day.
import { z } from 'zod'
import type { Db } from './db.ts'
import { timestamp } from './row-set.ts'

export type Today = z.infer<typeof Today>
export type AgentHealth = z.infer<typeof AgentHealth>
export type CostRow = z.infer<typeof CostRow>
export type Costs = {
  rows: CostRow[]
  /** Orders that cost anything. */
  orders: number
  /** The dearest one; null for none. */
  dearest: { run_id: string; number: string; usd: number } | null
  /** Calls that failed, so that the agent's rules judged instead. */
  fell_back: { agent: string; count: number }[]
}

export type Figures = {
  /** Live orders and questions since a moment. */
  today(since: number): Promise<Today>
  /** Live proposals since a moment, by agent, all versions together. Answers that nobody looked at do not count. */
  health(since: number): Promise<AgentHealth[]>
  costs(since: number): Promise<Costs>
  /** What one order has cost, all its runs together. */
  costOf(entityId: string): Promise<number>
  /** What a call cost that belongs to no run. */
  noteCost(cost: { id: string; at: number; agent: string; model: string; cost_usd: number }): Promise<void>
}

/** What was asked without a run: an order is not dearer for it. */
export const QUESTIONS = 'questions'

const SEEN = '(carried IS NOT TRUE OR evidence_opened)'

const TODAY = `
  SELECT
    (SELECT count(*) FROM runs WHERE kind = 'live' AND parent_run_id IS NULL AND created_at >= $1::timestamptz) AS orders,
    count(*) FILTER (WHERE answer <> 'ask' AND opened_at IS NULL AND proposed_at >= $1::timestamptz) AS alone,
    count(*) FILTER (WHERE opened_at >= $1::timestamptz) AS asked,
    count(*) FILTER (WHERE verdict IS NOT NULL AND carried IS FALSE AND closed_at >= $1::timestamptz) AS answered,
    count(*) FILTER (WHERE status = 'expired' AND closed_at >= $1::timestamptz) AS expired,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms)
      FILTER (WHERE verdict IS NOT NULL AND carried IS FALSE AND closed_at >= $1::timestamptz) AS median_ms
  FROM decisions WHERE run_kind = 'live' AND coalesce(closed_at, opened_at, proposed_at) >= $1::timestamptz`

const HEALTH = `
  SELECT agent,
    count(*) AS proposed,
    count(*) FILTER (WHERE opened_at IS NOT NULL AND ${SEEN}) AS asked,
    count(*) FILTER (WHERE status = 'approved' AND ${SEEN}) AS approved,
    count(*) FILTER (WHERE status = 'edited' AND ${SEEN}) AS edited,
    count(*) FILTER (WHERE status = 'rejected' AND ${SEEN}) AS rejected,
    count(*) FILTER (WHERE fallback IS NOT NULL) AS fallbacks
  FROM decisions WHERE run_kind = 'live' AND agent IS NOT NULL AND proposed_at >= $1::timestamptz
  GROUP BY agent ORDER BY agent`

const COSTS = `
  SELECT coalesce(agent, '') AS agent, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS calls, sum(cost_usd) AS usd
  FROM costs WHERE at >= $1::timestamptz GROUP BY 1, 2 ORDER BY 2, 1`
const PER_ORDER = `
  SELECT runs.entity_id, min(runs.run_id::text) AS run_id, min(number) AS number, sum(cost_usd) AS usd, count(*) OVER () AS orders
  FROM costs JOIN runs ON runs.run_id = costs.run_id WHERE at >= $1::timestamptz
  GROUP BY runs.entity_id ORDER BY usd DESC, runs.entity_id LIMIT 1`
const FELL_BACK = `
  SELECT agent, count(*) AS count FROM decisions
  WHERE fallback = 'rules' AND proposed_at >= $1::timestamptz AND agent IS NOT NULL
  GROUP BY agent ORDER BY count DESC, agent`
const COST_OF = `
  SELECT coalesce(sum(cost_usd), 0) AS usd FROM costs JOIN runs ON runs.run_id = costs.run_id WHERE entity_id = $1`
const NOTE_COST = `
  INSERT INTO costs (run_id, version, at, agent, model, cost_usd) VALUES ($1, 0, $2::timestamptz, $3, $4, $5)
  ON CONFLICT DO NOTHING`

const Today = z.object({
  orders: z.number(),
  alone: z.number(),
  asked: z.number(),
  answered: z.number(),
  expired: z.number(),
  median_ms: z.number().nullable(),
})
const AgentHealth = z.object({
  agent: z.string(),
  proposed: z.number(),
  asked: z.number(),
  approved: z.number(),
  edited: z.number(),
  rejected: z.number(),
  fallbacks: z.number(),
})
const CostRow = z.object({ agent: z.string(), day: z.string(), calls: z.number(), usd: z.number() })
const Dearest = z.object({ run_id: z.string(), number: z.string(), usd: z.number(), orders: z.number() })
const FellBack = z.object({ agent: z.string(), count: z.number() })
const Usd = z.object({ usd: z.number() })

export function createFigures(db: Db): Figures {
  const read = db.lane('read')
  return {
    async today(since) {
      const [row] = await read.query(TODAY, [timestamp(since)])
      return Today.parse(row)
    },
    async health(since) {
      return (await read.query(HEALTH, [timestamp(since)])).map((row) => AgentHealth.parse(row))
    },
    async costs(since) {
      const at = timestamp(since)
      const rows = (await read.query(COSTS, [at])).map((row) => CostRow.parse(row))
      const [first] = (await read.query(PER_ORDER, [at])).map((row) => Dearest.parse(row))
      const fell_back = (await read.query(FELL_BACK, [at])).map((row) => FellBack.parse(row))
      const dearest = first ? { run_id: first.run_id, number: first.number, usd: first.usd } : null
      return { rows, orders: first?.orders ?? 0, dearest, fell_back }
    },
    async costOf(entityId) {
      const [row] = await read.query(COST_OF, [entityId])
      return Usd.parse(row).usd
    },
    async noteCost({ id, at, agent, model, cost_usd }) {
      await db.query(NOTE_COST, [id, timestamp(at), agent, model, cost_usd])
    },
  }
}
