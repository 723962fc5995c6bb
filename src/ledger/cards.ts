// The cards' outbox: which messages are behind what the record says, and who is posting them.
import { z } from 'zod'
import type { Db, Query } from './db.ts'
import type { CardRow, CardStore } from './ledger.ts'
import { timestamp } from './row-set.ts'

const COLUMNS = `card_id, run_id, coalesce(team, 'default') AS team, want_question, have_question, want_version, have_version,
  channel, ts, earlier, deadline, attempts, error`

const IS_FREE = `have_version < want_version
  AND (claimed_until IS NULL OR claimed_until <= $2::timestamptz) AND (retry_at IS NULL OR retry_at <= $2::timestamptz)`

const NEEDS_MESSAGE = '(ts IS NULL OR want_question > have_question)'
const BEHIND = {
  message: behind(`${NEEDS_MESSAGE} AND coalesce(team, 'default') <> ALL($3::text[])`),
  change: behind(`NOT ${NEEDS_MESSAGE} AND coalesce(team, 'default') <> ALL($3::text[])`),
}
const BY_RUN = `SELECT ${COLUMNS} FROM cards WHERE run_id = $1`
const CLAIM = `UPDATE cards SET claimed_until = $3::timestamptz WHERE card_id = $1 AND ${IS_FREE} RETURNING ${COLUMNS}`

const POSTED = `
  UPDATE cards SET
    earlier = CASE WHEN ts IS NULL OR (channel, ts) = ($2::text, $3::text) THEN earlier ELSE earlier || jsonb_build_object('channel', channel, 'ts', ts) END,
    channel = $2, ts = $3, have_version = greatest(have_version, $4::int), have_question = greatest(have_question, $5::int),
    attempts = 0, error = NULL, retry_at = NULL, claimed_until = NULL
  WHERE card_id = $1`

const FAILED = `
  UPDATE cards SET attempts = attempts + 1, error = $2, retry_at = $3::timestamptz, claimed_until = NULL WHERE card_id = $1`

const StoredCard = z.object({
  card_id: z.string(),
  run_id: z.string(),
  team: z.string(),
  want_question: z.int(),
  have_question: z.int(),
  want_version: z.int(),
  have_version: z.int(),
  channel: z.string().nullable(),
  ts: z.string().nullable(),
  earlier: z.array(z.object({ channel: z.string(), ts: z.string() })),
  deadline: z.number().nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
})

export function createCards(db: Db): CardStore {
  return {
    async behind({ now, kind, limit, except = [] }) {
      return (await db.query(BEHIND[kind], [limit, timestamp(now), except])).map((row) => StoredCard.parse(row))
    },
    byRun: (runId) => one(db, BY_RUN, [runId]),
    claim: (cardId, now, until) => one(db, CLAIM, [cardId, timestamp(now), timestamp(until)]),
    async posted(cardId, { channel, ts, version, question }) {
      await db.query(POSTED, [cardId, channel, ts, version, question])
    },
    async failed(cardId, because, retryAt) {
      await db.query(FAILED, [cardId, because, timestamp(retryAt)])
    },
  }
}

async function one(query: Query, text: string, values: readonly unknown[]): Promise<CardRow | null> {
  const [row] = await query.query(text, values)
  return row ? StoredCard.parse(row) : null
}

function behind(which: string): string {
  return `SELECT ${COLUMNS} FROM cards WHERE ${IS_FREE} AND ${which} ORDER BY deadline NULLS LAST, card_id LIMIT $1`
}
