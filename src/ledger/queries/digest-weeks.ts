// Figures by week for the digest: what was proposed in each, what became of it, and what turned out to be wrong. Weeks are given by
// their bounds, since only a calendar knows how long one is.
import { z } from 'zod'
import type { Query } from '../db.ts'
import { arrayLiteral, timestamp } from '../row-set.ts'

/** `bounds`: epoch ms, ascending: n + 1 of them for n spans. `judges`: the agents whose decisions somebody would have to take. */
export type DigestSpans = { bounds: readonly number[]; market: string | null; judges: readonly string[] }

/** Answers that covered a step nobody looked at say nothing about its agent. */
const SEEN = '(carried IS NOT TRUE OR evidence_opened)'
const UNASKED = `(opened_at IS NULL AND answer <> 'ask' AND agent = ANY($3::text[]))`
/** Under a grant, and no person had to look after all. */
const ALONE = `(${UNASKED} AND level IN ('L2', 'L3') AND came_back IS NULL)`
/** What nobody is asked about anyway, but for a sample: no grant, and nothing saved. */
const USUAL = `(${UNASKED} AND coalesce(level, 'L1') NOT IN ('L2', 'L3'))`
/** Actions that were stopped, did not work or were taken back; their id is that of the decision behind them. */
const CAME_BACK = `
  LEFT JOIN (
    SELECT action_id AS came_back FROM actions WHERE run_kind = 'live' AND status IN ('stopped', 'failed', 'undoing', 'undone')
  ) AS back ON came_back = decisions.decision_id`
const WITHIN = (column: string): string =>
  `${column} >= ($1::timestamptz[])[1] AND ${column} < ($1::timestamptz[])[cardinality($1::timestamptz[])]`
const SPAN = (column: string): string => `width_bucket(${column}, $1::timestamptz[]) - 1`

const ORDERS = `
  SELECT ${SPAN('created_at')} AS span, workflow, count(DISTINCT entity_id) AS orders FROM runs
  WHERE kind = 'live' AND parent_run_id IS NULL AND entity_type <> 'ticket' AND ${WITHIN('created_at')}
    AND ($2::text IS NULL OR market = $2)
  GROUP BY GROUPING SETS ((1, 2), (1)) ORDER BY 1, 2`

/**
 * What was proposed within a span, and what became of it whenever that was. Saved is what somebody would have been asked about: what
 * departs from the usual, done under a grant.
 */
const DECISIONS = `
  SELECT ${SPAN('proposed_at')} AS span, workflow, agent,
    count(*) AS proposed,
    count(DISTINCT decisions.entity_id) AS orders,
    count(*) FILTER (WHERE ${ALONE}) AS alone,
    count(*) FILTER (WHERE ${ALONE} AND departs) AS saved,
    count(*) FILTER (WHERE ${USUAL}) AS usual,
    count(*) FILTER (WHERE opened_at IS NOT NULL AND carried IS NOT TRUE) AS asked,
    count(*) FILTER (WHERE verdict IS NOT NULL AND ${SEEN}) AS answered,
    count(*) FILTER (WHERE decisions.status = 'approved' AND ${SEEN}) AS approved,
    count(*) FILTER (WHERE decisions.status IN ('edited', 'rejected') AND ${SEEN}) AS overridden,
    count(*) FILTER (WHERE decisions.status = 'expired') AS unanswered,
    count(*) FILTER (WHERE reminded_to IS NOT NULL AND reminded_to <> 'owners') AS escalated,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) FILTER (WHERE verdict IS NOT NULL AND carried IS FALSE) AS median_ms,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY latency_ms) FILTER (WHERE verdict IS NOT NULL AND carried IS FALSE) AS p90_ms
  FROM decisions JOIN runs ON runs.run_id = decisions.run_id ${CAME_BACK}
  WHERE run_kind = 'live' AND agent IS NOT NULL AND action IS NOT NULL AND ${WITHIN('proposed_at')} AND ($2::text IS NULL OR market = $2)
  GROUP BY GROUPING SETS ((1, 2), (1, 3), (1)) ORDER BY 1, 2, 3`

/** By when it came to light: called wrong by a person, found by an audit, ruled by the world, failed in the shop, or undone. */
const ERRORS = `
  WITH found AS (
    SELECT run_id, entity_id, agent, corrected_at AS at FROM decisions WHERE run_kind = 'live' AND corrected_at IS NOT NULL
    UNION ALL
    SELECT run_id, entity_id, agent, outcome_at FROM decisions
      WHERE run_kind = 'live' AND outcome IS NOT NULL AND outcome_wrong IS NOT FALSE AND outcome_at IS NOT NULL
    UNION ALL
    SELECT run_id, entity_id, agent, audited_at FROM decisions WHERE run_kind = 'live' AND audit = 'wrong' AND audited_at IS NOT NULL
    UNION ALL
    SELECT run_id, entity_id, step, ended_at FROM actions
      WHERE run_kind = 'live' AND status IN ('failed', 'undone') AND ended_at IS NOT NULL
  )
  SELECT ${SPAN('at')} AS span, workflow, agent, count(DISTINCT found.entity_id) AS orders
  FROM found JOIN runs ON runs.run_id = found.run_id
  WHERE agent IS NOT NULL AND ${WITHIN('at')} AND ($2::text IS NULL OR market = $2)
  GROUP BY GROUPING SETS ((1, 2), (1, 3), (1)) ORDER BY 1, 2, 3`

/** Messages from customers by when the first run for them began, and those it answered: something was done, and nothing left undecided. */
const TICKETS = `
  WITH tickets AS (
    SELECT min(created_at) AS at, count(*) AS runs, bool_and(status = 'completed'
      AND EXISTS (SELECT FROM actions WHERE actions.run_id = runs.run_id AND actions.status = 'succeeded')
      AND NOT EXISTS (SELECT FROM decisions WHERE decisions.run_id = runs.run_id AND decisions.status IN ('open', 'expired'))) AS answered
    FROM runs
    WHERE kind = 'live' AND parent_run_id IS NULL AND entity_type = 'ticket' AND ($2::text IS NULL OR market = $2)
    GROUP BY entity_id
  )
  SELECT ${SPAN('at')} AS span, count(*) AS tickets, count(*) FILTER (WHERE runs = 1 AND answered) AS once
  FROM tickets WHERE ${WITHIN('at')} GROUP BY 1 ORDER BY 1`

/** Null on both: the whole span. */
const of = { span: z.number(), workflow: z.string().nullable(), agent: z.string().nullable() }

const Orders = z.object({ span: z.number(), workflow: z.string().nullable(), orders: z.number() })
const Decisions = z.object({
  ...of,
  proposed: z.number(),
  orders: z.number(),
  alone: z.number(),
  saved: z.number(),
  usual: z.number(),
  asked: z.number(),
  answered: z.number(),
  approved: z.number(),
  overridden: z.number(),
  unanswered: z.number(),
  escalated: z.number(),
  median_ms: z.number().nullable(),
  p90_ms: z.number().nullable(),
})
const Errors = z.object({ ...of, orders: z.number() })
const Tickets = z.object({ span: z.number(), tickets: z.number(), once: z.number() })

export type DigestWeeks = {
  orders: z.infer<typeof Orders>[]
  decisions: z.infer<typeof Decisions>[]
  errors: z.infer<typeof Errors>[]
  tickets: z.infer<typeof Tickets>[]
}

export async function digestWeeks(query: Query, { bounds, market, judges }: DigestSpans): Promise<DigestWeeks> {
  const spans = [arrayLiteral(bounds.map((at) => timestamp(at))), market]
  const [orders, decisions, errors, tickets] = await Promise.all([
    query.query(ORDERS, spans),
    query.query(DECISIONS, [...spans, arrayLiteral(judges)]),
    query.query(ERRORS, spans),
    query.query(TICKETS, spans),
  ])
  return {
    orders: orders.map((row) => Orders.parse(row)),
    decisions: decisions.map((row) => Decisions.parse(row)),
    errors: errors.map((row) => Errors.parse(row)),
    tickets: tickets.map((row) => Tickets.parse(row)),
  }
}
