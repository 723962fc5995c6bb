// Leases: a run is advanced by one worker at a time. A lease ends by itself, so nobody has to notice a worker that died.
import type { Query } from '../db.ts'
import { arrayLiteral, timestamp } from '../row-set.ts'

const CLAIM = `
  WITH free AS MATERIALIZED (
    SELECT run_id FROM runs
    WHERE run_id = ANY($1::uuid[]) AND (lease_until IS NULL OR lease_until <= $2::timestamptz)
    ORDER BY run_id FOR NO KEY UPDATE
  )
  UPDATE runs SET lease_until = $3::timestamptz FROM free WHERE runs.run_id = free.run_id
  RETURNING runs.run_id`

const RELEASE = `
  WITH mine AS MATERIALIZED (
    SELECT run_id FROM runs WHERE run_id = ANY($1::uuid[]) AND lease_until IS NOT NULL ORDER BY run_id FOR NO KEY UPDATE
  )
  UPDATE runs SET lease_until = NULL FROM mine WHERE runs.run_id = mine.run_id`

export async function claimRuns(
  query: Query,
  runIds: readonly string[],
  { now, until }: { now: number; until: number },
): Promise<string[]> {
  if (runIds.length === 0) return []
  const claimed = await query.query<{ run_id: string }>(CLAIM, [arrayLiteral(runIds), timestamp(now), timestamp(until)])
  return claimed.map((row) => row.run_id)
}

export async function releaseRuns(query: Query, runIds: readonly string[]): Promise<void> {
  if (runIds.length > 0) await query.query(RELEASE, [arrayLiteral(runIds)])
}

const RELEASE_ALL = 'UPDATE runs SET lease_until = NULL WHERE lease_until IS NOT NULL'

export async function releaseAllRuns(db: Query): Promise<void> {
  await db.query(RELEASE_ALL)
}
