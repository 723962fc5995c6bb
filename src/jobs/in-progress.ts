// The handlers that are running now, and the bounded wait for them at closing time. Both adapters use it.

export type InProgress = {
  readonly size: number
  /** Runs a handler; a failure goes to `onError`, never to the caller. */
  run(work: () => Promise<void>, onError: (error: unknown) => void): Promise<void>
  /** True when all have finished, those that began meanwhile too; false when `graceMs` ended first. */
  finishedWithin(graceMs: number): Promise<boolean>
}

export function createInProgress(): InProgress {
  let size = 0
  const whenNone = new Set<() => void>()

  return {
    get size() {
      return size
    },
    async run(work, onError) {
      size++
      try {
        await work()
      } catch (error) {
        onError(error)
      } finally {
        size--
        if (size === 0) for (const resume of whenNone) resume()
      }
    },
    async finishedWithin(graceMs) {
      if (size === 0) return true
      return await new Promise((resolve) => {
        const finish = (finished: boolean) => {
          clearTimeout(timer)
          whenNone.delete(none)
          resolve(finished)
        }
        const none = () => finish(true)
        const timer = setTimeout(() => finish(false), graceMs)
        whenNone.add(none)
      })
    },
  }
}
