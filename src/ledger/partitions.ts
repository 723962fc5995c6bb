// One partition of events per month of the run id's time part, made ahead. Runs older than the first partition, or of a month
// nobody made in time, live in the default partition for good.
import type { Db } from './db.ts'

export type PartitionReport = {
  created: string[]
  /** Months that stay in the default partition, because it holds some of their rows already. */
  left: string[]
}

const MONTHS_AHEAD = 3
const TURN = 4_711_002

/** Makes this month's partition and the next three. Idempotent; processes take turns. */
export async function ensurePartitions(db: Db, now: number): Promise<PartitionReport> {
  const report: PartitionReport = { created: [], left: [] }
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthOf(now, ahead))
  const missing = await missingOf(db, months)
  for (const month of missing) report[await ensure(db, month)].push(month.table)
  return report
}

type Month = { table: string; from: string; to: string }

async function missingOf(db: Db, months: readonly Month[]): Promise<Month[]> {
  const exists = await Promise.all(
    months.map(({ table }) => db.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table])),
  )
  return months.filter((_, index) => !exists[index]?.[0]?.there)
}

function ensure(db: Db, { table, from, to }: Month): Promise<keyof PartitionReport> {
  return db.tx('work', async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [TURN])
    // Nobody writes between the look and the partition; readers of a busy default partition are not kept waiting long.
    await tx.script(`SET LOCAL lock_timeout = '5s'; LOCK TABLE ONLY events_default IN SHARE ROW EXCLUSIVE MODE`)
    const held = await tx.query('SELECT FROM events_default WHERE run_id >= $1 AND run_id < $2 LIMIT 1', [from, to])
    if (held.length > 0) return 'left'
    await tx.script(`CREATE TABLE IF NOT EXISTS ${table} PARTITION OF events FOR VALUES FROM ('${from}') TO ('${to}')`)
    return 'created'
  })
}

function monthOf(now: number, ahead: number): Month {
  const date = new Date(now)
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead)
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead + 1)
  const [year, month] = new Date(start).toISOString().split('-')
  return { table: `events_${year}_${month}`, from: lowestId(start), to: lowestId(end) }
}

/** The smallest id of that millisecond. */
function lowestId(ms: number): string {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
