// Without Redis a PostgreSQL database serves one process: what is due is handed out within it. A lock that lives as long as its connection says
// which; processes with Redis share it, and so keep out one that would believe itself alone.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { withSettings } from './postgres-address.ts'

export type HoldOptions = {
  url: string
  /** `shared`: with others that share too. */
  as: 'alone' | 'shared'
  /** Hears once of a connection that broke; it is made anew. */
  onError(error: unknown): void
  /** Another process took the database while the connection was broken. */
  onLost(error: AppError): void
  /** How long to wait for one that is just ending. */
  patienceMs?: number
  /** How often the connection is asked whether it is still there, and how long it may take to answer. */
  beatMs?: number
}

export type Hold = { release(): Promise<void> }

type Backend = { pid: number; started: string }

const AGAIN_MS = 500
const AGAIN_AT_MOST_MS = 5 * SECOND
/** The first half of the lock's key; the second is the schema, so that two installations may share a database. */
const KEY = 1_129_534_279
const SCHEMA = `hashtext(coalesce(current_schema(), ''))`
/** A machine that vanished does not keep the database: its connection is given up within a minute. */
const KEEPALIVE = '-c TimeZone=UTC -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3'

const TAKE = {
  alone: `SELECT pg_try_advisory_lock(${KEY}, ${SCHEMA}) AS taken`,
  shared: `SELECT pg_try_advisory_lock_shared(${KEY}, ${SCHEMA}) AS taken`,
}
const ME = `SELECT pid, backend_start::text AS started FROM pg_stat_activity WHERE pid = pg_backend_pid()`
const HOLDERS = `
  SELECT pid, backend_start::text AS started, to_char(backend_start, 'YYYY-MM-DD HH24:MI') AS since, host(client_addr) AS address
  FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = ${KEY}::oid AND objid = (${SCHEMA})::oid AND objsubid = 2`

/** Takes the database for this process until `release`. Throws `record.locked` when others have it in a way that excludes this. */
export async function holdDatabase(options: HoldOptions): Promise<Hold> {
  const { url, as, onError, onLost, patienceMs = 10 * SECOND, beatMs = 10 * SECOND } = options
  let isReleased = false
  let held: pg.Client | undefined
  /** What the server may still believe to be connected after our side of the line broke. */
  let mine: Backend | undefined

  async function take(until: number): Promise<void> {
    const client = new pg.Client({
      ...withSettings(url, KEEPALIVE),
      application_name: `countersign ${as}`,
      connectionTimeoutMillis: 5 * SECOND,
      query_timeout: Math.max(beatMs, SECOND),
      keepAlive: true,
      keepAliveInitialDelayMillis: 20 * SECOND,
    })
    // What it breaks of is told where it is noticed.
    client.on('error', () => undefined)
    try {
      await client.connect()
      while (!(await client.query<{ taken: boolean }>(TAKE[as])).rows[0]?.taken) {
        const others = await holdersBut(client, mine)
        if (others.length > 0 && Date.now() >= until) throw locked(others, as)
        await wait(AGAIN_MS)
      }
      mine = (await client.query<Backend>(ME)).rows[0]
    } catch (error) {
      hangUp(client)
      throw error
    }
    if (isReleased) return hangUp(client)
    held = client
    void watch(client)
  }

  /** Until it is released or broken. */
  async function watch(client: pg.Client): Promise<void> {
    const gone = new AbortController()
    client.once('end', () => gone.abort())
    try {
      for (;;) {
        await wait(beatMs, undefined, { ref: false, signal: gone.signal })
        await client.query('SELECT 1')
      }
    } catch (error) {
      if (isReleased) return
      hangUp(client)
      onError(new AppError('record.unreachable', 'The connection that holds the database broke.', { cause: error }))
      await takeAgain()
    }
  }

  async function takeAgain(): Promise<void> {
    for (let pause = AGAIN_MS; !isReleased; pause = Math.min(2 * pause, AGAIN_AT_MOST_MS)) {
      await wait(pause, undefined, { ref: false })
      try {
        return await take(Date.now())
      } catch (error) {
        // Anything else is a server that is away: the pools say so, and it is tried on.
        if (error instanceof AppError) return onLost(error)
      }
    }
  }

  await take(Date.now() + patienceMs)
  return {
    async release() {
      isReleased = true
      const last = held
      if (!last) return
      await Promise.race([last.end(), wait(SECOND, undefined, { ref: false })])
      hangUp(last)
    },
  }
}

/** Who holds it, apart from a session of our own that the server has not given up yet: that one is ended. */
async function holdersBut(client: pg.Client, mine: Backend | undefined): Promise<Holder[]> {
  const holders = (await client.query<Holder>(HOLDERS)).rows
  const isMine = ({ pid, started }: Backend): boolean => pid === mine?.pid && started === mine.started
  for (const { pid } of holders.filter(isMine)) await client.query('SELECT pg_terminate_backend($1)', [pid])
  return holders.filter((holder) => !isMine(holder))
}

type Holder = Backend & { since: string | null; address: string | null }

function locked([holder]: readonly Holder[], as: HoldOptions['as']): AppError {
  const which = holder?.since
    ? ` (connected from ${holder.address ?? 'its own machine'} since ${holder.since} UTC)`
    : ''
  const rule =
    as === 'alone'
      ? 'Without Redis it serves one process: stop the other one, or give both the same REDIS_URL.'
      : 'That one runs without Redis and believes itself alone: stop it, or start it with the same REDIS_URL.'
  return new AppError('record.locked', `Another process works on this database${which}. ${rule}`)
}

/** Without waiting for an answer that may never come. */
function hangUp(client: pg.Client): void {
  void client.end().catch(() => undefined)
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } }
  connection.stream.destroy()
}
