// PostgreSQL without Redis serves one process: what is due is handed out within it. A lock that lives as long as its connection says which.
import pg from 'pg'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'

export type HoldOptions = {
  url: string
  /** Hears of a connection that broke; it is made anew. */
  onError(error: unknown): void
  /** Another process took the database while the connection was broken. */
  onLost(error: AppError): void
  /** How long to wait for one that is just ending. */
  patienceMs?: number
}

export type Hold = { release(): Promise<void> }

const AGAIN_MS = 500
const PATIENCE_MS = 10 * SECOND
const NAME = 'countersign alone'
/** A machine that vanished does not keep the database: its connection is given up within a minute. */
const KEEPALIVE = '-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3'

const TAKE = `SELECT pg_try_advisory_lock(hashtext('${NAME}' || coalesce(current_schema(), ''))) AS taken`
const HOLDER = `
  SELECT to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS since, host(client_addr) AS address
  FROM pg_stat_activity JOIN pg_locks USING (pid)
  WHERE locktype = 'advisory' AND granted AND datname = current_database() AND application_name = '${NAME}' LIMIT 1`

/** Takes the database for this process until `release`. Throws `record.locked` when another has it. */
export async function holdDatabase({ url, onError, onLost, patienceMs = PATIENCE_MS }: HoldOptions): Promise<Hold> {
  let isReleased = false
  let held: pg.Client | undefined

  async function take(until: number): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      application_name: NAME,
      connectionTimeoutMillis: 5 * SECOND,
      keepAlive: true,
      options: KEEPALIVE,
    })
    client.on('error', onError)
    try {
      await client.connect()
      while (!(await client.query<{ taken: boolean }>(TAKE)).rows[0]?.taken) {
        if (Date.now() >= until) throw await locked(client)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    } catch (error) {
      await client.end()
      throw error
    }
    held = client
    client.once('end', takeAgain)
    if (isReleased) await client.end()
  }

  function takeAgain(): void {
    if (isReleased) return
    const another = (error: unknown): void => {
      if (error instanceof AppError) onLost(error)
      else {
        onError(error)
        takeAgain()
      }
    }
    setTimeout(() => take(Date.now()).catch(another), AGAIN_MS).unref()
  }

  await take(Date.now() + patienceMs)
  return {
    async release() {
      isReleased = true
      await held?.end()
    },
  }
}

async function locked(client: pg.Client): Promise<AppError> {
  const [holder] = (await client.query<{ since: string; address: string | null }>(HOLDER)).rows
  const which = holder ? ` (connected from ${holder.address ?? 'this machine'} since ${holder.since} UTC)` : ''
  return new AppError(
    'record.locked',
    `Another process works on this database${which}. Without Redis it serves one process: stop the other one, or give both the same REDIS_URL.`,
  )
}
