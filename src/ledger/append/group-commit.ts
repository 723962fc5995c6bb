// Group commit: calls collect while the previous transaction is in flight, and then share the next one.
import type { Halving } from '../halving.ts'
import { inHalves } from '../halving.ts'

export type GroupCommit<Item, Result> = {
  /** Resolves when the item's transaction has committed. */
  submit(item: Item): Promise<Result>
  /** Resolves when nothing is in flight or waiting. */
  idle(): Promise<void>
}

export type GroupCommitOptions<Item, Result> = Halving<Item, Result> & {
  maxBatch: number
  /** Keys that may appear once per batch; an item that repeats one waits for the next batch. */
  keysOf(item: Item): readonly string[]
}

type Waiting<Item, Result> = { item: Item; resolve(result: Result): void; reject(error: unknown): void }

export function createGroupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  let draining: Promise<void> | null = null

  async function drain(): Promise<void> {
    // One turn of the event loop: what several callers submit at the same moment belongs together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const { batch, rest } = takeBatch(waiting, options)
      waiting = rest
      await commit(batch, options)
    }
    draining = null
  }

  return {
    submit(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        draining ??= drain()
      })
    },
    async idle() {
      while (draining !== null) await draining
    },
  }
}

async function commit<Item, Result>(batch: Waiting<Item, Result>[], options: Halving<Item, Result>): Promise<void> {
  try {
    const items = batch.map(({ item }) => item)
    const results = await inHalves(items, options)
    batch.forEach(({ resolve }, index) => {
      resolve(results[index] as Result)
    })
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

function takeBatch<Item, Result>(
  waiting: readonly Waiting<Item, Result>[],
  { maxBatch, keysOf }: GroupCommitOptions<Item, Result>,
): { batch: Waiting<Item, Result>[]; rest: Waiting<Item, Result>[] } {
  const batch: Waiting<Item, Result>[] = []
  const rest: Waiting<Item, Result>[] = []
  const taken = new Set<string>()
  for (const next of waiting) {
    const keys = keysOf(next.item)
    const fits = batch.length < maxBatch && !keys.some((key) => taken.has(key))
    // The keys of one that has to wait are taken too: a later one of the same run must not overtake it.
    for (const key of keys) taken.add(key)
    if (fits) batch.push(next)
    else rest.push(next)
  }
  return { batch, rest }
}
