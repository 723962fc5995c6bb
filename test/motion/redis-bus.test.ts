// The bus on Redis: the contract, several processes, and what an interrupted subscriber still hears.
import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { BusEntry, EventBus } from '../../src/bus/event-bus.ts'
import { createRedisBus } from '../../src/bus/redis-bus.ts'
import { describeWithRedis } from '../setup/suites.ts'
import { busContract, outcomesOf, wireEvent } from './bus-contract.ts'
import { eventually } from './gathering.ts'
import { redisThatStops } from './redis-that-stops.ts'

/** Leaves Redis time on a machine that is busy with other tests. */
const BUSY_MACHINE_MS = 10_000

describeWithRedis('the bus on Redis', async (redisUrl) => {
  const errors: unknown[] = []
  const opened: EventBus[] = []
  const onError = (error: unknown) => errors.push(error)
  const open = (prefix: string, url = redisUrl) => {
    const bus = createRedisBus({ redisUrl: url, prefix, onError, answerWithinMs: BUSY_MACHINE_MS })
    opened.push(bus)
    return bus
  }
  const admin = new Redis(redisUrl, { lazyConnect: true })
  beforeAll(() => admin.connect())
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()))
    errors.length = 0
  })
  afterAll(() => admin.disconnect())

  describe('alone', () => {
    busContract((onError) =>
      createRedisBus({ redisUrl, prefix: randomUUID(), onError, answerWithinMs: BUSY_MACHINE_MS }),
    )
  })

  it('reaches a subscriber in another process and any other client of the stream', async () => {
    const prefix = randomUUID()
    const [here, there] = [open(prefix), open(prefix)]
    const entries: BusEntry[] = []
    await there.subscribe((entry) => entries.push(entry))
    const events = [wireEvent('a'), wireEvent('b')]
    await here.publish(events)
    await eventually(() => entries.length).toBe(1)
    const [entry, ...more] = await admin.xrange(`${prefix}:events`, '-', '+')
    expect(more).toEqual([])
    expect(entry?.[1]).toEqual(['events', JSON.stringify(events)])
  })

  it('keeps about ten thousand entries', async () => {
    const prefix = randomUUID()
    const bus = open(prefix)
    const filling = admin.pipeline()
    for (let count = 0; count < 12_000; count++) filling.xadd(`${prefix}:events`, '*', 'events', '[]')
    await filling.exec()
    await bus.publish([wireEvent('one more')])
    const kept = await admin.xlen(`${prefix}:events`)
    expect(kept).toBeGreaterThanOrEqual(10_000)
    expect(kept).toBeLessThan(10_500)
  })

  it.each<[string, [string, string]]>([
    ['no JSON', ['events', '{']],
    ['JSON of another shape', ['events', '[{"event_type":"order.placed"}]']],
    ['another field', ['something', 'else']],
  ])('reports an entry with %s and goes on with the next', async (_, [name, value]) => {
    const prefix = randomUUID()
    const bus = open(prefix)
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => entries.push(entry))
    await admin.xadd(`${prefix}:events`, '*', name, value)
    await bus.publish([wireEvent('good')])
    await eventually(() => outcomesOf(entries)).toEqual([['good']])
    expect(errors).toEqual([expect.objectContaining({ code: 'bad_entry' })])
  })

  it('hands over what was published while the subscriber was cut off', async () => {
    const prefix = randomUUID()
    const cutOff = await redisThatStops(redisUrl)
    onTestFinished(() => cutOff.remove())
    await cutOff.start()
    const [here, there] = [open(prefix, cutOff.url), open(prefix, cutOff.url)]
    const entries: BusEntry[] = []
    await there.subscribe((entry) => entries.push(entry))
    await here.publish([wireEvent('before')])
    await eventually(() => entries.length).toBe(1)
    const publisher = new Redis(cutOff.url)
    for (let round = 0; round < 20; round++) {
      await publisher.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      await publisher.xadd(`${prefix}:events`, '*', 'events', JSON.stringify([wireEvent(`${round}`)]))
    }
    publisher.disconnect()
    const expected = ['before', ...Array.from({ length: 20 }, (_, round) => `${round}`)]
    await eventually(() => outcomesOf(entries).flat()).toEqual(expected)
  })

  it('publishes nothing while Redis is away, says so once, and goes on with its subscribers when it is back', async () => {
    const redis = await redisThatStops(redisUrl)
    onTestFinished(() => redis.remove())
    await redis.start()
    const bus = open(randomUUID(), redis.url)
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => entries.push(entry))
    expect(await bus.publish([wireEvent('before')])).toBe(true)
    await eventually(() => entries.length).toBe(1)
    await redis.stop()
    const published = await Promise.all(['x', 'y', 'z'].map((name) => bus.publish([wireEvent(name)])))
    expect(published).toEqual([false, false, false])
    expect(errors.filter((error) => (error as { code: string }).code === 'not_published')).toHaveLength(1)
    await redis.start()
    await eventually(() => bus.publish([wireEvent('after')])).toBe(true)
    await eventually(() => outcomesOf(entries).flat()).toEqual(['before', 'after'])
  })

  it('subscribes as soon as Redis is there, and can be closed before it ever was', async () => {
    const redis = await redisThatStops(redisUrl)
    onTestFinished(() => redis.remove())
    const [patient, hasty] = [open(randomUUID(), redis.url), open(randomUUID(), redis.url)]
    const entries: BusEntry[] = []
    const subscribed = patient.subscribe((entry) => entries.push(entry))
    const never = expect(hasty.subscribe(() => {})).rejects.toMatchObject({ code: 'bus_closed' })
    await hasty.close()
    await never
    await redis.start()
    await subscribed
    await eventually(() => patient.publish([wireEvent('first')])).toBe(true)
    await eventually(() => outcomesOf(entries)).toEqual([['first']])
  })

  it('hears new entries after everything in Redis was deleted', async () => {
    const bus = open(randomUUID())
    const entries: BusEntry[] = []
    await bus.subscribe((entry) => entries.push(entry))
    await bus.publish([wireEvent('before')])
    await eventually(() => entries.length).toBe(1)
    await admin.flushall()
    await bus.publish([wireEvent('after')])
    await eventually(() => outcomesOf(entries).flat()).toEqual(['before', 'after'])
  })
})
