// Settings as a log: nothing is overwritten, the latest of each key counts.
import { z } from 'zod'
import { JsonObject } from '../contracts/json.ts'
import type { Db } from './db.ts'
import type { SettingsStore } from './ledger.ts'
import { timestamp } from './row-set.ts'
import { storable } from './storable.ts'

const LATEST = 'SELECT DISTINCT ON (key) key, value FROM settings_log ORDER BY key, id DESC'
const INSERT = 'INSERT INTO settings_log (key, value, changed_by, at) VALUES ($1, $2::jsonb, $3, $4::timestamptz)'
const HISTORY = 'SELECT value, changed_by AS by, at FROM settings_log WHERE key = $1 ORDER BY id'

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
    async history(key) {
      return (await db.query(HISTORY, [key])).map((row) => Change.parse(row))
    },
  }
}
