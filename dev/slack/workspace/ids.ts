// Ids and message timestamps of the workspace. Timestamps follow the injected clock and never repeat or go back.
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../src/contracts/clock.ts'

export interface Ids {
  /** "1700000000.000100": seconds padded to ten digits, so that timestamps compare as strings. */
  ts(): string
  /** A Slack-like id: the prefix and a rising number. */
  next(prefix: string): string
  /** Not guessable; for tickets, triggers and response addresses. */
  secret(): string
}

const MICROS_PER_MS = 1_000
const MICROS_PER_SECOND = 1_000_000

export function createIds(clock: Clock): Ids {
  let lastMicros = 0
  let counter = 0
  return {
    ts() {
      lastMicros = Math.max(lastMicros + 1, Math.floor(clock()) * MICROS_PER_MS)
      const seconds = Math.floor(lastMicros / MICROS_PER_SECOND)
      const micros = lastMicros % MICROS_PER_SECOND
      return `${String(seconds).padStart(10, '0')}.${String(micros).padStart(6, '0')}`
    },
    next(prefix) {
      counter += 1
      return `${prefix}${counter.toString(36).toUpperCase().padStart(8, '0')}`
    },
    secret: () => randomBytes(12).toString('hex'),
  }
}
