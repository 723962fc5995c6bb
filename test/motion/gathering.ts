// A job handler that remembers what it was given, for tests to wait on and look at.
import { expect } from 'vitest'

export type Gathering = {
  readonly batches: string[][]
  /** Every id that was handed over, as often as it was. */
  ids(): string[]
  handler(ids: string[]): Promise<void>
  /** Waits until this many different ids have been handed over. */
  reaches(count: number): Promise<void>
}

export function createGathering(): Gathering {
  const batches: string[][] = []
  const ids = () => batches.flat()
  return {
    batches,
    ids,
    async handler(batch) {
      batches.push(batch)
    },
    async reaches(count) {
      await eventually(() => new Set(ids()).size).toBeGreaterThanOrEqual(count)
    },
  }
}

export function idsOf(count: number, name = 'run'): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}`)
}

/** Something a handler can wait for until the test lets it go. */
export function createGate(): { passed: Promise<void>; open(): void } {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

/** Expects something to become true, with time enough for a machine that is busy with other tests. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 15_000, interval: 10 })
}
