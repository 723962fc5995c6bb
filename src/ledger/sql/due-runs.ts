// The sweeper's two questions: what is due, and when is the next thing. They need nothing that was ever in memory.
import type { Query } from '../db.ts'
import { timestamp } from '../row-set.ts'

const DUE = `
  SELECT run_id FROM runs
  WHERE wake_at <= $1::timestamptz AND (lease_until IS NULL OR lease_until <= $1::timestamptz)
  ORDER BY wake_at LIMIT $2`

// Leased runs come back when their lease ends. They are few and their wake_at is past, so they lead the index.
const NEXT = `
  SELECT min(greatest(wake_at, lease_until)) AS next
  FROM (SELECT wake_at, lease_until FROM runs WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 2000) AS first`

export async function dueRuns(query: Query, now: number, limit: number): Promise<string[]> {
  const due = await query.query<{ run_id: string }>(DUE, [timestamp(now), limit])
  return due.map((row) => row.run_id)
}

export async function nextWake(query: Query): Promise<number | null> {
  const [row] = await query.query<{ next: number | null }>(NEXT)
  return row?.next ?? null
}
