// Follows the stream from where it began, by entry id: what is published while the connection is away is read after it,
// as long as the stream still holds it.
import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { createOutageReport } from '../redis/outage-report.ts'
import type { BusEntry } from './event-bus.ts'
import { parseEntry } from './stream-entry.ts'

export type StreamFollowerOptions = {
  /** A `blocking` connection of its own; the follower closes it. */
  connection: Redis
  stream: string
  listener: (entry: BusEntry) => void
  onError: (error: unknown) => void
}

export type StreamFollower = { started: Promise<void>; stop(): Promise<void> }

const BLOCK_MS = 5 * SECOND
const RETRY_MS = 100
const ENTRIES_PER_READ = 100

export function followStream({ connection, stream, listener, onError }: StreamFollowerOptions): StreamFollower {
  const report = createOutageReport(onError)
  let stopped = false
  let interrupt = () => {}

  /** An answer may never come once the connection is gone: stopping ends the wait. */
  function interruptible<T>(answer: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      interrupt = () => resolve(undefined)
      answer.then(resolve, reject)
    })
  }

  /** Asks until Redis answers; undefined once stopped. */
  async function ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    while (!stopped) {
      try {
        const answer = await interruptible(command())
        report.worked()
        return answer
      } catch (error) {
        if (stopped) return undefined
        report.failed(
          new AppError('bus_unreadable', `the event stream cannot be read: ${reasonOf(error)}`, { cause: error }),
        )
        await pause(RETRY_MS)
      }
    }
    return undefined
  }

  function hand(id: string, fields: readonly string[]): void {
    try {
      listener(parseEntry(id, fields))
    } catch (error) {
      onError(error)
    }
  }

  async function follow(from: string): Promise<void> {
    let last = from
    while (!stopped) {
      const reply = await ask(() =>
        connection.xread('COUNT', ENTRIES_PER_READ, 'BLOCK', BLOCK_MS, 'STREAMS', stream, last),
      )
      for (const [, entries] of reply ?? []) {
        for (const [id, fields] of entries) {
          last = id
          if (!stopped) hand(id, fields)
        }
      }
    }
  }

  // "$" would mean a different place at every read; the last entry's id is one place.
  const beginning = ask(() => connection.xrevrange(stream, '+', '-', 'COUNT', 1))
  const following = beginning.then((newest) => follow(newest?.[0]?.[0] ?? '0-0'))

  return {
    started: beginning.then((newest) => {
      if (newest === undefined) throw new AppError('bus_closed', 'the bus was closed before Redis could be reached')
    }),
    async stop() {
      stopped = true
      interrupt()
      connection.disconnect()
      await following
    },
  }
}
