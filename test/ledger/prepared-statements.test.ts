// Statements that are kept prepared must answer as if they were new: after an error, a rollback, and a change of what they read.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/ledger/db.ts'
import { emptyDb } from '../setup/embedded-db.ts'

let db: Db
beforeAll(async () => {
  db = await emptyDb()
  await db.script('CREATE TEMP TABLE shelf (sku text PRIMARY KEY, count int NOT NULL)')
}, 60_000)

const count = async (sku: string) => (await db.query('SELECT count FROM shelf WHERE sku = $1', [sku]))[0]?.['count']
const put = `INSERT INTO shelf VALUES ($1, $2) ON CONFLICT (sku) DO UPDATE SET count = excluded.count`

describe('a statement that is kept', () => {
  it('is parsed once, and gives new values each time', async () => {
    await db.query(put, ['cap', 1])
    expect(await count('cap')).toBe(1)
    await db.query(put, ['cap', 2])
    expect(await count('cap')).toBe(2)
    expect(await count('none')).toBeUndefined()
    const [kept] = await db.query('SELECT count(*) AS kept FROM pg_prepared_statements WHERE statement = $1', [put])
    expect(kept).toEqual({ kept: 1 })
  })

  it('works after it failed, alone and in a transaction that rolls back', async () => {
    await expect(db.query(put, ['cap', null])).rejects.toMatchObject({ code: '23502' })
    await expect(
      db.tx('work', async (tx) => {
        await tx.query(put, ['cap', 7])
        await tx.query(put, ['cap', null])
      }),
    ).rejects.toMatchObject({ code: '23502' })
    expect(await count('cap')).toBe(2)
    await db.query(put, ['cap', 3])
    expect(await count('cap')).toBe(3)
  })

  it('that does not parse names its fault each time, and leaves nothing behind', async () => {
    for (const _ of [1, 2])
      await expect(db.query('SELECT nothing FROM nowhere WHERE a = $1', ['b'])).rejects.toMatchObject({ code: '42P01' })
    expect(await count('cap')).toBe(3)
  })

  it('returns the columns a table has by now', async () => {
    const all = () => db.query('SELECT * FROM shelf WHERE sku = $1', ['cap'])
    expect(await all()).toEqual([{ sku: 'cap', count: 3 }])
    await db.script(`ALTER TABLE shelf ADD COLUMN place text NOT NULL DEFAULT 'HKG'`)
    expect(await all()).toEqual([{ sku: 'cap', count: 3, place: 'HKG' }])
    await db.tx('work', async (tx) => {
      await tx.script('ALTER TABLE shelf DROP COLUMN place')
      expect(await tx.query('SELECT * FROM shelf WHERE sku = $1', ['cap'])).toEqual([{ sku: 'cap', count: 3 }])
    })
    expect(await all()).toEqual([{ sku: 'cap', count: 3 }])
  })

  it('is planned anew while its table grows', async () => {
    const find = 'SELECT n FROM grown WHERE n = $1'
    await db.script('CREATE TEMP TABLE grown (n int PRIMARY KEY)')
    for (let n = 0; n < 8; n += 1) await db.query(find, [n])
    await db.query('INSERT INTO grown SELECT generate_series(1, 20000) WHERE $1::int = 1', [1])
    const plans = await db.query<{ generic: number }>(
      'SELECT generic_plans AS generic FROM pg_prepared_statements WHERE statement = $1',
      [find],
    )
    const before = plans[0]?.generic ?? 0
    const [explained] = await db.query<Record<string, string>>(`EXPLAIN EXECUTE ${await nameOf(find)}(17)`)
    expect(before).toBeGreaterThan(0)
    expect(Object.values(explained ?? {}).join()).toContain('Index')
  })
})

async function nameOf(statement: string): Promise<string> {
  const [row] = await db.query<{ name: string }>('SELECT name FROM pg_prepared_statements WHERE statement = $1', [
    statement,
  ])
  return row?.name ?? ''
}
