// One embedded database per test process, emptied for whoever asks: creating one takes seconds of computing.
import { copyRecord, emptyRecord } from '../../dev/demo/empty-record.ts'
import type { Db } from '../../src/ledger/db.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { createPgliteDb, recordFolder } from '../../src/ledger/pglite-db.ts'
import { emptyTables } from './empty-tables.ts'

let one: Promise<Db> | null = null
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
  await emptyTables(db)
  return db
}

/** A folder that already holds a record, without migrations: an app that starts on it spares the seconds too. */
export async function embeddedRecordIn(dataDir: string): Promise<void> {
  const empty = await emptyRecord()
  if (empty !== null) await copyRecord(empty, recordFolder(dataDir))
}
