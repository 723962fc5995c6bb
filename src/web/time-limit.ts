// Waits for something that may take too long. What comes later is let go quietly: the caller has answered by then.
import { AppError } from '../contracts/app-error.ts'

/** Rejects with `web.too_slow` after `ms`; `work` itself goes on and its outcome is dropped. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('web.too_slow', `${what} took longer than ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
