// Who is to be told that a question goes unanswered: taken on once per rung, and one message per person, claimed before it is sent.
import { z } from 'zod'
import type { Db } from './db.ts'
import { oncePerRun, QUESTION_COLUMNS, QUESTION_TABLES, QUESTION_TEAM, QuestionRow } from './queries/question-rows.ts'
import { arrayLiteral, timestamp } from './row-set.ts'

/** An open question with a rung nobody was told of. `told`: the last one somebody was. */
const Owed = z.object({ decision_id: z.string(), run_id: z.string(), rung: z.int(), told: z.int(), team: z.string() })
export type Owed = z.infer<typeof Owed>

const Nudge = z.object({
  user_id: z.string(),
  want: z.int(),
  have: z.int(),
  want_rung: z.int(),
  have_rung: z.int(),
  channel: z.string().nullable(),
  ts: z.string().nullable(),
  posted_at: z.number().nullable(),
  attempts: z.int(),
  /** Somebody began and was never heard of again, or Slack did not answer: it may have been sent. */
  interrupted: z.boolean(),
})
export type Nudge = z.infer<typeof Nudge>

const Waiting = QuestionRow.and(z.object({ note: z.string().nullable() }))
export type Waiting = z.infer<typeof Waiting>

/** A team that is away until its next shift; `team` null stands for every team that is not among `named`. */
export type Asleep = { team: string | null; until: number }

export type NudgeStore = {
  /** Most urgent first. Left out: questions of sleeping teams whose deadline can move and comes after they are back. */
  owed(query: { limit: number; named: readonly string[]; asleep: readonly Asleep[] }): Promise<Owed[]>
  /** Notes who is told of a rung, once: false when another process did. */
  assign(
    rung: Pick<Owed, 'decision_id' | 'rung'>,
    people: readonly { user_id: string; note: string | null }[],
    at: number,
  ): Promise<boolean>
  /** People whose message is behind and nobody's turn. */
  behind(query: { now: number; limit: number }): Promise<string[]>
  claim(userId: string, now: number, until: number): Promise<Nudge | null>
  /** The open questions somebody was told of, one per run, by deadline. */
  waiting(userId: string): Promise<Waiting[]>
  /** `message` null: there was nothing to say any more. `posted_at`: when its person was last notified. */
  told(nudge: Nudge, message: { channel: string; ts: string; posted_at: number } | null): Promise<void>
  failed(userId: string, because: string, retryAt: number): Promise<void>
}

const HOURS_TEAM = `CASE WHEN ${QUESTION_TEAM} = ANY($2::text[]) THEN ${QUESTION_TEAM} ELSE '' END`
const TOLD = 'coalesce((SELECT max(rung) FROM reminders_told t WHERE t.decision_id = decisions.decision_id), 0)'
const OWED = `
  SELECT decisions.decision_id, decisions.run_id, reminded AS rung, ${TOLD} AS told, ${QUESTION_TEAM} AS team
  FROM decisions LEFT JOIN cards ON cards.card_id = decisions.run_id
    LEFT JOIN unnest($3::text[], $4::timestamptz[]) AS asleep(hours_team, until) ON asleep.hours_team = ${HOURS_TEAM}
  WHERE decisions.status = 'open' AND run_kind = 'live' AND reminded > ${TOLD}
    AND (asleep.until IS NULL OR due_hard OR decisions.deadline <= asleep.until)
  ORDER BY decisions.deadline, decisions.decision_id LIMIT $1`

const TAKE_ON = `INSERT INTO reminders_told (decision_id, rung, at) VALUES ($1, $2, $3::timestamptz) ON CONFLICT DO NOTHING RETURNING rung`
const FOR = `
  INSERT INTO reminders_for (user_id, decision_id, note)
  SELECT user_id, $1::uuid, nullif(note, '') FROM unnest($2::text[], $3::text[]) AS told(user_id, note)
  ON CONFLICT (user_id, decision_id) DO UPDATE SET note = excluded.note`
const WANT = `
  INSERT INTO nudges (user_id, want, want_rung) SELECT user_id, 1, $2::int FROM unnest($1::text[]) AS told(user_id) ORDER BY user_id
  ON CONFLICT (user_id) DO UPDATE SET want = nudges.want + 1,
    want_rung = CASE WHEN nudges.have < nudges.want THEN greatest(nudges.want_rung, excluded.want_rung) ELSE excluded.want_rung END`

const IS_FREE = `have < want AND (claimed_until IS NULL OR claimed_until <= $1::timestamptz) AND (retry_at IS NULL OR retry_at <= $1::timestamptz)`
const BEHIND = `SELECT user_id FROM nudges WHERE ${IS_FREE} ORDER BY want_rung DESC, user_id LIMIT $2`
const CLAIM = `
  UPDATE nudges SET claimed_until = $3::timestamptz
  FROM (SELECT user_id AS id, claimed_until IS NOT NULL AS was_claimed FROM nudges WHERE user_id = $2 FOR UPDATE) AS before
  WHERE user_id = before.id AND ${IS_FREE}
  RETURNING user_id, want, have, want_rung, have_rung, channel, ts, posted_at, attempts, was_claimed OR attempts > 0 AS interrupted`
/** What was passed on to somebody is no longer waiting for those it was put to, only for those it was escalated to. */
const WAITING = `
  SELECT ${QUESTION_COLUMNS}, reminders_for.note
  FROM reminders_for JOIN ${QUESTION_TABLES} ON decisions.decision_id = reminders_for.decision_id
  WHERE reminders_for.user_id = $1 AND decisions.status = 'open'
    AND NOT (passed_to IS NOT NULL AND passed_to ~ '^[UW]' AND passed_to <> $1 AND reminded_to = 'owners')
  ORDER BY decisions.deadline, decisions.decision_id`
const DONE = `
  UPDATE nudges SET have = greatest(have, $2::int), attempts = 0, error = NULL, retry_at = NULL, claimed_until = NULL`
const TOLD_THEM = `${DONE}, have_rung = $3::int, channel = $4, ts = $5, posted_at = $6::timestamptz WHERE user_id = $1`
const NOTHING = `${DONE} WHERE user_id = $1`
const FAILED = `
  UPDATE nudges SET attempts = attempts + 1, error = $2, retry_at = $3::timestamptz, claimed_until = NULL WHERE user_id = $1`

export function createNudges(db: Db): NudgeStore {
  const read = db.lane('read')
  return {
    async owed({ limit, named, asleep }) {
      const teams = arrayLiteral(asleep.map(({ team }) => team ?? ''))
      const until = arrayLiteral(asleep.map((each) => timestamp(each.until)))
      return (await read.query(OWED, [limit, arrayLiteral(named), teams, until])).map((row) => Owed.parse(row))
    },
    assign: ({ decision_id, rung }, people, at) =>
      db.tx('work', async (tx) => {
        const taken = await tx.query(TAKE_ON, [decision_id, rung, timestamp(at)])
        if (taken.length === 0 || people.length === 0) return taken.length > 0
        const ids = arrayLiteral(people.map(({ user_id }) => user_id))
        await tx.query(FOR, [decision_id, ids, arrayLiteral(people.map(({ note }) => note ?? ''))])
        await tx.query(WANT, [ids, rung])
        return true
      }),
    async behind({ now, limit }) {
      return (await db.query<{ user_id: string }>(BEHIND, [timestamp(now), limit])).map(({ user_id }) => user_id)
    },
    async claim(userId, now, until) {
      const [row] = await db.query(CLAIM, [timestamp(now), userId, timestamp(until)])
      return row ? Nudge.parse(row) : null
    },
    async waiting(userId) {
      return oncePerRun((await db.query(WAITING, [userId])).map((row) => Waiting.parse(row)))
    },
    async told({ user_id, want, want_rung }, message) {
      if (message === null) await db.query(NOTHING, [user_id, want])
      else
        await db.query(TOLD_THEM, [
          ...[user_id, want, want_rung],
          ...[message.channel, message.ts, timestamp(message.posted_at)],
        ])
    },
    async failed(userId, because, retryAt) {
      await db.query(FAILED, [userId, because, timestamp(retryAt)])
    },
  }
}
