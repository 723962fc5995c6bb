// An address may carry settings of its own. Ours are in force beside them, whatever the server's own zone is.
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { withSettings } from '../../src/ledger/postgres-address.ts'
import { createPostgresDb } from '../../src/ledger/postgres-db.ts'
import { typeParsers } from '../../src/ledger/type-parsers.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithPostgres } from '../setup/suites.ts'

describe('settings in an address', () => {
  it.each([
    ['postgres://u:p@h/db', 'postgres://u:p@h/db', '-c jit=off'],
    ['postgres://h/db?options=-c%20search_path%3Done', 'postgres://h/db', '-c search_path=one -c jit=off'],
    [
      'postgres://h/db?options=-c+search_path%3Done&sslmode=require',
      'postgres://h/db?sslmode=require',
      '-c search_path=one -c jit=off',
    ],
    [
      'postgres://h/db?sslmode=require&options=endpoint%3Dcool',
      'postgres://h/db?sslmode=require',
      'endpoint=cool -c jit=off',
    ],
    [
      'postgres://%2Fvar%2Frun/db?application_name=options',
      'postgres://%2Fvar%2Frun/db?application_name=options',
      '-c jit=off',
    ],
  ])('of %s stay, and ours come last', (url, connectionString, options) => {
    expect(withSettings(url, '-c jit=off')).toEqual({ connectionString, options })
  })
})

describe('a moment the server sends', () => {
  const read = typeParsers[1184] as (text: string) => number

  it.each([
    ['2026-11-20 23:57:35.123+00', '2026-11-20T23:57:35.123Z'],
    ['2026-11-21 07:57:35.123+08', '2026-11-20T23:57:35.123Z'],
    ['2026-11-21 05:27:35+05:30', '2026-11-20T23:57:35.000Z'],
    ['2026-11-20 19:57:35-04', '2026-11-20T23:57:35.000Z'],
  ])('as %s is %s', (text, iso) => {
    expect(new Date(read(text)).toISOString()).toBe(iso)
  })

  it('that is none is an error, not a number that is none', () => {
    expect(() => read('infinity')).toThrow(expect.objectContaining({ code: 'record.unreadable' }))
  })
})

describeWithPostgres('a server in another zone, by an address with a schema', (postgresUrl) => {
  it('reads moments and keeps every setting of ours', async () => {
    const { url, drop } = await freshDatabase(postgresUrl)
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    await admin.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = 'Asia/Hong_Kong'`)
    await admin.query('CREATE SCHEMA one')
    await admin.end()
    const db = await createPostgresDb({ url: `${url}?options=-c%20search_path%3Done` })
    const [row] = await db.query<{ at: number; schema: string; zone: string; jit: string }>(
      `SELECT '2026-11-20T00:00:00Z'::timestamptz AS at, current_schema() AS schema,
        current_setting('TimeZone') AS zone, current_setting('jit') AS jit`,
    )
    expect(row).toEqual({ at: Date.UTC(2026, 10, 20), schema: 'one', zone: 'UTC', jit: 'off' })
    await db.close()
    await drop()
  })
})
