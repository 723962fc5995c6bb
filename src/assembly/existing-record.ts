// For commands that only make sense on a record that is there: they never make one.
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Environment } from '../config.ts'
import { AppError } from '../contracts/app-error.ts'
import { recordFolder } from '../ledger/pglite-db.ts'

type Place = Pick<Environment, 'DATABASE_URL' | 'DATA_DIR'>

/** A server is taken to hold one: only a folder can be looked into from outside. */
export async function hasRecord({ DATABASE_URL, DATA_DIR }: Place): Promise<boolean> {
  if (DATABASE_URL) return true
  return access(recordFolder(DATA_DIR)).then(
    () => true,
    () => false,
  )
}

/** Throws `record.missing` with where it was looked for. */
export async function needRecord(place: Place): Promise<void> {
  if (await hasRecord(place)) return
  throw new AppError(
    'record.missing',
    `There is no record in ${resolve(place.DATA_DIR)}: run it where the app runs, or set DATA_DIR.`,
  )
}
