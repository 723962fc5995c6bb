// One item that cannot be stored must not keep the others out: its batch is halved until it stands alone.
import { isDataError, isRetryable } from './data-error.ts'

const ATTEMPTS = 4

export type Halving<Item, Result> = {
  /** One transaction over the items; results in their order. */
  attempt(items: readonly Item[]): Promise<Result[]>
  refuse(item: Item, error: unknown): Result | Promise<Result>
}

export async function inHalves<Item, Result>(items: readonly Item[], work: Halving<Item, Result>): Promise<Result[]> {
  try {
    return await retrying(() => work.attempt(items))
  } catch (error) {
    if (!isDataError(error)) throw error
    const [only] = items
    if (only !== undefined && items.length === 1) return [await work.refuse(only, error)]
    const middle = Math.ceil(items.length / 2)
    return [...(await inHalves(items.slice(0, middle), work)), ...(await inHalves(items.slice(middle), work))]
  }
}

/** Lock order makes deadlocks unlikely, not impossible: two processes may create the same run as parent and as child. */
async function retrying<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (left <= 1 || !isRetryable(error)) throw error
    }
  }
}
