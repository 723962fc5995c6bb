// What a column's text becomes in JavaScript, the same on both engines.
import { AppError } from '../contracts/app-error.ts'

const INT8 = 20
const NUMERIC = 1700
const TIMESTAMPTZ = 1184
const BYTEA = 17

/** Parsers by PostgreSQL type oid; every other type keeps its driver's own. */
export const typeParsers: Record<number, (text: string) => unknown> = {
  [INT8]: exactNumber,
  [NUMERIC]: Number,
  [TIMESTAMPTZ]: epochMs,
  [BYTEA]: bytes,
}

function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new AppError('record.unreadable', `${text} is too large for an exact number`)
  return value
}

/** "2026-11-20 23:57:35.123+00", as sent by a session in UTC. */
function epochMs(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`)
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}
