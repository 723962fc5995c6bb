// The record and the motion: reachable, recent enough, and set up so that nothing is lost.
import { access, constants, stat } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { resolve as absolute, dirname } from 'node:path'
import pg from 'pg'
import type { Environment } from '../config.ts'
import { reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { createRedisConnection } from '../redis/redis-connection.ts'
import { bad, type Finding, good, note } from './finding.ts'

const PATIENCE_MS = 4 * SECOND

export async function checkStores(environment: Environment): Promise<Finding[]> {
  const record = environment.DATABASE_URL
    ? await checkPostgres(environment.DATABASE_URL)
    : await checkFolder(environment.DATA_DIR)
  const motion = environment.REDIS_URL
    ? await checkRedis(environment.REDIS_URL)
    : [good('Motion', 'in process (one process)')]
  return [...record, ...motion, await checkPort(environment)]
}

async function checkPostgres(connectionString: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; may: boolean }>(
      "SELECT current_setting('server_version_num')::int AS version, has_schema_privilege(current_schema(), 'CREATE') AS may",
    )
    const [row] = rows
    const major = Math.floor((row?.version ?? 0) / 10_000)
    if (major < 15) return [bad('Record', `PostgreSQL ${major} is too old`, 'Use PostgreSQL 15 or later.')]
    if (!row?.may)
      return [bad('Record', 'the user may not create tables', 'GRANT CREATE ON SCHEMA public TO that user.')]
    return [good('Record', `PostgreSQL ${major}`)]
  } catch (error) {
    return [
      bad(
        'Record',
        `PostgreSQL does not answer: ${reasonOf(error)}`,
        'Check DATABASE_URL, the server and its password.',
      ),
    ]
  } finally {
    await client.end()
  }
}

/** Only looked at: the folder is made when the app starts. */
async function checkFolder(folder: string): Promise<Finding[]> {
  try {
    const there = await nearest(absolute(folder))
    if (!(await stat(there)).isDirectory()) throw new Error(`${there} is not a folder`)
    await access(there, constants.W_OK | constants.X_OK)
    return [good('Record', `embedded, in ${folder} (one process; back this folder up)`)]
  } catch (error) {
    return [
      bad(
        'Record',
        `${folder} cannot be written: ${reasonOf(error)}`,
        'Set DATA_DIR to a folder that can, or DATABASE_URL.',
      ),
    ]
  }
}

/** The folder itself, or the closest one above it that exists. */
async function nearest(folder: string): Promise<string> {
  try {
    await access(folder)
    return folder
  } catch (error) {
    const above = dirname(folder)
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing || above === folder) throw error
    return nearest(above)
  }
}

async function checkRedis(url: string): Promise<Finding[]> {
  const redis = createRedisConnection({ url, name: 'countersign-doctor', use: 'prompt', onError: () => undefined })
  try {
    await untilReady(redis)
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? 'unknown'
    if (policy === 'noeviction' || policy === 'unknown') return [good('Motion', 'Redis')]
    return [
      note(
        'Motion',
        `Redis may evict queues (maxmemory-policy ${policy})`,
        'Set maxmemory-policy noeviction. Nothing would be lost, but work would wait for the sweeper.',
      ),
    ]
  } catch (error) {
    return [bad('Motion', `Redis does not answer: ${reasonOf(error)}`, 'Check REDIS_URL and the server.')]
  } finally {
    redis.disconnect()
  }
}

function untilReady(redis: ReturnType<typeof createRedisConnection>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / SECOND} s`)), PATIENCE_MS)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function checkPort({ HOST, PORT }: Environment): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST === '0.0.0.0' ? '127.0.0.1' : HOST, port: PORT === 0 ? 1 : PORT })
    socket.once('connect', () => {
      socket.destroy()
      resolve(
        note('Web', `something listens on port ${PORT} already`, 'Fine when that is Countersign; otherwise set PORT.'),
      )
    })
    socket.once('error', () => resolve(good('Web', `port ${PORT} on ${HOST} is free`)))
  })
}
