// Who is looking at which case right now. A hint, never a lock: an answer without a claim counts like any other.
import { z } from 'zod'
import type { Query } from './db.ts'
import { arrayLiteral, timestamp } from './row-set.ts'
import { isRunId } from './run-id.ts'

export type Claim = { run_id: string; by: string; until: number }

export type Claims = {
  /** Takes a case for one person until `until`, or says whose it is. One's own claim is taken again. */
  take(
    runId: string,
    by: string,
    now: number,
    until: number,
  ): Promise<{ taken: true } | { taken: false; by: string; until: number }>
  /** Gives one's own claim back. */
  release(runId: string, by: string): Promise<void>
  releaseAll(by: string): Promise<void>
  /** The claims of these runs that still stand. */
  of(runIds: readonly string[], now: number): Promise<Claim[]>
  /** Everybody's claims that still stand. */
  standing(now: number): Promise<Claim[]>
}

// One statement: of two people at once one takes it, and the other is told who.
const TAKE = `
  WITH taken AS (
    INSERT INTO claims AS held (run_id, by_user, until) VALUES ($1, $2, $4::timestamptz)
    ON CONFLICT (run_id) DO UPDATE SET by_user = excluded.by_user, until = excluded.until
      WHERE held.by_user = excluded.by_user OR held.until <= $3::timestamptz
    RETURNING run_id, by_user, until
  )
  SELECT run_id, by_user AS by, until FROM taken
  UNION ALL
  SELECT run_id, by_user, until FROM claims WHERE run_id = $1 AND NOT EXISTS (SELECT FROM taken)`
const RELEASE = 'DELETE FROM claims WHERE run_id = $1 AND by_user = $2'
const RELEASE_ALL = 'DELETE FROM claims WHERE by_user = $1'
const STANDING = 'SELECT run_id, by_user AS by, until FROM claims WHERE until > $1::timestamptz'
const OF = `${STANDING} AND run_id = ANY($2::uuid[])`

const Stored = z.object({ run_id: z.string(), by: z.string(), until: z.number() })

export function createClaims(query: Query): Claims {
  const rows = async (text: string, values: readonly unknown[]): Promise<Claim[]> =>
    (await query.query(text, values)).map((row) => Stored.parse(row))
  return {
    async take(runId, by, now, until) {
      for (let again = true; ; again = false) {
        const [row] = await rows(TAKE, [runId, by, timestamp(now), timestamp(until)])
        if (row?.by === by) return { taken: true }
        if (row) return { taken: false, by: row.by, until: row.until }
        // Taken by somebody within this very statement, whom only the next one sees; given back since, it is nobody's.
        if (!again) return { taken: true }
      }
    },
    async release(runId, by) {
      await query.query(RELEASE, [runId, by])
    },
    async releaseAll(by) {
      await query.query(RELEASE_ALL, [by])
    },
    async of(runIds, now) {
      const ids = runIds.filter(isRunId)
      return ids.length === 0 ? [] : rows(OF, [timestamp(now), arrayLiteral(ids)])
    },
    standing: (now) => rows(STANDING, [timestamp(now)]),
  }
}
