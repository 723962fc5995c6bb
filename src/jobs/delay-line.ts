// Hints that wait for their time in this process: kept in order, with one timer for all of them.
import type { Clock } from '../contracts/clock.ts'
import type { JobQueue } from './jobs.ts'

export type DelayedHint = { due: number; queue: JobQueue; ids: readonly string[] }

export type DelayLine = {
  /** How many ids wait. */
  readonly size: number
  add(hint: DelayedHint): void
  clear(): void
}

/** The clock may be any (a replay's, a test's), so it is asked again at least this often. */
const LONGEST_SLEEP_MS = 250

export function createDelayLine(options: { clock: Clock; release: (hint: DelayedHint) => void }): DelayLine {
  const { clock, release } = options
  /** Latest first, so that the next one is taken from the end. */
  const hints: DelayedHint[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined

  function sleep(): void {
    clearTimeout(timer)
    const next = hints.at(-1)
    if (!next) return
    timer = setTimeout(wake, Math.min(Math.max(next.due - clock(), 1), LONGEST_SLEEP_MS))
  }

  function wake(): void {
    const now = clock()
    for (let next = hints.at(-1); next && next.due <= now; next = hints.at(-1)) {
      hints.pop()
      size -= next.ids.length
      release(next)
    }
    sleep()
  }

  return {
    get size() {
      return size
    },
    add(hint) {
      const at = firstNotAfter(hints, hint.due)
      hints.splice(at, 0, hint)
      size += hint.ids.length
      if (at === hints.length - 1) sleep()
    },
    clear() {
      clearTimeout(timer)
      hints.length = 0
      size = 0
    },
  }
}

/** Where a hint belongs among hints sorted latest first: before its equals, which came earlier and leave earlier. */
function firstNotAfter(hints: readonly DelayedHint[], due: number): number {
  let [low, high] = [0, hints.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((hints[middle]?.due ?? 0) > due) low = middle + 1
    else high = middle
  }
  return low
}
