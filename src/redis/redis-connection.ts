// The one place that opens connections to Redis: how each kind of use waits, gives up and comes back is decided here.
import { Redis, type RedisOptions } from 'ioredis'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { createOutageReport } from './outage-report.ts'

/**
 * prompt: a command is answered or fails within a second (`answerWithinMs`); while Redis is away it fails at once.
 * worker: commands wait for Redis however long it is away (BullMQ workers demand this).
 * blocking: for blocking reads of our own; an interrupted read fails, so that its caller asks again.
 */
export type RedisUse = 'prompt' | 'worker' | 'blocking'

/** A second, less the way there and back. */
export const ANSWER_WITHIN_MS = 0.9 * SECOND

/** Longer than any read may block (10 s in BullMQ): a connection that is silent for so long is half-open. */
const SILENT_MS = 20 * SECOND

type Patience = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout' | 'socketTimeout'>

function patience(use: RedisUse, answerWithinMs: number): Patience {
  switch (use) {
    case 'prompt':
      return {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        commandTimeout: answerWithinMs,
        socketTimeout: 3 * answerWithinMs,
      }
    case 'worker':
      return { maxRetriesPerRequest: null, socketTimeout: SILENT_MS }
    case 'blocking':
      return { maxRetriesPerRequest: 0, socketTimeout: SILENT_MS }
    default:
      return use satisfies never
  }
}

export type RedisConnectionOptions = {
  url: string
  /** Shown by CLIENT LIST. */
  name: string
  use: RedisUse
  /** For `prompt`: what a command may take before it fails. */
  answerWithinMs?: number
  /** Hears of every outage once, when it begins. */
  onError: (error: AppError) => void
}

export function createRedisConnection(options: RedisConnectionOptions): Redis {
  const { url, name, use, answerWithinMs = ANSWER_WITHIN_MS, onError } = options
  const redis = new Redis(url, {
    ...patience(use, answerWithinMs),
    connectionName: name,
    // We use nothing of RESP3, and proxies that refuse its HELLO in words of their own would never let us in.
    protocol: 2,
    // CLIENT SETINFO came with Redis 7.2; the name above is enough.
    disableClientInfo: true,
    connectTimeout: 5 * SECOND,
    retryStrategy,
    // After a failover the old primary answers READONLY: connect anew and send the command again.
    reconnectOnError: (error) => (error.message.includes('READONLY') ? 2 : false),
  })
  const outage = createOutageReport(onError)
  redis.on('ready', outage.worked)
  redis.on('error', (error) => {
    outage.failed(
      new AppError('redis_unreachable', `Redis (${name}) is unreachable: ${reasonOf(error)}`, { cause: error }),
    )
  })
  return redis
}

/** 50 ms, doubling to 2 s, plus up to 200 ms so that many processes do not return in one instant. */
function retryStrategy(attempt: number): number {
  return Math.min(50 * 2 ** (attempt - 1), 2 * SECOND) + Math.floor(Math.random() * 200)
}
