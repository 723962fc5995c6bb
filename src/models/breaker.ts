// The circuit breaker: after several failures in a row nobody waits for the model, until one trial call has worked again.
import { AppError } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'

export type BreakerOptions = { clock: Clock; failures?: number; pauseMs?: number }

/** How a call went. `neither` says nothing about the model: the caller gave up. */
export type CallOutcome = 'worked' | 'failed' | 'neither'

export type Breaker = {
  /** Lets a call pass and returns how to report it. Throws `model.paused`. */
  enter(): (outcome: CallOutcome) => void
}

export function createBreaker({ clock, failures = 5, pauseMs = 30 * SECOND }: BreakerOptions): Breaker {
  let inARow = 0
  let pausedUntil: number | null = null
  let trying = false

  return {
    enter() {
      const trial = pausedUntil !== null
      if (pausedUntil !== null && (clock() < pausedUntil || trying)) {
        const until = new Date(pausedUntil).toISOString().slice(11, 19)
        throw new AppError(
          'model.paused',
          `the model failed ${inARow} times in a row and is left alone until ${until} UTC`,
        )
      }
      trying = trial
      return (outcome) => {
        if (trial) trying = false
        if (outcome === 'neither') return
        // A call that started before the pause does not end it early.
        if (outcome === 'worked' && (trial || pausedUntil === null)) [inARow, pausedUntil] = [0, null]
        if (outcome === 'failed') {
          inARow += 1
          if (trial || inARow >= failures) pausedUntil = clock() + pauseMs
        }
      }
    },
  }
}
