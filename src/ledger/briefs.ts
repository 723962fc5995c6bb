// The one live brief of a channel that has more questions than it can show: where its message is, and what it says now.
import { z } from 'zod'
import type { Query } from './db.ts'
import { timestamp } from './row-set.ts'

export type Brief = {
  channel: string
  /** Null until Slack has confirmed the post. */
  ts: string | null
  active_since: number
  /** Digest of what the message says. */
  shown: string | null
  /** The urgent class it was posted for. */
  urgent: string | null
  posted_at: number | null
  changed_at: number | null
}

export type Briefs = {
  /** Channels that show a brief instead of new cards. */
  active(): Promise<Brief[]>
  begin(channel: string, now: number): Promise<void>
  /** Claims a brief for posting until `until`, so that two processes do not post it twice; null when somebody has it. */
  claim(channel: string, now: number, until: number): Promise<Brief | null>
  /** `anew`: as a new message, not as a change of the one there was. */
  posted(
    channel: string,
    at: { ts: string; shown: string; urgent: string | null; now: number; anew: boolean },
  ): Promise<void>
  /** Gives the claim back without having posted. */
  release(channel: string): Promise<void>
  end(channel: string, now: number): Promise<void>
}

const COLUMNS = 'channel, ts, active_since, shown, urgent, posted_at, changed_at'
const ACTIVE = `SELECT ${COLUMNS} FROM briefs WHERE ended_at IS NULL ORDER BY channel`
const BEGIN = `
  INSERT INTO briefs AS present (channel, active_since) VALUES ($1, $2::timestamptz)
  ON CONFLICT (channel) DO UPDATE SET active_since = excluded.active_since, ended_at = NULL,
    ts = NULL, shown = NULL, urgent = NULL, posted_at = NULL, changed_at = NULL, claimed_until = NULL
  WHERE present.ended_at IS NOT NULL`
const CLAIM = `
  UPDATE briefs SET claimed_until = $3::timestamptz
  WHERE channel = $1 AND ended_at IS NULL AND (claimed_until IS NULL OR claimed_until <= $2::timestamptz)
  RETURNING ${COLUMNS}`
const POSTED = `
  UPDATE briefs SET ts = $2, shown = $3, urgent = $4, changed_at = $5::timestamptz, claimed_until = NULL,
    posted_at = CASE WHEN $6::bool THEN $5::timestamptz ELSE posted_at END
  WHERE channel = $1`
const RELEASE = 'UPDATE briefs SET claimed_until = NULL WHERE channel = $1'
const END = 'UPDATE briefs SET ended_at = $2::timestamptz, claimed_until = NULL WHERE channel = $1 AND ended_at IS NULL'

const Stored = z.object({
  channel: z.string(),
  ts: z.string().nullable(),
  active_since: z.number(),
  shown: z.string().nullable(),
  urgent: z.string().nullable(),
  posted_at: z.number().nullable(),
  changed_at: z.number().nullable(),
})

export function createBriefs(query: Query): Briefs {
  return {
    active: async () => (await query.query(ACTIVE)).map((row) => Stored.parse(row)),
    async begin(channel, now) {
      await query.query(BEGIN, [channel, timestamp(now)])
    },
    async claim(channel, now, until) {
      const [row] = await query.query(CLAIM, [channel, timestamp(now), timestamp(until)])
      return row ? Stored.parse(row) : null
    },
    async posted(channel, { ts, shown, urgent, now, anew }) {
      await query.query(POSTED, [channel, ts, shown, urgent, timestamp(now), anew])
    },
    async release(channel) {
      await query.query(RELEASE, [channel])
    },
    async end(channel, now) {
      await query.query(END, [channel, timestamp(now)])
    },
  }
}
