// One embedded database per test process, emptied for whoever asks: creating one takes seconds of computing.
import { copyRecord, emptyRecord } from '../../dev/demo/empty-record.ts'
import type { Db } from '../../src/ledger/db.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { createPgliteDb, recordFolder } from '../../src/ledger/pglite-db.ts'

let one: Promise<Db> | null = null
let emptied = 0
/** Emptying a table is ten times as fast as making it anew, but leaves it as long as it was. */
const MADE_ANEW_EVERY = 20

/** The database as the last caller left it. Closing it does nothing: the next file of this process gets it too. */
export function sharedDb(): Promise<Db> {
  one ??= createPgliteDb({ memory: true }).then(async (db) => {
    await migrate(db)
    return { ...db, close: async () => undefined }
  })
  return one
}

/** The same, with every table empty, settings included. */
export async function emptyDb(): Promise<Db> {
  const db = await sharedDb()
  const tables = await db.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`,
  )
  const names = tables.map(({ name }) => name)
  emptied += 1
  if (emptied % MADE_ANEW_EVERY === 0) await db.script(`TRUNCATE ${names.join(', ')}`)
  else
    await db.script(
      `BEGIN; SET LOCAL session_replication_role = replica; ${names.map((name) => `DELETE FROM ${name}`).join('; ')}; COMMIT`,
    )
  return db
}

/** A folder that already holds a record, without migrations: an app that starts on it spares the seconds too. */
export async function embeddedRecordIn(dataDir: string): Promise<void> {
  const empty = await emptyRecord()
  if (empty !== null) await copyRecord(empty, recordFolder(dataDir))
}
