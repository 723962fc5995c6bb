// JSON as stored: the canonical text that hashes and fingerprints are taken over.
import { createHash } from 'node:crypto'
import { z } from 'zod'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export const Json: z.ZodType<Json> = z.json() as z.ZodType<Json>
export const JsonObject = z.record(z.string(), Json)
export type JsonObject = z.infer<typeof JsonObject>

/** JSON with object keys sorted and undefined members left out: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** Hex SHA-256 of a text or bytes. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Hash of any JSON value, independent of key order. */
export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value))
}
