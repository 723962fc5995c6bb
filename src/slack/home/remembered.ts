// What many people look at together is read once: an answer stands for a few seconds, and who asks meanwhile waits for the same one.
import type { Clock } from '../../contracts/clock.ts'

export type Remembered = <T>(key: string, read: () => Promise<T>) => Promise<T>

const KEPT = 100

/** Failures are not remembered. */
export function createRemembered({ forMs, clock }: { forMs: number; clock: Clock }): Remembered {
  const kept = new Map<string, { until: number; value: Promise<unknown> }>()
  return <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const now = clock()
    const found = kept.get(key)
    if (found && now < found.until && found.until <= now + forMs) return found.value as Promise<T>
    const value = read()
    const entry = { until: now + forMs, value }
    kept.set(key, entry)
    value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key)
    })
    for (const [old, { until }] of kept) if (until <= now || kept.size > KEPT) kept.delete(old)
    return value
  }
}
