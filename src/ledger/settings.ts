// Settings as a log: nothing is overwritten, the latest of each key counts.
import { z } from 'zod'
import { JsonObject } from '../contracts/json.ts'
import type { Db } from './db.ts'
import type { SettingsStore } from './ledger.ts'
import { timestamp } from './row-set.ts'
import { storable } from './storable.ts'

const LATEST = 'SELECT DISTINCT ON (key) key, value FROM settings_log ORDER BY key, id DESC'
/** One at a time, so that ids follow the order in which changes become visible: whoever reads their own change sees every earlier one. */
const INSERT = `WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtext('settings_log')))
  INSERT INTO settings_log (key, value, changed_by, at) SELECT $1, $2::jsonb, $3, $4::timestamptz FROM turn`
const FIRST = 'SELECT value FROM settings_log WHERE key = $1 ORDER BY id LIMIT 1'
const HISTORY = 'SELECT value, changed_by AS by, at FROM settings_log WHERE key = $1 ORDER BY id'

/** Whoever puts a first value waits for the others who do. */
const TURN = 4_711_003

const Latest = z.object({ key: z.string(), value: JsonObject })
const Change = z.object({ value: JsonObject, by: z.string(), at: z.number() })

export function createSettings(db: Db): SettingsStore {
  return {
    async get() {
      const rows = (await db.query(LATEST, [])).map((row) => Latest.parse(row))
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
    },
    async put(key, value, by, at) {
      await db.query(INSERT, [key, storable(value).text, by, timestamp(at)])
    },
    putFirst(key, value, by, at) {
      return db.tx('work', async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock($1)', [TURN])
        const [first] = await tx.query<{ value: unknown }>(FIRST, [key])
        if (first) return JsonObject.parse(first.value)
        const { value: stored, text } = storable(value)
        await tx.query(INSERT, [key, text, by, timestamp(at)])
        return stored
      })
    },
    async history(key) {
      return (await db.query(HISTORY, [key])).map((row) => Change.parse(row))
    },
  }
}
