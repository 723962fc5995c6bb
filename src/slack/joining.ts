// Joining Slack: at once where it answers, else again and again, so that what is started in an outage works without it meanwhile.
import type { Logger } from 'pino'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'

/** Longer than the first call may take. Sockets that take longer are opened while everything else runs. */
const PATIENCE_MS = 12 * SECOND
const FIRST_WAIT_MS = SECOND
const MAX_WAIT_MS = 15 * SECOND

export type Joining = {
  /** Resolves with whether Slack was joined; where it was not, that goes on. Rejects when Slack refuses us. */
  start(): Promise<boolean>
  isJoined(): boolean
  stop(): void
}

export function createJoining(parts: {
  /** One attempt. Rejects with `slack.unreachable` when another one may do better. */
  join(): Promise<void>
  /** Slack answered at last, and refuses us. */
  onRefused(error: Error): void
  log: Logger
}): Joining {
  const { join, onRefused, log } = parts
  let joined = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function attempt(): Promise<boolean> {
    try {
      await join()
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'slack.unreachable')) throw error
      log.debug({ err: error }, 'Slack was not joined')
      return false
    }
    joined = true
    return true
  }

  function later(waitMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      attempt().then(
        (isIn) => {
          if (isIn) log.info('Slack is joined')
          else later(Math.min(waitMs * 2, MAX_WAIT_MS))
        },
        (error: Error) => {
          log.error({ err: error, reason: reasonOf(error) }, 'Slack answers and refuses us')
          if (!stopped) onRefused(error)
        },
      )
    }, waitMs)
  }

  return {
    isJoined: () => joined,
    async start() {
      const first = attempt()
      const isIn = await Promise.race([first, patience()])
      if (isIn) return true
      log.error('Slack is not reached: everything else runs, cards wait, and Slack is joined when it answers')
      if (isIn === false) later(FIRST_WAIT_MS)
      else
        first.then(
          (isInLate) => (isInLate ? log.info('Slack is joined') : later(FIRST_WAIT_MS)),
          (error: Error) => onRefused(error),
        )
      return false
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }

  async function patience(): Promise<null> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(null), PATIENCE_MS).unref()
    })
  }
}
