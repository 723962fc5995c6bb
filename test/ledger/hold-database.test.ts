// One process on a database without Redis: the others are told, and whoever lost it hears so.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type Hold, type HoldOptions, holdDatabase } from '../../src/ledger/hold-database.ts'
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

  async function hold(options: Partial<HoldOptions> = {}): Promise<Hold> {
    const usual = { url, as: 'alone' as const, onError: () => undefined, onLost: vi.fn(), patienceMs: 0 }
    const hold = await holdDatabase({ ...usual, ...options })
    held.push(hold)
    return hold
  }
  // Of this database alone: the server is shared with other suites.
  const holders = async () =>
    (
      await other.query<{
        pid: number
      }>(`SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE locktype = 'advisory' AND granted AND datname = current_database()`)
    ).rows
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

  it('is shared by those with Redis, and by nobody with one without', async () => {
    const [first, second] = [await hold({ as: 'shared' }), await hold({ as: 'shared' })]
    await expect(hold()).rejects.toMatchObject({ code: 'record.locked' })
    await first.release()
    await second.release()
    await hold()
    await expect(hold({ as: 'shared' })).rejects.toMatchObject({
      message: expect.stringContaining('runs without Redis and believes itself alone'),
    })
  })

  it('is one hold per schema', async () => {
    await other.query('CREATE SCHEMA IF NOT EXISTS elsewhere')
    await hold()
    await hold({ url: `${url}?options=-c%20search_path%3Delsewhere` })
    expect(await holders()).toHaveLength(2)
  })

  it('survives a line that only this side knows to be broken: the session the server keeps is its own', async () => {
    const line = await slowLine(url)
    const onLost = vi.fn()
    await hold({ url: line.url, onLost })
    const [before] = await holders()
    line.cutHere()
    await vi.waitFor(async () => expect((await holders()).map(({ pid }) => pid)).not.toContain(before?.pid), {
      timeout: 8_000,
    })
    await vi.waitFor(async () => expect(await holders()).toHaveLength(1), { timeout: 8_000 })
    expect(onLost).not.toHaveBeenCalled()
    await line.close()
  })

  it('is noticed to be lost on a line that went silent', async () => {
    const line = await slowLine(url)
    const onLost = vi.fn()
    await hold({ url: line.url, onLost, beatMs: 300 })
    line.goSilent()
    await cut()
    await hold()
    line.goOn()
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), { timeout: 8_000 })
    await line.close()
  })
})

/** A way to the server that can break on one side only, or carry nothing and say nothing. */
async function slowLine(url: string) {
  const target = new URL(url)
  const [near, far]: [Set<Socket>, Set<Socket>] = [new Set(), new Set()]
  let isSilent = false
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const up = connect({ port: Number(target.port || 5432), host: target.hostname, allowHalfOpen: true })
    near.add(socket)
    far.add(up)
    for (const each of [socket, up]) each.on('error', () => undefined)
    socket.on('data', (data) => isSilent || up.write(data))
    up.on('data', (data) => isSilent || socket.write(data))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const here = new URL(url)
  here.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: here.href,
    cutHere() {
      for (const socket of near) socket.destroy()
      near.clear()
    },
    goSilent() {
      isSilent = true
    },
    goOn() {
      isSilent = false
    },
    async close() {
      for (const socket of [...near, ...far]) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
