// Identifiers: time-ordered UUIDs (RFC 9562, version 7) so that keys of one period lie together on disk.
import { v7 } from 'uuid'
import { sha256 } from './json.ts'

export type NewId = () => string

export const newId: NewId = () => v7()

/**
 * A version 7 UUID that is a pure function of its arguments: the time part from `atMs`, the rest from a hash of `name`.
 * The same order or the same child step therefore always gives the same run, however often it is delivered.
 */
export function namedId(atMs: number, name: string): string {
  const time = Math.max(0, Math.trunc(atMs)).toString(16).padStart(12, '0').slice(-12)
  const hash = sha256(name)
  const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`
}

/** The run id of a child: keeps its parent's time prefix, so both lie in the same partition. */
export function childRunId(parentRunId: string, step: string): string {
  const atMs = Number.parseInt(parentRunId.replaceAll('-', '').slice(0, 12), 16)
  return namedId(atMs, `${parentRunId}/${step}`)
}
