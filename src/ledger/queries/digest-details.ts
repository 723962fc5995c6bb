// What the digest says of one span beside its counts: why people said no, what models cost, and how places compare.
import { z } from 'zod'
import type { Query } from '../db.ts'
import { timestamp } from '../row-set.ts'

export type DigestSpan = { from: number; to: number; market: string | null }

const REASONS = `
  SELECT agent, reason_code AS reason, count(*) AS count FROM decisions JOIN runs ON runs.run_id = decisions.run_id
  WHERE run_kind = 'live' AND decisions.status = 'rejected' AND carried IS NOT TRUE AND reason_code IS NOT NULL AND agent IS NOT NULL
    AND proposed_at >= $1::timestamptz AND proposed_at < $2::timestamptz AND ($3::text IS NULL OR market = $3)
  GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`

/** Costs carry an agent with or without its version. */
const COSTS = `
  SELECT split_part(agent, '@', 1) AS agent, sum(cost_usd) AS usd FROM costs LEFT JOIN runs ON runs.run_id = costs.run_id
  WHERE at >= $1::timestamptz AND at < $2::timestamptz AND agent IS NOT NULL AND ($3::text IS NULL OR market = $3)
  GROUP BY 1 ORDER BY 1`

/** Orders by agent and segment: how many it wanted held, and how many of its answered proposals were not taken as they were. */
const PLACES = `
  SELECT agent, segment,
    count(DISTINCT entity_id) AS orders,
    count(DISTINCT entity_id) FILTER (WHERE action = 'hold') AS held,
    count(DISTINCT entity_id) FILTER (WHERE status IN ('approved', 'edited', 'rejected') AND carried IS NOT TRUE) AS answered,
    count(DISTINCT entity_id) FILTER (WHERE status IN ('edited', 'rejected') AND carried IS NOT TRUE) AS overridden
  FROM decisions
  WHERE run_kind = 'live' AND agent IS NOT NULL AND segment IS NOT NULL AND fallback IS NULL
    AND proposed_at >= $1::timestamptz AND proposed_at < $2::timestamptz
  GROUP BY 1, 2 ORDER BY 1, 2`

const SINCE = `SELECT min(created_at) AS since FROM runs WHERE kind = 'live'`
const MARKETS = `SELECT DISTINCT market FROM runs WHERE kind = 'live' AND market IS NOT NULL ORDER BY 1`

const Reason = z.object({ agent: z.string(), reason: z.string(), count: z.number() })
const Cost = z.object({ agent: z.string(), usd: z.number() })
const Place = z.object({
  agent: z.string(),
  /** "HK|50-200" */
  segment: z.string(),
  orders: z.number(),
  held: z.number(),
  answered: z.number(),
  overridden: z.number(),
})
export type Place = z.infer<typeof Place>
const Since = z.object({ since: z.number().nullable() })
const Named = z.object({ market: z.string() })

export type DigestDetails = { reasons: z.infer<typeof Reason>[]; costs: z.infer<typeof Cost>[] }

export async function digestDetails(query: Query, { from, to, market }: DigestSpan): Promise<DigestDetails> {
  const span = [timestamp(from), timestamp(to), market]
  const [reasons, costs] = await Promise.all([query.query(REASONS, span), query.query(COSTS, span)])
  return { reasons: reasons.map((row) => Reason.parse(row)), costs: costs.map((row) => Cost.parse(row)) }
}

export async function digestPlaces(query: Query, { from, to }: Omit<DigestSpan, 'market'>): Promise<Place[]> {
  return (await query.query(PLACES, [timestamp(from), timestamp(to)])).map((row) => Place.parse(row))
}

/** When the first order came; null for an empty record. */
export async function recordSince(query: Query): Promise<number | null> {
  const [row] = await query.query(SINCE)
  return Since.parse(row).since
}

export async function marketsSeen(query: Query): Promise<string[]> {
  return (await query.query(MARKETS)).map((row) => Named.parse(row).market)
}
