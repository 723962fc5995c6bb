// The heartbeat that makes queues disposable: every second it finds what the record says is due and nobody was told about.
import { HOUR, SECOND } from '../contracts/clock.ts'

export type Sweeper = {
  start(): void
  /** A look now, after the one under way; nothing where it was not started. */
  soon(): Promise<void>
  stop(): Promise<void>
}

export type SweeperOptions = {
  sweep(): Promise<number>
  /** Upkeep of the record (partitions ahead of time), now and every six hours. */
  upkeep(): Promise<unknown>
  onError(error: unknown): void
  everyMs?: number
}

export function createSweeper({ sweep, upkeep, onError, everyMs = SECOND }: SweeperOptions): Sweeper {
  let stopped = true
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> = Promise.resolve()
  let sinceUpkeep = 0

  async function beat(): Promise<void> {
    try {
      sinceUpkeep += everyMs
      if (sinceUpkeep >= 6 * HOUR) {
        sinceUpkeep = 0
        await upkeep()
      }
      await sweep()
    } catch (error) {
      onError(error)
    }
    if (!stopped) next()
  }

  function next(): void {
    timer = setTimeout(() => {
      working = beat()
    }, everyMs)
    timer.unref()
  }

  return {
    start() {
      stopped = false
      working = beat()
    },
    async soon() {
      await working
      if (stopped) return
      clearTimeout(timer)
      working = beat()
      await working
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await working
    },
  }
}
