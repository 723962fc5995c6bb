// The bus for outsiders and other processes: one Redis stream, one entry per commit, about the last 10,000 commits kept.
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { closeConnection, firstAnswer } from '../redis/deadline.ts'
import { createOutageReport } from '../redis/outage-report.ts'
import { ANSWER_WITHIN_MS, createRedisConnection } from '../redis/redis-connection.ts'
import type { EventBus } from './event-bus.ts'
import { EVENTS_FIELD } from './stream-entry.ts'
import { followStream } from './stream-follower.ts'

const KEPT_ENTRIES = 10_000

export type RedisBusOptions = {
  redisUrl: string
  prefix: string
  /** Hears of outages (once each), of entries that cannot be read and of listeners that throw. */
  onError: (error: unknown) => void
  /** What a command may take before it counts as lost. */
  answerWithinMs?: number
}

export function createRedisBus(options: RedisBusOptions): EventBus {
  const { redisUrl, prefix, onError, answerWithinMs = ANSWER_WITHIN_MS } = options
  const stream = `${prefix}:events`
  const redis = createRedisConnection({ url: redisUrl, name: `${prefix}-bus`, use: 'prompt', answerWithinMs, onError })
  const reachable = firstAnswer(redis, answerWithinMs)
  const report = createOutageReport(onError)
  const followers = new Set<() => Promise<void>>()
  let closed = false

  return {
    async publish(events) {
      if (closed) return false
      if (events.length === 0) return true
      await reachable
      try {
        await redis.xadd(stream, 'MAXLEN', '~', KEPT_ENTRIES, '*', EVENTS_FIELD, JSON.stringify(events))
        report.worked()
        return true
      } catch (error) {
        report.failed(new AppError('not_published', `events were not published: ${reasonOf(error)}`, { cause: error }))
        return false
      }
    },
    async subscribe(listener) {
      if (closed) throw new AppError('bus_closed', 'the bus is closed')
      const connection = createRedisConnection({
        url: redisUrl,
        name: `${prefix}-bus-reader`,
        use: 'blocking',
        onError,
      })
      const follower = followStream({ connection, stream, listener, onError })
      const stop = async () => {
        followers.delete(stop)
        await follower.stop()
      }
      followers.add(stop)
      await follower.started
      return stop
    },
    async close() {
      closed = true
      await Promise.all([...followers].map((stop) => stop()))
      await closeConnection(redis)
    },
  }
}
