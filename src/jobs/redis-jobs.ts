// Jobs shared by many processes: BullMQ on Redis. Everything in it may vanish at any moment without losing work.
import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { closeConnection, firstAnswer, within } from '../redis/deadline.ts'
import { createOutageReport } from '../redis/outage-report.ts'
import { ANSWER_WITHIN_MS, createRedisConnection } from '../redis/redis-connection.ts'
import { type Batch, createHintWindow } from './hint-window.ts'
import type { JobQueue, Jobs } from './jobs.ts'
import { type HintPayload, type RedisWorker, startRedisWorker } from './redis-worker.ts'

export type RedisJobsOptions = {
  redisUrl: string
  /** Names the installation; in braces it becomes the hash tag that keeps a queue's keys on one node of a cluster. */
  prefix: string
  /** Hears of outages (once each) and of what BullMQ reports. */
  onError: (error: unknown) => void
  /** What a hint may take before it counts as lost; about a second. */
  answerWithinMs?: number
  /** Batches a queue may hold, waiting or delayed. */
  mostBatches?: number
}

/** As many ids as one process alone keeps. Who is behind needs no second hint for the same work: the sweeper's record is the better queue. */
const MOST_BATCHES = 3_200
const COUNT_AGAIN_MS = SECOND

export function createRedisJobs(options: RedisJobsOptions): Jobs {
  const { redisUrl, prefix, onError, answerWithinMs = ANSWER_WITHIN_MS, mostBatches = MOST_BATCHES } = options
  const tagged = `{${prefix}}`
  const producer = createRedisConnection({
    url: redisUrl,
    name: `${prefix}-hints`,
    use: 'prompt',
    answerWithinMs,
    onError,
  })
  const reachable = firstAnswer(producer, answerWithinMs)
  const report = createOutageReport(onError)
  const queues = new Map<JobQueue, Queue<HintPayload>>()
  const workers = new Map<JobQueue, RedisWorker>()
  const counted = new Map<JobQueue, { count: number; at: number }>()
  const underway = new Set<Promise<boolean>>()
  const gather = createHintWindow(send)
  let consumer: Redis | undefined
  let state: 'open' | 'closing' | 'closed' = 'open'

  async function send(queue: JobQueue, batches: Batch[]): Promise<boolean> {
    try {
      const isTaken = await within(add(queue, batches), answerWithinMs)
      report.worked()
      return isTaken
    } catch (error) {
      report.failed(
        new AppError('hint_lost', `hints for ${queue} were not taken: ${reasonOf(error)}`, { cause: error }),
      )
      return false
    }
  }

  async function add(queue: JobQueue, batches: Batch[]): Promise<boolean> {
    await reachable
    const held = await heldBy(queue, batches.length)
    if (held.count + batches.length > mostBatches) return false
    await queueNamed(queue).addBulk(
      batches.map(({ ids, delayMs }) => ({ name: queue, data: { ids }, opts: { delay: delayMs } })),
    )
    held.count += batches.length
    return true
  }

  /** Counted once a second, and with what was added here since; where that is too much, anew. */
  async function heldBy(queue: JobQueue, more: number): Promise<{ count: number; at: number }> {
    const known = counted.get(queue)
    const now = performance.now()
    if (known && known.count + more <= mostBatches && now - known.at < COUNT_AGAIN_MS) return known
    const fresh = { count: await queueNamed(queue).getJobCountByTypes('wait', 'delayed'), at: now }
    counted.set(queue, fresh)
    return fresh
  }

  function queueNamed(name: JobQueue): Queue<HintPayload> {
    const known = queues.get(name)
    if (known) return known
    const queue = new Queue<HintPayload>(name, {
      connection: producer,
      prefix: tagged,
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
      // With either of the two checks, a queue made while Redis is away would never work again.
      skipWaitingForReady: true,
      skipVersionCheck: true,
      skipMetasUpdate: true,
    })
    // The connection and the failing addBulk have already told it.
    queue.on('error', () => undefined)
    queues.set(name, queue)
    return queue
  }

  return {
    async hint(queue, ids, delayMs = 0) {
      if (state === 'closed') return false
      if (ids.length === 0) return true
      const sent = gather({ queue, ids, delayMs: Math.max(0, Math.ceil(delayMs)) })
      underway.add(sent)
      return await sent.finally(() => underway.delete(sent))
    },
    work(queue, handler, options) {
      if (state !== 'open') throw new AppError('jobs_closed', `queue ${queue} cannot be worked: the jobs are closed`)
      if (workers.has(queue)) throw new AppError('queue_worked', `queue ${queue} already has its handler`)
      consumer ??= createRedisConnection({ url: redisUrl, name: `${prefix}-work`, use: 'worker', onError })
      workers.set(
        queue,
        startRedisWorker({ queue, prefix: tagged, connection: consumer, handler, onTrouble: onError, ...options }),
      )
    },
    async close(graceMs) {
      if (state !== 'open') return
      // Handlers that are finishing may still hint.
      state = 'closing'
      await Promise.all([...workers.values()].map((worker) => worker.close(graceMs)))
      state = 'closed'
      await Promise.all(underway)
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await Promise.all([closeConnection(producer), consumer && closeConnection(consumer)])
    },
  }
}
