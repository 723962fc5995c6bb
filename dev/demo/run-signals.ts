// Ctrl+C and SIGTERM at any moment, the start included: whatever was begun is stopped first, and the exit code names the signal.
import { constants } from 'node:os'
import { AppError } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'

export type Interruption = {
  /** Aborted as soon as the demo shall end. */
  signal: AbortSignal
  /** Null as long as nobody interrupted. */
  exitCode(): number | null
  /** Ends it from inside, as a signal does from outside. */
  interrupt(because: string, exitCode: number): void
}

export type Signals = {
  process: { on(name: 'SIGINT' | 'SIGTERM', heard: () => void): unknown; exit(code: number): void }
  say: (line: string) => void
  now: () => number
}

/** How long closing may take with much under way. One Ctrl+C also arrives more than once: from the terminal, from npm and from tsx. */
const PATIENCE_MS = 15 * SECOND

export function listenForSignals({ process, say, now }: Signals): Interruption {
  const controller = new AbortController()
  let first: { at: number; exitCode: number } | null = null
  function interrupt(because: string, exitCode: number): void {
    if (first) return
    first = { at: now(), exitCode }
    say(`\n${because}: closing the workspace, which takes some seconds`)
    controller.abort(new AppError('demo.interrupted', because))
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      const exitCode = 128 + constants.signals[name]
      if (first === null) return interrupt(name, exitCode)
      if (now() - first.at < PATIENCE_MS) return
      say(`${name} again: not waiting any longer; a temporary folder or a schema of this demo may remain`)
      process.exit(exitCode)
    })
  return { signal: controller.signal, exitCode: () => first?.exitCode ?? null, interrupt }
}

/** The work's outcome, or the interruption, whichever is first. What is cut off goes on failing unheard. */
export function untilInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cut = (): void => reject(signal.reason)
    if (signal.aborted) cut()
    signal.addEventListener('abort', cut, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cut))
  })
}

export function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
