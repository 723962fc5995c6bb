// The record as it is, without bringing its schema up to date: a doctor changes nothing.
import { hasRecord } from '../assembly/existing-record.ts'
import type { Environment } from '../config.ts'
import type { Db } from '../ledger/db.ts'
import { createPgliteDb } from '../ledger/pglite-db.ts'

/** Null where there is none yet. */
export async function openRecord(environment: Environment): Promise<Db | null> {
  const { DATABASE_URL, DATA_DIR } = environment
  if (DATABASE_URL) {
    const { createPostgresDb } = await import('../ledger/postgres-db.ts')
    return createPostgresDb({ url: DATABASE_URL, onError: () => undefined })
  }
  return (await hasRecord(environment)) ? createPgliteDb({ dataDir: DATA_DIR }) : null
}
