// What does not go on by itself, and that somebody was told of it: once per run and standstill, whatever process notices.
import { z } from 'zod'
import { RunKind, RunStatus, WaitingOn } from '../contracts/run.ts'
import type { Db } from './db.ts'
import { rowSet, timestamp } from './row-set.ts'

export type StuckRun = z.infer<typeof StuckRun>
export type UnpostedCard = z.infer<typeof UnpostedCard>
export type Untaken = z.infer<typeof Untaken>
/** One standstill of one run: it may come to another one later. */
export type Standstill = { run_id: string; since: number }

export type StuckStore = {
  /**
   * Dead runs, and those that are where they are since `olderThan` without waiting for a person or for a moment that was
   * set; longest first.
   */
  runs(asked: { now: number; olderThan: number; limit: number }): Promise<StuckRun[]>
  /** Cards that Slack has refused twice in a row or more. */
  cards(limit: number): Promise<UnpostedCard[]>
  /** What came in before a moment and was never taken in: deliveries, and signals whose run has not begun. */
  untaken(olderThan: number): Promise<Untaken[]>
  /** Those of them that nobody was told of and nobody else is telling; they are this process's until `until`. */
  takeOn(standstills: readonly Standstill[], now: number, until: number): Promise<Standstill[]>
  told(standstills: readonly Standstill[], now: number): Promise<void>
}

// An action that starts at a set moment (a wait after an approval, a veto window) is no standstill.
const RUNS = `
  SELECT runs.run_id, entity_id, number, kind, workflow, status, waiting_on, since, coalesce(cards.team, 'default') AS team,
    cards.channel, cards.ts
  FROM runs LEFT JOIN cards ON cards.card_id = runs.run_id
  WHERE status = 'dead' OR (
    status IN ('running', 'waiting') AND waiting_on IS DISTINCT FROM 'human' AND since <= $2::timestamptz
    AND NOT EXISTS (SELECT FROM actions
      WHERE actions.run_id = runs.run_id AND actions.status = 'scheduled' AND actions.scheduled_at > $1::timestamptz))
  ORDER BY since, runs.run_id LIMIT $3`

const CARDS = `
  SELECT cards.run_id, number, kind, coalesce(team, 'default') AS team, error, cards.deadline,
    coalesce((SELECT min(opened_at) FROM decisions WHERE decisions.run_id = cards.run_id AND decisions.status = 'open'), since) AS since
  FROM cards JOIN runs ON runs.run_id = cards.run_id
  WHERE have_version < want_version AND error IS NOT NULL AND attempts >= 2
  ORDER BY cards.deadline NULLS LAST, cards.run_id LIMIT $1`

const UNTAKEN = `
  SELECT 'delivery' AS what, channel, topic, count(*) AS count, min(received_at) AS oldest FROM deliveries
  WHERE taken_at IS NULL AND received_at < $1::timestamptz GROUP BY channel, topic
  UNION ALL
  SELECT 'signal', split_part(entity_id, ':', 1), topic, count(*), min(at) FROM parked
  WHERE at < $1::timestamptz GROUP BY 2, topic
  ORDER BY oldest, what, topic`

const input = rowSet({ run_id: 'uuid', since: 'timestamptz' })
const TAKE_ON = `
  INSERT INTO stuck_told AS known (run_id, since, claimed_until)
  SELECT run_id, since, $4::timestamptz FROM ${input.unnest('input')} ORDER BY run_id, since
  ON CONFLICT (run_id, since) DO UPDATE SET claimed_until = excluded.claimed_until
    WHERE known.told_at IS NULL AND known.claimed_until <= $3::timestamptz
  RETURNING run_id, since`
const TOLD = `
  UPDATE stuck_told SET told_at = $3::timestamptz FROM ${input.unnest('input')}
  WHERE stuck_told.run_id = input.run_id AND stuck_told.since = input.since`

const message = { channel: z.string().nullable(), ts: z.string().nullable() }
const StuckRun = z
  .object({
    run_id: z.string(),
    entity_id: z.string(),
    number: z.string(),
    kind: RunKind,
    workflow: z.string(),
    status: RunStatus,
    waiting_on: WaitingOn.nullable(),
    since: z.number(),
    team: z.string(),
    ...message,
  })
  .transform(({ channel, ts, ...row }) => ({
    ...row,
    message: channel === null || ts === null ? null : { channel, ts },
  }))
const UnpostedCard = z.object({
  run_id: z.string(),
  number: z.string(),
  kind: RunKind,
  team: z.string(),
  error: z.string(),
  deadline: z.number().nullable(),
  since: z.number(),
})
const Untaken = z.object({
  what: z.enum(['delivery', 'signal']),
  channel: z.string(),
  topic: z.string(),
  count: z.number(),
  oldest: z.number(),
})
const Taken = z.object({ run_id: z.string(), since: z.number() })

export function createStuck(db: Db): StuckStore {
  const read = db.lane('read')
  const rows = (standstills: readonly Standstill[]) =>
    input.values(standstills.map(({ run_id, since }) => ({ run_id, since: timestamp(since) })))
  return {
    async runs({ now, olderThan, limit }) {
      const found = await read.query(RUNS, [timestamp(now), timestamp(olderThan), limit])
      return found.map((row) => StuckRun.parse(row))
    },
    async cards(limit) {
      return (await read.query(CARDS, [limit])).map((row) => UnpostedCard.parse(row))
    },
    async untaken(olderThan) {
      return (await read.query(UNTAKEN, [timestamp(olderThan)])).map((row) => Untaken.parse(row))
    },
    async takeOn(standstills, now, until) {
      if (standstills.length === 0) return []
      const taken = await db.query(TAKE_ON, [...rows(standstills), timestamp(now), timestamp(until)])
      return taken.map((row) => Taken.parse(row))
    },
    async told(standstills, now) {
      if (standstills.length > 0) await db.query(TOLD, [...rows(standstills), timestamp(now)])
    },
  }
}
