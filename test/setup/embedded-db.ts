// One embedded database per test process, emptied for whoever asks: creating one takes seconds of computing.
import { setFlagsFromString } from 'node:v8'
import { copyRecord, dumpOfRecord, emptyRecord } from '../../dev/demo/empty-record.ts'
import type { Db } from '../../src/ledger/db.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { createPgliteDb, recordFolder } from '../../src/ledger/pglite-db.ts'
import { emptyTables } from './empty-tables.ts'

let one: Promise<Db> | null = null
/** The database as the last caller left it. Closing it does nothing: the next file of this process gets it too. */
export function sharedDb(): Promise<Db> {
  one ??= opened()
  return one
}

async function opened(): Promise<Db> {
  // Optimising compiled code costs the short life of a test process more than it brings.
  setFlagsFromString('--liftoff-only')
  const kept = await emptyRecord()
  const db = await createPgliteDb({ memory: true, ...(kept === null ? {} : { dump: await dumpOfRecord(kept) }) })
  await migrate(db)
  return { ...db, close: async () => undefined }
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
