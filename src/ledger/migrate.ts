// Brings the schema up to date: numbered files, each applied once, in order, none ever edited afterwards.
import { readdir, readFile } from 'node:fs/promises'
import { AppError } from '../contracts/app-error.ts'
import { sha256 } from '../contracts/json.ts'
import type { Db, Tx } from './db.ts'

export type Migration = { number: number; name: string; sql: string }

const FOLDER = new URL('./migrations/', import.meta.url)
const FILE = /^(\d{4})-([a-z0-9-]+)\.sql$/
/** Any constant: the key under which processes that start together take turns. */
const TURN = 4_711_001

const CREATE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number int PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
  )`
const APPLIED = 'SELECT number, checksum FROM schema_migrations'
const RECORD = 'INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)'

export async function readMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file, index) => {
      const [, number, name] = FILE.exec(file) ?? []
      if (!number || !name || Number(number) !== index + 1)
        throw new AppError(
          'migrations.numbering',
          `${file}: migrations are numbered 0001-name.sql, 0002-... without gaps`,
        )
      return { number: Number(number), name, sql: await readFile(new URL(file, folder), 'utf8') }
    }),
  )
}

/** All or nothing. Returns the names applied. Throws `migrations.edited` and `migrations.ahead`. */
export async function migrate(db: Db, migrations?: readonly Migration[]): Promise<string[]> {
  const all = migrations ?? (await readMigrations())
  return db.tx('work', async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [TURN])
    await tx.query(CREATE)
    const applied = new Map(
      (await tx.query<{ number: number; checksum: string }>(APPLIED)).map((row) => [row.number, row.checksum]),
    )
    const newest = Math.max(0, ...applied.keys())
    if (newest > all.length)
      throw new AppError(
        'migrations.ahead',
        `The database is at migration ${newest}, this program knows ${all.length}: start the newer program.`,
      )
    const missing: string[] = []
    for (const migration of all) {
      const checksum = applied.get(migration.number)
      if (checksum === undefined) missing.push(await apply(tx, migration))
      else if (checksum !== sha256(migration.sql))
        throw new AppError(
          'migrations.edited',
          `Migration ${migration.number} (${migration.name}) was edited after it was applied: add a new one instead.`,
        )
    }
    return missing
  })
}

async function apply(tx: Tx, { number, name, sql }: Migration): Promise<string> {
  await tx.script(sql)
  await tx.query(RECORD, [number, name, sha256(sql)])
  return name
}
