// What a person asked the record to do: waited for before the click is acknowledged, but never longer than a person waits.
import type { Logger } from 'pino'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import type { NewId } from '../contracts/ids.ts'
import { UNCONFIRMED } from './answer-words.ts'
import type { Given, Outcome } from './outcome.ts'
import type { Place } from './places.ts'

export const WAIT_MS = 2 * SECOND

/** `said`: the acknowledgement itself carried the first words, as a form's does. */
export type Said = 'said' | 'unsaid'

export type Attempts = {
  /** Resolves when the work is done, or after two seconds (`withinMs`) without that. Never rejects. */
  give(work: Promise<Outcome>, withinMs?: number): Promise<Given>
  /** Tells and shows what came of it; of late work as soon as it is known. */
  settle(given: Given, place: Place, said?: Said): Promise<void>
  /** Resolves when nothing is under way any more. */
  drain(): Promise<void>
}

export function createAttempts({
  newId,
  log,
  waitMs = WAIT_MS,
}: {
  newId: NewId
  log: Logger
  waitMs?: number
}): Attempts {
  const underWay = new Set<Promise<unknown>>()

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work)
    const over = (): void => void underWay.delete(work)
    work.then(over, over)
    return work
  }

  function failure(error: unknown): Outcome {
    const ref = newId().slice(-8)
    log.error({ err: error, ref }, 'an answer could not be recorded')
    const known = error instanceof AppError && SAYABLE.has(error.code) ? ` (${error.message})` : ''
    return {
      text: `⚠️ This could not be confirmed${known}. If the card does not change, click again: it counts once. Reference ${ref}.`,
      quiet: false,
      state: null,
    }
  }

  async function finish({ text, quiet, state }: Outcome, place: Place, said: Said): Promise<void> {
    const shown = state !== null && (await place.show(state))
    if (said === 'unsaid' && !(quiet && shown)) await place.tell(text)
  }

  return {
    async give(work, withinMs = waitMs) {
      const rest = track(work.catch(failure))
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, withinMs, null)
      })
      const outcome = await Promise.race([rest, late])
      clearTimeout(timer)
      return outcome === null ? { status: 'late', rest } : { status: 'done', outcome }
    },
    async settle(given, place, said = 'unsaid') {
      if (given.status === 'done') return track(finish(given.outcome, place, said))
      if (said === 'unsaid') await place.tell(UNCONFIRMED)
      await track(given.rest.then((outcome) => finish({ ...outcome, quiet: false }, place, 'unsaid')))
    },
    async drain() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

/** Errors whose message is a sentence for people. */
const SAYABLE = new Set(['verdict.params', 'record.busy', 'slack.people'])
