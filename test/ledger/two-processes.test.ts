// Two operating system processes on one PostgreSQL record.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../src/contracts/ids.ts'
import { createLedger } from '../../src/ledger/create-ledger.ts'
import type { Db } from '../../src/ledger/db.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { createPostgresDb } from '../../src/ledger/postgres-db.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithPostgres } from '../setup/suites.ts'
import { startChild } from './child-process.ts'
import { CONFIG_HASH, config, creating } from './fixtures.ts'
import { gate } from './gate.ts'

const RUNS = 40
const ROUNDS = 6

describeWithPostgres('two processes on one record', async (server) => {
  const database = await freshDatabase(server)
  let db: Db
  let ledger: Ledger

  beforeAll(async () => {
    db = await createPostgresDb({ url: database.url })
    ledger = await createLedger({ db, newId, clock: Date.now })
    await ledger.saveConfig(CONFIG_HASH, config)
  })
  afterAll(async () => {
    await ledger.close()
    await database.drop()
  })

  it('that append overlapping batches give every version once, lose nothing and never deadlock', async () => {
    const appends = Array.from({ length: RUNS }, () => creating())
    await Promise.all(appends.map((append) => ledger.append(append, 'work')))
    const ids = appends.map(({ run_id }) => run_id)
    const children = ['one', 'two'].map((name) =>
      startChild('append-in-batches.ts', [database.url, ids.join(','), `${ROUNDS}`, name]),
    )
    await Promise.all(children.map((child) => child.printed(1)))
    for (const child of children) child.process.stdin.write('go\n')
    await Promise.all(children.map((child) => child.printed(2)))
    await Promise.all(children.map((child) => child.ended))

    const told = children.map((child) => JSON.parse(child.lines[1] ?? '{}'))
    expect(told).toMatchObject(Array(2).fill({ appended: RUNS * ROUNDS, blocked: 0, refused: 0 }))
    expect(told[0].conflict + told[1].conflict).toBeGreaterThan(0)
    const runs = await ledger.load(ids)
    expect(runs.map(({ version, events }) => [version, events.length])).toEqual(
      Array(RUNS).fill([1 + 2 * ROUNDS, 1 + 2 * ROUNDS]),
    )
    for (const run of runs) {
      // Each event says which version it was decided on: nobody's was written over another's.
      const decidedOn = run.events.slice(1).map(({ body }) => (body.type === 'step.late' ? body.after_ms : null))
      expect(decidedOn).toEqual(Array.from({ length: 2 * ROUNDS }, (_, index) => index + 1))
      expect(await ledger.verifyChain(run.run_id)).toBeNull()
    }
    expect(await db.query('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')).toEqual([
      { deadlocks: 0 },
    ])
  }, 90_000)

  it('are kept apart by lane: a verdict does not wait for work that holds every connection', async () => {
    const append = creating()
    await ledger.append(append, 'work')
    const release: (() => void)[] = []
    const busy = Array.from({ length: 4 }, () =>
      db.tx('work', () => new Promise<void>((resolve) => release.push(resolve))),
    )
    await expect.poll(() => release.length).toBe(4)
    const verdict = {
      ...append,
      expected_version: 1,
      events: [{ ...append.events[0]!, body: { type: 'step.late' as const, step: 'x', after_ms: 1 } }],
    }
    expect(await ledger.append(verdict, 'verdict')).toEqual({ status: 'appended', version: 2 })
    expect(await ledger.load([append.run_id], 'verdict')).toMatchObject([{ version: 2 }])
    for (const done of release) done()
    await Promise.all(busy)
  })

  it('are not held up for good by a verdict that cannot get its row', async () => {
    const append = creating()
    await ledger.append(append, 'work')
    const [locked, end] = [gate(), gate()]
    const holding = db.tx('work', async (tx) => {
      await tx.query('SELECT FROM runs WHERE run_id = $1 FOR UPDATE', [append.run_id])
      locked.open()
      await end.opened
    })
    await locked.opened
    const verdict = { ...append, expected_version: 1, events: append.events.slice(0, 0) }
    await expect(ledger.append(verdict, 'verdict')).rejects.toMatchObject({ code: 'record.unavailable' })
    end.open()
    await holding
    expect(await ledger.append(verdict, 'verdict')).toEqual({ status: 'appended', version: 1 })
  })
})
