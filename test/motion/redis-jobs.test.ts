// The jobs on Redis: the contract, sharing between processes, and everything Redis may do to them.
import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Jobs, MAX_IDS } from '../../src/jobs/jobs.ts'
import { createRedisJobs } from '../../src/jobs/redis-jobs.ts'
import { ANSWER_WITHIN_MS } from '../../src/redis/redis-connection.ts'
import { describeWithRedis } from '../setup/suites.ts'
import { createGate, createGathering, eventually, idsOf } from './gathering.ts'
import { jobsContract } from './jobs-contract.ts'
import { endsByItself } from './process-end.ts'
import { redisThatStops } from './redis-that-stops.ts'

/** Tests that are not about promptness leave Redis time on a machine that is busy with other tests. */
const BUSY_MACHINE_MS = 10_000

const quietly = { concurrency: 2, onError: () => {} }

describeWithRedis('jobs on Redis', async (redisUrl) => {
  const errors: unknown[] = []
  const opened: Jobs[] = []
  const onError = (error: unknown) => errors.push(error)
  const open = (prefix: string, url = redisUrl, answerWithinMs = BUSY_MACHINE_MS) => {
    const jobs = createRedisJobs({ redisUrl: url, prefix, onError, answerWithinMs })
    opened.push(jobs)
    return jobs
  }
  const admin = new Redis(redisUrl, { lazyConnect: true })
  beforeAll(() => admin.connect())
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.close(0)))
    errors.length = 0
  })
  afterAll(() => admin.disconnect())

  describe('alone', () => {
    jobsContract(() => createRedisJobs({ redisUrl, prefix: randomUUID(), onError, answerWithinMs: BUSY_MACHINE_MS }))

    it('report nothing when nothing is wrong', async () => {
      const jobs = open(randomUUID())
      const gathering = createGathering()
      jobs.work('advance', gathering.handler, quietly)
      await jobs.hint('advance', idsOf(100))
      await gathering.reaches(100)
      await jobs.close(1_000)
      expect(errors).toEqual([])
    })
  })

  it('share the work of one queue between two workers and lose no id', async () => {
    const prefix = randomUUID()
    const [one, two] = [open(prefix), open(prefix)]
    const [first, second] = [createGathering(), createGathering()]
    one.work('advance', first.handler, quietly)
    two.work('advance', second.handler, quietly)
    const ids = idsOf(2_000)
    for (let at = 0; at < ids.length; at += 20) await one.hint('advance', ids.slice(at, at + 20))
    const all = () => [...first.ids(), ...second.ids()]
    await eventually(() => new Set(all()).size).toBe(ids.length)
    expect(all().length).toBe(ids.length)
    expect(first.batches.length).toBeGreaterThan(0)
    expect(second.batches.length).toBeGreaterThan(0)
  })

  it('take no hint beyond what a queue may hold, and take them again once it is worked off', async () => {
    const jobs = createRedisJobs({ redisUrl, prefix: randomUUID(), onError, mostBatches: 3 })
    opened.push(jobs)
    const ids = idsOf(4)
    for (const id of ids.slice(0, 3)) expect(await jobs.hint('advance', [id])).toBe(true)
    expect(await jobs.hint('advance', ids.slice(3))).toBe(false)
    expect(await jobs.hint('cards', ids.slice(3)), 'each queue by itself').toBe(true)
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, quietly)
    await gathering.reaches(3)
    await eventually(() => jobs.hint('advance', ids.slice(3))).toBe(true)
    await gathering.reaches(4)
    expect(errors).toEqual([])
  })

  it('leave to the other worker what waits when one closes', async () => {
    const prefix = randomUUID()
    const [one, two] = [open(prefix), open(prefix)]
    const [first, second] = [createGathering(), createGathering()]
    const gate = createGate()
    one.work('advance', (ids) => first.handler(ids).then(() => gate.passed), { ...quietly, concurrency: 1 })
    await one.hint('advance', idsOf(4 * MAX_IDS))
    await first.reaches(MAX_IDS)
    const closing = one.close(10_000)
    two.work('advance', second.handler, quietly)
    await second.reaches(3 * MAX_IDS)
    gate.open()
    await closing
    expect([...first.ids(), ...second.ids()].sort()).toEqual(idsOf(4 * MAX_IDS).sort())
  })

  it('go on with new hints after everything in Redis was deleted under running handlers and delayed hints', async () => {
    const jobs = open(randomUUID())
    const gathering = createGathering()
    let flushed = false
    jobs.work(
      'advance',
      async (ids) => {
        if (!flushed) await admin.flushall()
        flushed = true
        await gathering.handler(ids)
      },
      quietly,
    )
    await jobs.hint('advance', ['delayed and lost'], 60_000)
    await jobs.hint('advance', idsOf(200, 'before'))
    await eventually(() => flushed).toBe(true)
    expect(await jobs.hint('advance', idsOf(100, 'after'))).toBe(true)
    await eventually(() => gathering.ids().filter((id) => id.startsWith('after')).length).toBe(100)
    expect(await jobs.hint('advance', ['delayed'], 50)).toBe(true)
    await eventually(() => gathering.ids()).toContain('delayed')
  })

  it('report a job that is not theirs and go on', async () => {
    const prefix = randomUUID()
    const jobs = open(prefix)
    const gathering = createGathering()
    await jobs.hint('advance', ['first'])
    const [key] = await admin.keys(`{${prefix}}:advance:1`)
    await admin.hset(key!, 'data', '{"ids":"all of them"}')
    jobs.work('advance', gathering.handler, quietly)
    await jobs.hint('advance', ['second'])
    await gathering.reaches(1)
    expect(gathering.ids()).toEqual(['second'])
    expect(errors).toEqual([expect.objectContaining({ code: 'bad_job' })])
  })

  it('keep all keys of an installation on one node of a cluster, and leave no finished job behind', async () => {
    const prefix = randomUUID()
    const jobs = open(prefix)
    const gathering = createGathering()
    jobs.work('advance', gathering.handler, quietly)
    await jobs.hint('advance', ['later'], 60_000)
    await jobs.hint('advance', idsOf(300))
    await gathering.reaches(300)
    await jobs.close(1_000)
    const keys = await admin.keys(`*${prefix}*`)
    expect(keys.length).toBeGreaterThan(2)
    expect(keys.filter((key) => !key.startsWith(`{${prefix}}:`))).toEqual([])
    expect(keys.filter((key) => /:\d+$/.test(key))).toHaveLength(1)
  })

  it('answer false within about a second when Redis does not answer, and true when it does again', async () => {
    const jobs = open(randomUUID(), redisUrl, ANSWER_WITHIN_MS)
    await eventually(() => jobs.hint('advance', ['before'])).toBe(true)
    errors.length = 0
    await admin.client('PAUSE', 2_500, 'ALL')
    const began = performance.now()
    expect(await jobs.hint('advance', ['during'])).toBe(false)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(errors).toEqual([expect.objectContaining({ code: 'hint_lost' })])
    await eventually(() => jobs.hint('advance', ['after'])).toBe(true)
  })

  it('let the process end once closed, with a stuck handler and a hint that is due tomorrow', async () => {
    const script = `
      import { createRedisJobs } from './src/jobs/redis-jobs.ts'
      const jobs = createRedisJobs({ redisUrl: '${redisUrl}', prefix: '${randomUUID()}', onError: (error) => { throw error } })
      await new Promise((stuck) => {
        jobs.work('advance', () => (stuck(), new Promise(() => {})), { concurrency: 1, onError: () => {} })
        void jobs.hint('advance', ['tomorrow'], 86_400_000)
        void jobs.hint('advance', ['now'])
      })
      await jobs.close(50)
      process.stdout.write('closed')`
    expect(await endsByItself(script)).toEqual({ code: 0, output: 'closed' })
  })

  describe('when Redis stops', async () => {
    const redis = await redisThatStops(redisUrl)
    afterAll(() => redis.remove())

    it('refuse hints at once, say so once, and work again by themselves when it is back', async () => {
      await redis.start()
      const jobs = open(randomUUID(), redis.url)
      const gathering = createGathering()
      jobs.work('advance', gathering.handler, quietly)
      await jobs.hint('advance', ['before'])
      await gathering.reaches(1)
      await redis.stop()
      const began = performance.now()
      const refused = await Promise.all(idsOf(50).map((id) => jobs.hint('advance', [id])))
      expect(new Set(refused)).toEqual(new Set([false]))
      expect(performance.now() - began).toBeLessThan(BUSY_MACHINE_MS / 2)
      expect(errors.filter((error) => (error as { code: string }).code === 'hint_lost')).toHaveLength(1)
      await redis.start()
      await eventually(() => jobs.hint('advance', ['after'])).toBe(true)
      await eventually(() => gathering.ids()).toContain('after')
      expect(await jobs.hint('advance', ['later'], 20)).toBe(true)
      await eventually(() => gathering.ids()).toContain('later')
      await redis.stop()
    })

    it('start without it and work as soon as it is there', async () => {
      const jobs = open(randomUUID(), redis.url)
      const gathering = createGathering()
      jobs.work('advance', gathering.handler, quietly)
      expect(await jobs.hint('advance', ['too early'])).toBe(false)
      await redis.start()
      await eventually(() => jobs.hint('advance', ['in time'])).toBe(true)
      await eventually(() => gathering.ids()).toContain('in time')
      await redis.stop()
    })

    it('close in time without it, with a handler still running', async () => {
      await redis.start()
      const jobs = open(randomUUID(), redis.url)
      const gathering = createGathering()
      jobs.work('advance', (ids) => gathering.handler(ids).then(() => new Promise(() => {})), quietly)
      await jobs.hint('advance', ['stuck'])
      await gathering.reaches(1)
      await redis.stop()
      const began = performance.now()
      await jobs.close(100)
      expect(performance.now() - began).toBeLessThan(5_000)
    })
  })
})
