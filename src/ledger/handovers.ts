// What one shift leaves to the next, and that it is said once per channel and change of shift.
import { z } from 'zod'
import type { Db } from './db.ts'
import { oncePerRun, QUESTION_COLUMNS, QUESTION_TABLES, QUESTION_TEAM, QuestionRow } from './queries/question-rows.ts'
import { arrayLiteral, timestamp } from './row-set.ts'

export type HandoverStore = {
  /** True for one process at a time, until somebody is done with it. */
  claim(change: { channel: string; at: number }, now: number, until: number): Promise<boolean>
  /** `ts` null: there was nothing to hand over. */
  done(change: { channel: string; at: number }, now: number, ts: string | null): Promise<void>
  /** The last change of which something was said before a moment; null when nothing ever was. */
  lastSaid(channel: string, before: number): Promise<number | null>
  /** Gives a claim back: the message did not get through. */
  release(change: { channel: string; at: number }, retryAt: number): Promise<void>
  /** Live questions of these teams, one per run, by deadline. */
  open(teams: readonly string[]): Promise<QuestionRow[]>
  /** Those that nobody answered, closed after `since` and no later than `until`. */
  expired(teams: readonly string[], since: number, until: number): Promise<QuestionRow[]>
}

const CLAIM = `
  INSERT INTO handovers (channel, at, claimed_until) VALUES ($1, $2::timestamptz, $4::timestamptz)
  ON CONFLICT (channel, at) DO UPDATE SET claimed_until = excluded.claimed_until
    WHERE handovers.done_at IS NULL AND handovers.claimed_until <= $3::timestamptz
  RETURNING channel`
const DONE = 'UPDATE handovers SET done_at = $3::timestamptz, ts = $4 WHERE channel = $1 AND at = $2::timestamptz'
const RELEASE = 'UPDATE handovers SET claimed_until = $3::timestamptz WHERE channel = $1 AND at = $2::timestamptz'

const LAST_SAID = `
  SELECT max(at) AS at FROM handovers WHERE channel = $1 AND at < $2::timestamptz AND done_at IS NOT NULL AND ts IS NOT NULL`

const OF_TEAMS = `SELECT ${QUESTION_COLUMNS} FROM ${QUESTION_TABLES}
  WHERE run_kind = 'live' AND decisions.action IS NOT NULL AND ${QUESTION_TEAM} = ANY($1::text[])`
const OPEN = `${OF_TEAMS} AND decisions.status = 'open' ORDER BY decisions.deadline, decisions.decision_id`
const EXPIRED = `${OF_TEAMS} AND decisions.status = 'expired' AND closed_at > $2::timestamptz AND closed_at <= $3::timestamptz
  ORDER BY closed_at, decisions.decision_id`

const LastSaid = z.object({ at: z.number().nullable() })

export function createHandovers(db: Db): HandoverStore {
  const read = db.lane('read')
  return {
    async claim({ channel, at }, now, until) {
      return (await db.query(CLAIM, [channel, timestamp(at), timestamp(now), timestamp(until)])).length > 0
    },
    async done({ channel, at }, now, ts) {
      await db.query(DONE, [channel, timestamp(at), timestamp(now), ts])
    },
    async lastSaid(channel, before) {
      return LastSaid.parse((await db.query(LAST_SAID, [channel, timestamp(before)]))[0]).at
    },
    async release({ channel, at }, retryAt) {
      await db.query(RELEASE, [channel, timestamp(at), timestamp(retryAt)])
    },
    async open(teams) {
      return oncePerRun((await read.query(OPEN, [arrayLiteral(teams)])).map((row) => QuestionRow.parse(row)))
    },
    async expired(teams, since, until) {
      const rows = await read.query(EXPIRED, [arrayLiteral(teams), timestamp(since), timestamp(until)])
      return oncePerRun(rows.map((row) => QuestionRow.parse(row)))
    },
  }
}
