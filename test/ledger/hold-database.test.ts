// One process on a database without Redis: the others are told, and whoever lost it hears so.
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type Hold, holdDatabase } from '../../src/ledger/hold-database.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithPostgres } from '../setup/suites.ts'

describeWithPostgres('a database that one process holds', (postgresUrl) => {
  let url: string
  let drop: () => Promise<void>
  let other: pg.Client
  const held: Hold[] = []
  beforeAll(async () => {
    ;({ url, drop } = await freshDatabase(postgresUrl))
    other = new pg.Client({ connectionString: url })
    await other.connect()
  })
  afterEach(async () => {
    for (const hold of held.splice(0)) await hold.release()
  })
  afterAll(async () => {
    await other.end()
    await drop()
  })

  async function hold({ patienceMs = 0, onLost = vi.fn() } = {}): Promise<Hold> {
    const hold = await holdDatabase({ url, onError: () => undefined, onLost, patienceMs })
    held.push(hold)
    return hold
  }
  const holders = async () =>
    (await other.query<{ pid: number }>(`SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted`)).rows
  const cut = async () => {
    for (const { pid } of await holders()) await other.query('SELECT pg_terminate_backend($1)', [pid])
    await vi.waitFor(async () => expect(await holders()).toEqual([]))
  }

  it('is refused to a second one, with since when and what to do, and free again afterwards', async () => {
    const first = await hold()
    await expect(hold()).rejects.toMatchObject({
      code: 'record.locked',
      message: expect.stringMatching(/since \d{4}-\d\d-\d\d \d\d:\d\d UTC\).*stop the other one, or .*REDIS_URL/),
    })
    await first.release()
    await hold()
    expect(await holders()).toHaveLength(1)
  })

  it('is waited for while the one that has it is just ending', async () => {
    const first = await hold()
    const second = hold({ patienceMs: 5_000 })
    await first.release()
    await second
    expect(await holders()).toHaveLength(1)
  })

  it('is taken again after its connection broke', async () => {
    const onLost = vi.fn()
    await hold({ onLost })
    await cut()
    await vi.waitFor(async () => expect(await holders()).toHaveLength(1), { timeout: 5_000 })
    expect(onLost).not.toHaveBeenCalled()
  })

  it('is lost when another one was faster, which is said', async () => {
    const onLost = vi.fn()
    await hold({ onLost })
    await cut()
    await hold({ patienceMs: 5_000 })
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), { timeout: 5_000 })
    expect(onLost).toHaveBeenCalledWith(expect.objectContaining({ code: 'record.locked' }))
  })
})
