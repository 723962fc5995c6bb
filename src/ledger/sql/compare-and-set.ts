// Moves runs from the version their events were decided on to the next one. Runs somebody else has moved are not returned.
import type { Query } from '../db.ts'
import { arrayLiteral, type RowOf, rowSet, timestamp } from '../row-set.ts'

const input = rowSet({
  run_id: 'uuid',
  expected: 'int',
  version: 'int',
  head: 'text',
  status: 'text',
  waiting_on: 'text',
  wake_at: 'timestamptz',
  consumed: 'int',
  at: 'timestamptz',
})
export type VersionChange = RowOf<{
  run_id: 'uuid'
  expected: 'int'
  version: 'int'
  head: 'text'
  status: 'text'
  waiting_on: 'text'
  wake_at: 'timestamptz'
  consumed: 'int'
  at: 'timestamptz'
}>

// Counting `locked` locks every row in run_id order before the first one changes. A row somebody changed meanwhile is
// judged as it is now, so `signals` includes what arrived a moment ago: such a run stays awake whatever its events say.
const UPDATE = `
  WITH locked AS MATERIALIZED (
    SELECT run_id FROM runs WHERE run_id = ANY($10::uuid[]) ORDER BY run_id FOR NO KEY UPDATE
  )
  UPDATE runs SET
    version = input.version,
    head = decode(input.head, 'hex'),
    since = CASE WHEN runs.status = input.status AND runs.waiting_on IS NOT DISTINCT FROM input.waiting_on THEN runs.since ELSE input.at END,
    status = input.status,
    waiting_on = input.waiting_on,
    signals = greatest(runs.signals - input.consumed, 0),
    wake_at = CASE WHEN runs.signals > input.consumed THEN least(input.wake_at, $11::timestamptz) ELSE input.wake_at END,
    lease_until = NULL
  FROM ${input.unnest('input')}, (SELECT count(*) FROM locked) AS all_locked
  WHERE runs.run_id = input.run_id AND runs.version = input.expected
  RETURNING runs.run_id`

/** Locks `alsoLock` too (runs about to be created that may exist). Returns the ids of the runs that were moved. */
export async function compareAndSet(
  tx: Query,
  changes: readonly VersionChange[],
  { alsoLock, now }: { alsoLock: readonly string[]; now: number },
): Promise<Set<string>> {
  if (changes.length === 0) return new Set()
  const all = arrayLiteral([...changes.map((change) => change.run_id), ...alsoLock])
  const moved = await tx.query<{ run_id: string }>(UPDATE, [...input.values(changes), all, timestamp(now)])
  return new Set(moved.map((row) => row.run_id))
}
