// The record on PostgreSQL 15 or later: one small pool per lane, so that a verdict never waits for a connection behind work.
import pg from 'pg'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import type { Db, Lane, Query, Row, Tx } from './db.ts'
import { withSettings } from './postgres-address.ts'
import { typeParsers } from './type-parsers.ts'
import { withoutValues } from './without-values.ts'

export type PostgresOptions = {
  url: string
  /** Connections per lane. */
  pools?: Partial<Record<Lane, number>>
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  onError?: (error: unknown) => void
}

const LANES: readonly Lane[] = ['work', 'verdict', 'read']
const POOLS: Record<Lane, number> = { work: 4, verdict: 2, read: 3 }
const STATEMENT_TIMEOUT: Record<Lane, number> = { work: 60 * SECOND, verdict: 5 * SECOND, read: 15 * SECOND }
const OLDEST = 150_000
// Work and verdicts reach rows by key only. A plan made while the tables were small must not stay a full scan when they
// are not; and compiling a plan costs more than any of these statements.
const SETTINGS: Record<Lane, string> = {
  work: '-c TimeZone=UTC -c jit=off -c enable_seqscan=off',
  verdict: '-c TimeZone=UTC -c jit=off -c enable_seqscan=off',
  read: '-c TimeZone=UTC -c jit=off',
}

/** Throws `record.unreachable`, or `record.too_old` for a server before version 15. */
export async function createPostgresDb({ url, pools = {}, onError = () => undefined }: PostgresOptions): Promise<Db> {
  const poolOf = (lane: Lane): pg.Pool => {
    const pool = new pg.Pool({
      ...withSettings(url, SETTINGS[lane]),
      max: pools[lane] ?? POOLS[lane],
      connectionTimeoutMillis: 5 * SECOND,
      idleTimeoutMillis: 60 * SECOND,
      statement_timeout: STATEMENT_TIMEOUT[lane],
      idle_in_transaction_session_timeout: 30 * SECOND,
      keepAlive: true,
      application_name: `countersign ${lane}`,
      types: { getTypeParser },
    })
    return pool.on('error', onError)
  }
  const all: Record<Lane, pg.Pool> = { work: poolOf('work'), verdict: poolOf('verdict'), read: poolOf('read') }
  let ended: Promise<unknown> | undefined
  const end = async (): Promise<void> => {
    ended ??= Promise.all(LANES.map((lane) => all[lane].end()))
    await ended
  }
  try {
    await checkVersion(sessionOf(all.work))
  } catch (error) {
    await end()
    throw error
  }
  return {
    ...sessionOf(all.work),
    kind: 'postgres',
    lane: (lane) => sessionOf(all[lane]),
    tx: (lane, body) => transaction(all[lane], body),
    close: end,
  }
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return typeParsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')
}

async function checkVersion(session: Query): Promise<void> {
  const rows = await session
    .query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`)
    .catch((cause: unknown) => {
      throw new AppError('record.unreachable', `The database does not answer: ${reasonOf(cause)}`, { cause })
    })
  const version = rows[0]?.version ?? 0
  if (version < OLDEST)
    throw new AppError('record.too_old', `PostgreSQL 15 or later is needed, this is ${Math.floor(version / 10_000)}`)
}

async function transaction<T>(pool: pg.Pool, body: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query('BEGIN')
    const result = await body(sessionOf(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    // The first error is the one to tell; a connection that cannot roll back is thrown away, which rolls back too.
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const names = new Map<string, string>()

/** Statements are constants, so each text is prepared once per connection under a name of its own. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

function sessionOf(session: pg.Pool | pg.PoolClient): Tx {
  return {
    async query<R extends Row>(text: string, values?: readonly unknown[]): Promise<R[]> {
      const prepared = values === undefined ? { text } : { name: nameOf(text), text, values: [...values] }
      return (await withoutValues(session.query<R>(prepared))).rows
    },
    async script(text) {
      await session.query(text)
    },
  }
}
