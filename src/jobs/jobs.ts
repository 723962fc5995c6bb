// The motion port for work: a job is a hint carrying up to 64 ids. Losing one loses nothing, the sweeper finds the work again.

export type JobQueue = 'intake' | 'advance' | 'cards'

export const MAX_IDS = 64

export type Jobs = {
  /** Hints that these ids have work, at once or after a delay. Ids are deduplicated and batched. Never throws for a full queue or a lost connection: it resolves false. */
  hint(queue: JobQueue, ids: readonly string[], delayMs?: number): Promise<boolean>
  /** Starts working a queue. The handler gets 1..64 ids; when it throws, the hint is dropped and `onError` hears of it. */
  work(
    queue: JobQueue,
    handler: (ids: string[]) => Promise<void>,
    options: { concurrency: number; onError: (error: unknown) => void },
  ): void
  /** Waits for handlers in progress (at most `graceMs`), then stops. */
  close(graceMs: number): Promise<void>
}
