// What the stage has begun so far and how each part is taken away again, also while the rest is still being made.
import { AppError, reasonOf } from '../../src/contracts/app-error.ts'

type Step = () => Promise<unknown> | unknown

export type Undo = {
  /** Throws the interruption when there was one meanwhile: what is begun is noted first, so that nothing is forgotten. */
  begun(step: Step): void
  /** The last first. One that fails does not keep the others; throws `demo.stop` with all that failed. */
  stop(): Promise<void>
}

export function createUndo(signal?: AbortSignal): Undo {
  const steps: Step[] = []
  return {
    begun(step) {
      steps.push(step)
      signal?.throwIfAborted()
    },
    async stop() {
      const failures: unknown[] = []
      for (const step of steps.splice(0).reverse())
        try {
          await step()
        } catch (error) {
          failures.push(error)
        }
      if (failures.length > 0)
        throw new AppError('demo.stop', `not everything could be stopped: ${failures.map(reasonOf).join('; ')}`, {
          cause: failures[0],
        })
    },
  }
}
