// PGlite has one connection: this is the line in front of it. Verdicts go first, then work, then reading.
import type { Lane } from './db.ts'

const ORDER: readonly Lane[] = ['verdict', 'work', 'read']

export type PriorityQueue = {
  /** Runs the job alone, as soon as nobody of a higher lane waits. */
  run<T>(lane: Lane, job: () => Promise<T>): Promise<T>
}

export function createPriorityQueue(): PriorityQueue {
  const waiting: Record<Lane, (() => Promise<void>)[]> = { verdict: [], work: [], read: [] }
  let busy = false

  async function drain(): Promise<void> {
    if (busy) return
    busy = true
    for (let next = takeNext(waiting); next; next = takeNext(waiting)) await next()
    busy = false
  }

  return {
    run(lane, job) {
      return new Promise((resolve, reject) => {
        waiting[lane].push(() => job().then(resolve, reject))
        void drain()
      })
    },
  }
}

function takeNext(waiting: Record<Lane, (() => Promise<void>)[]>): (() => Promise<void>) | undefined {
  const lane = ORDER.find((name) => waiting[name].length > 0)
  return lane && waiting[lane].shift()
}
