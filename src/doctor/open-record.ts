// The record as it is, without bringing its schema up to date: a doctor changes nothing.
import { access } from 'node:fs/promises'
import type { Environment } from '../config.ts'
import type { Db } from '../ledger/db.ts'
import { createPgliteDb, recordFolder } from '../ledger/pglite-db.ts'

/** Null where there is none yet. */
export async function openRecord({ DATABASE_URL, DATA_DIR }: Environment): Promise<Db | null> {
  if (DATABASE_URL) {
    const { createPostgresDb } = await import('../ledger/postgres-db.ts')
    return createPostgresDb({ url: DATABASE_URL, onError: () => undefined })
  }
  const isThere = await access(recordFolder(DATA_DIR)).then(
    () => true,
    () => false,
  )
  return isThere ? createPgliteDb({ dataDir: DATA_DIR }) : null
}
