// Bounded waits: nothing of ours hangs because Redis does.
import type { Redis } from 'ioredis'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'

/** What `promise` gives, or an AppError `timed_out` after `ms`. The work itself goes on; its late failure is ignored. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('timed_out', `no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** True when `promise` settles, either way, within `ms`. */
export async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const settled = promise.then(
    () => true,
    () => true,
  )
  return await within(settled, ms).catch(() => false)
}

/**
 * Resolves when a new connection has become ready or failed for the first time, after `ms` at the latest: before that, a
 * prompt command would fail for no reason.
 */
export async function firstAnswer(redis: Redis, ms: number): Promise<void> {
  if (redis.status === 'ready') return
  const events = ['ready', 'error', 'close', 'end']
  let heard = () => {}
  const answer = new Promise<void>((resolve) => {
    heard = resolve
  })
  for (const event of events) redis.on(event, heard)
  await settlesWithin(answer, ms)
  for (const event of events) redis.off(event, heard)
}

/** Says goodbye when Redis listens, and hangs up at any rate. */
export async function closeConnection(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await settlesWithin(redis.quit(), 1 * SECOND)
  redis.disconnect()
}
