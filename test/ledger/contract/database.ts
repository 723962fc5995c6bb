// The database port: the same values come back from both engines, transactions are all or nothing, migrations run once.
import { describe, expect, it } from 'vitest'
import { isDataError } from '../../../src/ledger/data-error.ts'
import { migrate, readMigrations } from '../../../src/ledger/migrate.ts'
import type { Harness } from '../harness.ts'

export function database(harness: Harness): void {
  describe('the database port', () => {
    it('gives numbers, epoch milliseconds, bytes and parsed JSON', async () => {
      const rows = await harness.db.query(
        `SELECT 9007199254740991::int8 AS whole, 0.25::numeric AS share, '2026-11-10 09:00:00.123+00'::timestamptz AS at, $1::bytea AS bytes, '{"a": [1, null]}'::jsonb AS json, NULL::int8 AS none`,
        [Uint8Array.from([0, 1, 255])],
      )
      expect(rows).toEqual([
        {
          whole: 9_007_199_254_740_991,
          share: 0.25,
          at: Date.UTC(2026, 10, 10, 9, 0, 0, 123),
          bytes: Uint8Array.from([0, 1, 255]),
          json: { a: [1, null] },
          none: null,
        },
      ])
    })

    it('refuses to round a number that is too large', async () => {
      await expect(harness.db.query(`SELECT 9007199254740993::int8 AS whole`)).rejects.toMatchObject({
        code: 'record.unreadable',
      })
    })

    it('rolls back everything when the callback throws', async () => {
      const failing = harness.db.tx('work', async (tx) => {
        await tx.query(`INSERT INTO settings_log (key, value, changed_by, at) VALUES ('k', '{}', 'U0ANA', now())`)
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await harness.ledger.settings.get()).toEqual({})
    })

    it('tells data errors by their code, without the values in them', async () => {
      const error = await harness.db.query('SELECT $1::text::int', ['Mei Lam\u0000']).catch((thrown: unknown) => thrown)
      expect(isDataError(error)).toBe(true)
      expect(JSON.stringify(error)).not.toContain('Mei Lam')
    })
  })

  describe('migrations', () => {
    it('are numbered without gaps and have run', async () => {
      const all = await readMigrations()
      expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1))
      expect(await migrate(harness.db)).toEqual([])
    })

    it('run once when several processes start together', async () => {
      const sql = 'CREATE TABLE once (id int); INSERT INTO once VALUES (1)'
      const all = await readMigrations()
      const extended = [...all, { number: all.length + 1, name: 'once', sql }]
      const applied = await Promise.all([
        migrate(harness.db, extended),
        migrate(harness.db, extended),
        migrate(harness.db, extended),
      ])
      expect(applied.flat()).toEqual(['once'])
      expect(await harness.db.query('SELECT id FROM once')).toEqual([{ id: 1 }])
      await expect(migrate(harness.db)).rejects.toMatchObject({ code: 'migrations.ahead' })
      await expect(
        migrate(harness.db, [...all, { number: all.length + 1, name: 'once', sql: `${sql};` }]),
      ).rejects.toMatchObject({ code: 'migrations.edited' })
      await harness.db.script(`DROP TABLE once; DELETE FROM schema_migrations WHERE name = 'once'`)
    })

    it('leave nothing behind when one fails', async () => {
      const all = await readMigrations()
      const broken = [
        ...all,
        { number: all.length + 1, name: 'broken', sql: 'CREATE TABLE half (id int); SELECT nonsense' },
      ]
      await expect(migrate(harness.db, broken)).rejects.toThrow()
      expect(await harness.db.query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }])
    })
  })
}
