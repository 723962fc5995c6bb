// Entity state shared by many processes: one Redis hash per entity, one field per fact.
import { AppError, reasonOf } from '../contracts/app-error.ts'
import type { ObservedFact } from '../contracts/fact.ts'
import { closeConnection, firstAnswer } from '../redis/deadline.ts'
import { createOutageReport } from '../redis/outage-report.ts'
import { ANSWER_WITHIN_MS, createRedisConnection } from '../redis/redis-connection.ts'
import { ENTITY_STATE_TTL_MS, type EntityState } from './entity-state.ts'
import { REMOVE_TEXT, WRITE_NEWER } from './scripts.ts'
import { decodeFact, encodeFact } from './stored-fact.ts'

export type RedisStateOptions = {
  redisUrl: string
  prefix: string
  /** Hears of outages (once each) and of every stored text that is not a fact. */
  onError: (error: unknown) => void
  ttlMs?: number
  /** What a command may take before it counts as lost. */
  answerWithinMs?: number
}

export function createRedisState(options: RedisStateOptions): EntityState {
  const { redisUrl, prefix, onError, ttlMs = ENTITY_STATE_TTL_MS, answerWithinMs = ANSWER_WITHIN_MS } = options
  const redis = createRedisConnection({
    url: redisUrl,
    name: `${prefix}-state`,
    use: 'prompt',
    answerWithinMs,
    onError,
  })
  const reachable = firstAnswer(redis, answerWithinMs)
  const report = createOutageReport(onError)
  const keyOf = (entityId: string) => `${prefix}:state:{${entityId}}`

  /** What Redis answers; undefined, and reported, when it does not. */
  async function ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    await reachable
    try {
      const answer = await command()
      report.worked()
      return answer
    } catch (error) {
      report.failed(
        new AppError('state_unavailable', `entity state is unavailable: ${reasonOf(error)}`, { cause: error }),
      )
      return undefined
    }
  }

  /** What is no fact must go: a mere semblance of an age in it would refuse every write until the entity expires. */
  async function parse(entityId: string, field: string, text: string): Promise<ObservedFact | undefined> {
    try {
      return decodeFact(text)
    } catch (error) {
      onError(error)
      await ask(() => redis.eval(REMOVE_TEXT, 1, keyOf(entityId), field, text))
      return undefined
    }
  }

  return {
    async read(entityId, fields) {
      if (fields.length === 0) return {}
      const texts = (await ask(() => redis.hmget(keyOf(entityId), ...fields))) ?? []
      const found: [string, ObservedFact][] = []
      for (const [index, field] of fields.entries()) {
        const text = texts[index]
        const fact = typeof text === 'string' ? await parse(entityId, field, text) : undefined
        if (fact) found.push([field, fact])
      }
      return Object.fromEntries(found)
    },
    async write(entityId, facts) {
      const written = Object.entries(facts)
      if (written.length === 0) return
      const args = written.flatMap(([field, fact]) => [field, String(fact.observed_at), encodeFact(fact)])
      await ask(() => redis.eval(WRITE_NEWER, 1, keyOf(entityId), ttlMs, ...args))
    },
    close: () => closeConnection(redis),
  }
}
