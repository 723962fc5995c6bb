// The cards' outbox: which messages are behind what the record says, and who is posting them.
import { z } from 'zod'
import type { Db, Query } from './db.ts'
import type { CardRow, CardStore } from './ledger.ts'
import { timestamp } from './row-set.ts'

const COLUMNS = `card_id, run_id, coalesce(team, 'default') AS team, want_question, have_question, want_version, have_version,
  channel, ts, earlier, have_notes, want_notice, looker, deadline, attempts, error`

/** Worded as in the index, so that it can serve. */
const IS_BEHIND = '(have_version < want_version OR have_notice < want_notice)'
const IS_FREE = `${IS_BEHIND}
  AND (claimed_until IS NULL OR claimed_until <= $2::timestamptz) AND (retry_at IS NULL OR retry_at <= $2::timestamptz)`

const NEEDS_MESSAGE = '(ts IS NULL OR want_question > have_question)'
const TEAM = `coalesce(team, 'default')`
const IS_IN_PLACE = `(ts IS NOT NULL AND ${TEAM} = ANY($4::text[]))`
const BEHIND = {
  message: behind(`${NEEDS_MESSAGE} AND ${TEAM} <> ALL($3::text[]) AND ${TEAM} <> ALL($4::text[])`),
  change: behind(`(NOT ${NEEDS_MESSAGE} OR ${IS_IN_PLACE}) AND ${TEAM} <> ALL($3::text[])`),
}
const SETTLE_UNPOSTED = `
  UPDATE cards SET have_version = want_version, have_question = want_question, have_notice = want_notice, error = NULL, retry_at = NULL
  WHERE ${IS_BEHIND} AND ts IS NULL AND deadline IS NULL
    AND (claimed_until IS NULL OR claimed_until <= $1::timestamptz)
    AND NOT EXISTS (SELECT FROM decisions WHERE decisions.run_id = cards.run_id AND decisions.status || '' = 'open')
    AND NOT EXISTS (SELECT FROM actions WHERE actions.run_id = cards.run_id AND actions.status || '' = 'scheduled')
    AND NOT EXISTS (SELECT FROM runs WHERE runs.run_id = cards.run_id
      AND (runs.status = 'dead' OR (runs.kind = 'audit' AND runs.status = 'waiting')))
  RETURNING card_id`
const UNSHOWN = `
  UPDATE cards SET have_version = greatest(have_version, $2::int), have_question = greatest(have_question, $3::int),
    attempts = 0, error = NULL, retry_at = NULL, claimed_until = NULL
  WHERE card_id = $1 AND ts IS NULL`
const BY_RUN = `SELECT ${COLUMNS} FROM cards WHERE run_id = $1`
const BY_MESSAGE = `
  SELECT ${COLUMNS} FROM cards
  WHERE (channel = $1 AND ts = $2) OR earlier @> jsonb_build_array(jsonb_build_object('channel', $1::text, 'ts', $2::text))
  ORDER BY card_id LIMIT 1`
const TOLD = 'UPDATE cards SET have_notes = greatest(have_notes, $2::int) WHERE card_id = $1'
const CLAIM = `UPDATE cards SET claimed_until = $3::timestamptz WHERE card_id = $1 AND ${IS_FREE} RETURNING ${COLUMNS}`

const POSTED = `
  UPDATE cards SET
    earlier = CASE WHEN ts IS NULL OR (channel, ts) = ($2::text, $3::text) THEN earlier ELSE earlier || jsonb_build_object('channel', channel, 'ts', ts) END,
    have_notice = greatest(have_notice, $6::int), channel = $2, ts = $3, have_version = greatest(have_version, $4::int), have_question = greatest(have_question, $5::int), looker = $7,
    attempts = 0, error = NULL, retry_at = NULL, claimed_until = NULL
  WHERE card_id = $1`

// Of messages there are: whatever is posted later shows it anyway.
const TOUCH_OPEN = `
  UPDATE cards SET want_notice = want_notice + 1
  WHERE ts IS NOT NULL AND run_id IN (SELECT run_id FROM runs WHERE status IN ('running', 'waiting'))`

const TOUCH_LOOKED = `
  UPDATE cards SET want_notice = want_notice + 1 WHERE card_id IN (
    SELECT card_id FROM cards LEFT JOIN claims ON claims.run_id = cards.run_id AND claims.until > $1::timestamptz
      AND (claims.until <= $2::timestamptz OR claims.by_user = cards.looker)
    WHERE (cards.looker IS NOT NULL OR cards.run_id IN (SELECT run_id FROM claims)) AND cards.ts IS NOT NULL
      AND deadline IS NOT NULL AND have_notice = want_notice AND cards.looker IS DISTINCT FROM claims.by_user
    LIMIT $3)
  RETURNING card_id`

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
  have_notes: z.int(),
  want_notice: z.int(),
  looker: z.string().nullable(),
  deadline: z.number().nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
})

export function createCards(db: Db): CardStore {
  return {
    async behind({ now, kind, limit, except = [], inPlace = [] }) {
      const rows = await db.query(BEHIND[kind], [limit, timestamp(now), except, inPlace])
      return rows.map((row) => StoredCard.parse(row))
    },
    async leaveUnposted(cardId, { version, question }) {
      await db.query(UNSHOWN, [cardId, version, question])
    },
    async settleUnposted(now) {
      return (await db.query(SETTLE_UNPOSTED, [timestamp(now)])).length
    },
    byRun: (runId) => one(db, BY_RUN, [runId]),
    byMessage: ({ channel, ts }) => one(db, BY_MESSAGE, [channel, ts]),
    async told(cardId, notes) {
      await db.query(TOLD, [cardId, notes])
    },
    claim: (cardId, now, until) => one(db, CLAIM, [cardId, timestamp(now), timestamp(until)]),
    async posted(cardId, { channel, ts, version, question, notice = 0, looker = null }) {
      await db.query(POSTED, [cardId, channel, ts, version, question, notice, looker])
    },
    async touchOpen() {
      await db.query(TOUCH_OPEN, [])
    },
    async touchLooked({ now, since, limit }) {
      return (await db.query(TOUCH_LOOKED, [timestamp(now), timestamp(since), limit])).length
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
