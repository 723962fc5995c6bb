// The record without a server: PGlite (PostgreSQL compiled to WebAssembly) in a folder, or in memory for tests.
import { join } from 'node:path'
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { lockDataDir } from './data-dir-lock.ts'
import type { Db, Lane, Query, Row, Tx } from './db.ts'
import { createPreparedStatements, type PreparedStatements } from './prepared-statements.ts'
import { createPriorityQueue } from './priority-queue.ts'
import { typeParsers } from './type-parsers.ts'
import { withoutValues } from './without-values.ts'

/** In memory it may begin as a database that was dumped. */
export type PgliteOptions = { dataDir: string } | { memory: true; dump?: Blob }

/** Where the database itself lies, beside the lock file. */
export function recordFolder(dataDir: string): string {
  return join(dataDir, 'record')
}

/** The folder is held by a lock file until `close`. Throws `data_dir.locked` when another process holds it. */
export async function createPgliteDb(options: PgliteOptions): Promise<Db> {
  const lock = 'dataDir' in options ? await lockDataDir(options.dataDir) : null
  try {
    const place = 'dataDir' in options ? { dataDir: recordFolder(options.dataDir) } : dumped(options.dump)
    const pglite = await PGlite.create({ ...place, parsers: typeParsers })
    await pglite.exec(`SET TIME ZONE 'UTC'`)
    return overPglite(pglite, async () => lock?.release())
  } catch (error) {
    await lock?.release()
    throw error
  }
}

const dumped = (dump: Blob | undefined) => (dump ? { loadDataDir: dump } : {})

function overPglite(pglite: PGlite, onClosed: () => Promise<void>): Db {
  const queue = createPriorityQueue()
  const statements = createPreparedStatements(pglite)
  let closing: Promise<void> | undefined
  const alone = sessionOf(pglite, statements, 'alone')
  const lane = (name: Lane): Query => ({ query: (text, values) => queue.run(name, () => alone.query(text, values)) })
  return {
    kind: 'pglite',
    lane,
    query: lane('work').query,
    script: (text) => queue.run('work', () => alone.script(text)),
    tx: (name, body) =>
      queue.run(name, () =>
        pglite.transaction((transaction) => body(sessionOf(transaction, statements, 'in transaction'))),
      ),
    close: () => (closing ??= queue.run('read', () => pglite.close()).then(onClosed)),
  }
}

/** Statements change what others return only where they change the schema. */
const CHANGES_SCHEMA = /\b(?:create|alter|drop)\b/i

function sessionOf(
  session: PGlite | Transaction,
  statements: PreparedStatements,
  where: 'alone' | 'in transaction',
): Tx {
  return {
    query: <R extends Row>(text: string, values: readonly unknown[] = []) =>
      withoutValues(statements.run<R>(text, values, where)),
    async script(text) {
      await session.exec(text)
      if (CHANGES_SCHEMA.test(text)) await statements.forget()
    },
  }
}
