// One BullMQ worker for one queue. A hint is never retried here: what it did not get done, the sweeper finds again.
import { Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { settlesWithin } from '../redis/deadline.ts'
import { createInProgress } from './in-progress.ts'
import { type JobQueue, MAX_IDS } from './jobs.ts'

export const HintPayload = z.object({ ids: z.array(z.string()).min(1).max(MAX_IDS) })
export type HintPayload = z.infer<typeof HintPayload>

export type RedisWorkerOptions = {
  queue: JobQueue
  /** BullMQ's prefix, already in braces. */
  prefix: string
  /** A `worker` connection, shared by all workers of the process; each worker adds one blocking connection of its own. */
  connection: Redis
  concurrency: number
  handler: (ids: string[]) => Promise<void>
  /** Hears what the handler throws. */
  onError: (error: unknown) => void
  /** Hears what goes wrong around it. */
  onTrouble: (error: AppError) => void
}

export type RedisWorker = { close(graceMs: number): Promise<void> }

/** What BullMQ itself may take to end once no handler is running. */
const CLOSE_WITHIN_MS = 1 * SECOND

export function startRedisWorker(options: RedisWorkerOptions): RedisWorker {
  const { queue, prefix, connection, concurrency, handler, onError, onTrouble } = options
  const inProgress = createInProgress()

  async function handle(data: unknown): Promise<void> {
    const payload = HintPayload.safeParse(data)
    if (!payload.success) {
      onTrouble(new AppError('bad_job', `a job of queue ${queue} carries no list of ids`, { cause: payload.error }))
      return
    }
    await inProgress.run(() => handler(payload.data.ids), onError)
  }

  const worker = new Worker(queue, (job) => handle(job.data), {
    connection,
    prefix,
    concurrency,
    // A worker that died holds its hint for at most lockDuration + stalledInterval; then another one gets it, once.
    lockDuration: 30 * SECOND,
    stalledInterval: 30 * SECOND,
    maxStalledCount: 1,
    drainDelay: 5,
    // The default, 15 s, is how long it would go on sleeping after Redis has come back.
    runRetryDelay: 1 * SECOND,
  })
  worker.on('error', (error) => {
    // While Redis is away the connection itself has said so; the rest of the noise says nothing more.
    if (connection.status !== 'ready') return
    onTrouble(new AppError('jobs_failed', `the worker of queue ${queue} reports: ${reasonOf(error)}`, { cause: error }))
  })

  return {
    async close(graceMs) {
      // BullMQ's close() waits for handlers without limit and cannot be forced afterwards, so the wait is ours.
      await worker.pause(true)
      const finished = await inProgress.finishedWithin(graceMs)
      if (!finished || connection.status !== 'ready') {
        await settlesWithin(worker.close(true), CLOSE_WITHIN_MS)
        return
      }
      const closed = await settlesWithin(worker.close(), CLOSE_WITHIN_MS)
      if (!closed) await settlesWithin(worker.getBackend().close(true), CLOSE_WITHIN_MS)
    },
  }
}
