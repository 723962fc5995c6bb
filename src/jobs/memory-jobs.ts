// Jobs within one process: a set of ids per queue, so an id hinted ten times before its turn is worked once.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import { createDelayLine } from './delay-line.ts'
import { createInProgress } from './in-progress.ts'
import { type JobQueue, type Jobs, MAX_IDS } from './jobs.ts'

type Worker = {
  handler: (ids: string[]) => Promise<void>
  concurrency: number
  onError: (error: unknown) => void
  busy: number
}

/** More than any one process can work off soon; beyond it the sweeper's record is the better queue. */
const MOST_IDS = 200_000

export function createMemoryJobs(options: { clock: Clock; mostIds?: number }): Jobs {
  const { clock, mostIds = MOST_IDS } = options
  const waiting: Record<JobQueue, Set<string>> = { intake: new Set(), advance: new Set(), cards: new Set() }
  const workers = new Map<JobQueue, Worker>()
  const scheduled = new Set<JobQueue>()
  const inProgress = createInProgress()
  const delayed = createDelayLine({ clock, release: ({ queue, ids }) => enqueue(queue, ids) })
  let closed = false

  function enqueue(queue: JobQueue, ids: readonly string[]): void {
    for (const id of ids) waiting[queue].add(id)
    schedule(queue)
  }

  /** Waits for the end of this turn of the event loop, so that what is hinted in one turn is worked in few calls. */
  function schedule(queue: JobQueue): void {
    if (scheduled.has(queue) || waiting[queue].size === 0) return
    scheduled.add(queue)
    void nextTurn().then(() => {
      scheduled.delete(queue)
      pump(queue)
    })
  }

  function pump(queue: JobQueue): void {
    const worker = workers.get(queue)
    if (!worker) return
    while (!closed && worker.busy < worker.concurrency && waiting[queue].size > 0) {
      const ids = takeBatch(waiting[queue])
      worker.busy++
      void inProgress
        .run(() => worker.handler(ids), worker.onError)
        .then(() => {
          worker.busy--
          schedule(queue)
        })
    }
  }

  function held(): number {
    return delayed.size + Object.values(waiting).reduce((sum, ids) => sum + ids.size, 0)
  }

  return {
    async hint(queue, ids, delayMs = 0) {
      if (closed || held() + ids.length > mostIds) return false
      if (ids.length === 0) return true
      if (delayMs > 0) delayed.add({ due: clock() + delayMs, queue, ids: [...new Set(ids)] })
      else enqueue(queue, ids)
      return true
    },
    work(queue, handler, { concurrency, onError }) {
      if (closed) throw new AppError('jobs_closed', `queue ${queue} cannot be worked: the jobs are closed`)
      if (workers.has(queue)) throw new AppError('queue_worked', `queue ${queue} already has its handler`)
      workers.set(queue, { handler, concurrency, onError, busy: 0 })
      schedule(queue)
    },
    async close(graceMs) {
      closed = true
      delayed.clear()
      for (const ids of Object.values(waiting)) ids.clear()
      await inProgress.finishedWithin(graceMs)
    },
  }
}

function takeBatch(ids: Set<string>): string[] {
  const batch: string[] = []
  for (const id of ids) {
    batch.push(id)
    ids.delete(id)
    if (batch.length === MAX_IDS) break
  }
  return batch
}
