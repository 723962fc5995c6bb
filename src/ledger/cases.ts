// Everything that waits for a person, as reviewers work through it: one row per open question, and how much there is of it.
import { z } from 'zod'
import { LOOK_OPEN_MS } from '../contracts/check.ts'
import { RunKind } from '../contracts/run.ts'
import type { Query } from './db.ts'
import { timestamp } from './row-set.ts'

export type OpenCase = {
  decision_id: string
  run_id: string
  number: string
  market: string | null
  agent: string
  step: string
  action: string
  amount: { amount: number; currency: string } | null
  revision: number
  opened_at: number
  deadline: number
  /** A ship cut-off or a marketplace's reply rule: it waits for nobody. */
  hard: boolean
  /** Cases alike for the same reason share it. */
  cluster: string | null
  needs_two: boolean
  passed_to: string | null
  team: string
  kind: RunKind
  /** Set for what is looked at afterwards: an audit, or a second opinion and who may not give it. What the agent did is not in here. */
  look?: { second: boolean; not_by: string | null }
}

export type Cases = {
  /** Most urgent first. */
  open(limit: number): Promise<OpenCase[]>
  /** Open audits and second opinions, oldest first: blind, so without the agent's action and its amount. */
  looks(limit: number): Promise<OpenCase[]>
  /** Runs with an open question, by the team of their card. Practice counts: it is posted like the rest. */
  countByTeam(): Promise<{ team: string; open: number }[]>
  /** Live questions of a team that nobody answered since a moment, where the order was held instead. */
  heldUnanswered(team: string, since: number): Promise<{ held: number; first: number | null }>
}

const OPEN = `
  SELECT decision_id, decisions.run_id, runs.number, runs.market, agent, coalesce(step, '') AS step, action, amount,
    decisions.currency, revision, opened_at, decisions.deadline, coalesce(due_hard, false) AS hard, cluster,
    coalesce(four_eyes, false) AS needs_two, passed_to, coalesce(cards.team, decisions.team, 'default') AS team, run_kind AS kind
  FROM decisions JOIN runs ON runs.run_id = decisions.run_id LEFT JOIN cards ON cards.card_id = decisions.run_id
  WHERE decisions.status = 'open' AND action IS NOT NULL
  ORDER BY decisions.deadline, decision_id LIMIT $1`

const LOOKS = `
  SELECT checks.run_id, of_decision AS decision_id, runs.number, runs.market, checks.agent, checks.kind = 'double' AS second,
    CASE WHEN checks.kind = 'double' THEN decisions.verdict_by END AS not_by, started_at AS opened_at,
    coalesce(cards.team, 'default') AS team
  FROM checks JOIN runs ON runs.run_id = checks.run_id LEFT JOIN cards ON cards.card_id = checks.run_id
    LEFT JOIN decisions ON decisions.decision_id = of_decision
  WHERE checks.kind IN ('audit', 'double') AND answered_at IS NULL AND runs.status IN ('running', 'waiting')
  ORDER BY started_at, checks.run_id LIMIT $1`

const BY_TEAM = `
  SELECT coalesce(cards.team, 'default') AS team, count(*) AS open
  FROM (SELECT DISTINCT run_id FROM decisions WHERE status = 'open') AS asking JOIN cards ON cards.card_id = asking.run_id
  GROUP BY 1`

const HELD = `
  SELECT count(*) AS held, min(closed_at) AS first FROM decisions
  WHERE status = 'expired' AND closed_at > $2::timestamptz AND run_kind = 'live' AND coalesce(team, 'default') = $1
    AND EXISTS (SELECT FROM actions WHERE actions.run_id = decisions.run_id AND actions.action = 'hold'
      AND actions.status NOT IN ('failed', 'stopped', 'undone'))`

/** Checked on the first row and trusted on the rest: thousands are read at a time, all by one statement. */
const Row = z.object({
  decision_id: z.string(),
  run_id: z.string(),
  number: z.string(),
  market: z.string().nullable(),
  agent: z.string(),
  step: z.string(),
  action: z.string(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  revision: z.int(),
  opened_at: z.number(),
  deadline: z.number(),
  hard: z.boolean(),
  cluster: z.string().nullable(),
  needs_two: z.boolean(),
  passed_to: z.string().nullable(),
  team: z.string(),
  kind: RunKind,
})
type Row = z.infer<typeof Row>

function caseOf({ amount, currency, ...row }: Row): OpenCase {
  return { ...row, amount: amount === null || currency === null ? null : { amount, currency } }
}
const Look = z.object({
  run_id: z.string(),
  decision_id: z.string(),
  number: z.string(),
  market: z.string().nullable(),
  agent: z.string(),
  second: z.boolean(),
  not_by: z.string().nullable(),
  opened_at: z.number(),
  team: z.string(),
})

function lookOf({ second, not_by, ...row }: z.infer<typeof Look>): OpenCase {
  return {
    ...row,
    ...{
      step: '',
      action: '',
      amount: null,
      revision: 0,
      hard: false,
      cluster: null,
      needs_two: false,
      passed_to: null,
    },
    ...{ kind: 'audit', deadline: row.opened_at + LOOK_OPEN_MS, look: { second, not_by } },
  }
}

const ByTeam = z.object({ team: z.string(), open: z.number() })
const Held = z.object({ held: z.number(), first: z.number().nullable() })

export function createCases(query: Query): Cases {
  return {
    async open(limit) {
      const rows = await query.query<Row>(OPEN, [limit])
      if (rows[0]) Row.parse(rows[0])
      return rows.map(caseOf)
    },
    looks: async (limit) => (await query.query(LOOKS, [limit])).map((row) => lookOf(Look.parse(row))),
    countByTeam: async () => (await query.query(BY_TEAM)).map((row) => ByTeam.parse(row)),
    async heldUnanswered(team, since) {
      const [row] = await query.query(HELD, [team, timestamp(since)])
      return Held.parse(row)
    },
  }
}
