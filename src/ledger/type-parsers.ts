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

/** "2026-11-20 23:57:35.123+00", or with the offset of whatever zone the session is in. */
function epochMs(text: string): number {
  const value = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  if (Number.isNaN(value)) throw new AppError('record.unreadable', `${text} is no moment this program knows`)
  return value
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}
