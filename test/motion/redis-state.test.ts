// The entity state on Redis: the contract, garbage, and life without Redis.
import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ENTITY_STATE_TTL_MS, type EntityState } from '../../src/state/entity-state.ts'
import { createRedisState } from '../../src/state/redis-state.ts'
import { describeWithRedis } from '../setup/suites.ts'
import { eventually } from './gathering.ts'
import { redisThatStops } from './redis-that-stops.ts'
import { stateContract } from './state-contract.ts'

/** Leaves Redis time on a machine that is busy with other tests. */
const BUSY_MACHINE_MS = 10_000
const ORDER = 'shopify:acme.myshopify.com:82'
const fact = { value: 'held', observed_at: 100 }

describeWithRedis('entity state on Redis', async (redisUrl) => {
  const errors: unknown[] = []
  const opened: EntityState[] = []
  const onError = (error: unknown) => errors.push(error)
  const open = (prefix: string, url = redisUrl) => {
    const state = createRedisState({ redisUrl: url, prefix, onError, answerWithinMs: BUSY_MACHINE_MS })
    opened.push(state)
    return state
  }
  const admin = new Redis(redisUrl, { lazyConnect: true })
  beforeAll(() => admin.connect())
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((state) => state.close()))
    errors.length = 0
  })
  afterAll(() => admin.disconnect())

  describe('alone', () => {
    stateContract({
      open: (ttlMs) =>
        createRedisState({ redisUrl, prefix: randomUUID(), ttlMs, onError, answerWithinMs: BUSY_MACHINE_MS }),
      // Redis counts the time to live by its own clock, so what is left of it is shortened instead.
      async pass(ms) {
        for (const key of await admin.keys('*:state:*')) await admin.pexpire(key, (await admin.pttl(key)) - ms)
      },
    })
  })

  it('loses nothing between writers in different processes', async () => {
    const prefix = randomUUID()
    const [one, two] = [open(prefix), open(prefix)]
    const write = (state: EntityState, name: string, at: number) =>
      state.write(ORDER, { [name]: { value: at, observed_at: at } })
    const names = Array.from({ length: 50 }, (_, index) => `agent-${index}`)
    await Promise.all(names.flatMap((name) => [write(one, name, 2), write(two, name, 1), write(two, `${name}-b`, 1)]))
    const read = await one.read(
      ORDER,
      names.flatMap((name) => [name, `${name}-b`]),
    )
    expect(Object.keys(read)).toHaveLength(100)
    expect(names.map((name) => read[name]?.observed_at)).toEqual(names.map(() => 2))
  })

  it('keeps 72 hours from the last write, under one key', async () => {
    const prefix = randomUUID()
    const state = open(prefix)
    await state.write(ORDER, { stock: fact })
    const [key, ...others] = await admin.keys(`${prefix}*`)
    expect(others).toEqual([])
    await admin.pexpire(key!, 1_000)
    await state.write(ORDER, { stock: { value: 'older', observed_at: 1 } })
    const left = await admin.pttl(key!)
    expect(left).toBeGreaterThan(ENTITY_STATE_TTL_MS - 60_000)
    expect(left).toBeLessThanOrEqual(ENTITY_STATE_TTL_MS)
  })

  it.each(['', 'garbage', '100', '100 ', '100 {', 'nan "x"', 'inf "x"', '"x" 100', '1e999 1'])(
    'takes the text %j for absent, reports it and writes over it',
    async (text) => {
      const prefix = randomUUID()
      const state = open(prefix)
      await state.write(ORDER, { stock: fact, warehouses: fact })
      const [key] = await admin.keys(`${prefix}*`)
      await admin.hset(key!, 'stock', text)
      expect(await state.read(ORDER, ['stock', 'warehouses'])).toEqual({ warehouses: fact })
      expect(errors).toEqual([expect.objectContaining({ code: 'bad_fact' })])
      await state.write(ORDER, { stock: { value: 'anew', observed_at: 1 } })
      expect(await state.read(ORDER, ['stock'])).toEqual({ stock: { value: 'anew', observed_at: 1 } })
    },
  )

  it('takes a key of another type for absent, reports it and writes over it', async () => {
    const prefix = randomUUID()
    const state = open(prefix)
    await state.write(ORDER, { stock: fact })
    const [key] = await admin.keys(`${prefix}*`)
    await admin.set(key!, 'a string')
    expect(await state.read(ORDER, ['stock'])).toEqual({})
    expect(errors).toEqual([expect.objectContaining({ code: 'state_unavailable' })])
    await state.write(ORDER, { stock: fact })
    expect(await state.read(ORDER, ['stock'])).toEqual({ stock: fact })
  })

  it('finds nothing while Redis is away, says so once, and works when it is back', async () => {
    const redis = await redisThatStops(redisUrl)
    onTestFinished(() => redis.remove())
    await redis.start()
    const state = open(randomUUID(), redis.url)
    await state.write(ORDER, { stock: fact })
    await redis.stop()
    const reads = await Promise.all(Array.from({ length: 20 }, () => state.read(ORDER, ['stock'])))
    expect(reads).toEqual(reads.map(() => ({})))
    await state.write(ORDER, { stock: { value: 'lost', observed_at: 300 } })
    expect(errors.filter((error) => (error as { code: string }).code === 'state_unavailable')).toHaveLength(1)
    await redis.start()
    await eventually(() => state.read(ORDER, ['stock'])).toEqual({ stock: fact })
    await state.write(ORDER, { stock: { value: 'back', observed_at: 200 } })
    expect(await state.read(ORDER, ['stock'])).toEqual({ stock: { value: 'back', observed_at: 200 } })
  })
})
