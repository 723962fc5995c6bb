// Which engines a given environment runs on: everything in process, an own database, or PostgreSQL and Redis for many machines.
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { EventBus } from '../bus/event-bus.ts'
import { createMemoryBus } from '../bus/memory-bus.ts'
import type { Environment } from '../config.ts'
import type { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { createMemoryJobs } from '../jobs/memory-jobs.ts'
import type { Db } from '../ledger/db.ts'
import type { HoldOptions } from '../ledger/hold-database.ts'
import { createPgliteDb } from '../ledger/pglite-db.ts'
import type { EntityState } from '../state/entity-state.ts'
import { createMemoryState } from '../state/memory-state.ts'

export type Adapters = { db: Db; jobs: Jobs; entityState: EntityState; bus: EventBus; isAlone: boolean }

const PREFIX = 'countersign'

export type AdapterOptions = {
  clock: Clock
  log: Logger
  /** Names the installation in a Redis that several share. */
  prefix?: string
  /** For a process that does the work: holds a database it was given, alone where there is no Redis, and hears when it lost it. */
  onLost?: (error: AppError) => void
}

/** Throws `data_dir.locked` or, with `onLost`, `record.locked` when another process does the work. */
export async function createAdapters(
  environment: Pick<Environment, 'DATABASE_URL' | 'REDIS_URL' | 'DATA_DIR'>,
  { clock, log, prefix = PREFIX, onLost }: AdapterOptions,
): Promise<Adapters> {
  const { DATABASE_URL, REDIS_URL, DATA_DIR } = environment
  const onError = (error: unknown): void => log.warn({ err: error }, 'a store reports trouble')
  const hold = onLost ? { onLost, as: REDIS_URL ? ('shared' as const) : ('alone' as const) } : null
  const db = DATABASE_URL
    ? await openPostgres({ url: DATABASE_URL, onError }, hold)
    : await createPgliteDb({ dataDir: DATA_DIR })
  if (!REDIS_URL)
    return {
      db,
      isAlone: true,
      jobs: createMemoryJobs({ clock }),
      entityState: createMemoryState({ clock }),
      bus: createMemoryBus({ onError }),
    }
  return { db, isAlone: false, ...(await openRedis({ redisUrl: REDIS_URL, prefix, onError })) }
}

// The drivers of servers are loaded where there is a server: they take a good part of a second that the others need not wait.

async function openPostgres(
  options: { url: string; onError: (error: unknown) => void },
  hold: Pick<HoldOptions, 'as' | 'onLost'> | null,
): Promise<Db> {
  const [{ createPostgresDb }, { holdDatabase }] = await Promise.all([
    import('../ledger/postgres-db.ts'),
    import('../ledger/hold-database.ts'),
  ])
  const db = await createPostgresDb(options)
  if (!hold) return db
  try {
    const { release } = await holdDatabase({ ...options, ...hold })
    return { ...db, close: () => db.close().then(release) }
  } catch (error) {
    await db.close()
    throw error
  }
}

async function openRedis(redis: { redisUrl: string; prefix: string; onError: (error: unknown) => void }) {
  const [{ createRedisJobs }, { createRedisState }, { createRedisBus }] = await Promise.all([
    import('../jobs/redis-jobs.ts'),
    import('../state/redis-state.ts'),
    import('../bus/redis-bus.ts'),
  ])
  return { jobs: createRedisJobs(redis), entityState: createRedisState(redis), bus: createRedisBus(redis) }
}

/** A secret for the draw that nobody has seen: made once per installation and kept in the record. */
export function newDrawSecret(): string {
  return randomBytes(24).toString('hex')
}
