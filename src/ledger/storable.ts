// jsonb refuses two things JSON allows: the character NUL and half of a surrogate pair. Customers' names contain both. We
// store U+FFFD in their place; what really came in stays in the delivery's raw body, which is bytes.
import type { EntityRef } from '../contracts/entity.ts'
import type { Json, JsonObject } from '../contracts/json.ts'

const REPLACEMENT = '\u{FFFD}'
// biome-ignore lint/suspicious/noControlCharactersInRegex: the character this file exists for.
const UNSTORABLE = /\u0000|\p{Surrogate}/gu
/** How JSON text spells what we are looking for, and little else: a scan of the text spares a walk through nearly every value. */
const ESCAPED = ['\\u0000', '\\ud']

/** The text with U+FFFD for every character PostgreSQL cannot store. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT)
}

export function isStorable(text: string): boolean {
  return text.search(UNSTORABLE) === -1
}

/** Longer than any number, hash or tracking number; an index could not hold much more. */
const LONGEST_REF = 256

/** Names to find an entity by; one that could not be looked up anyway is left out rather than keep an order out. */
export function storableRefs(refs: readonly EntityRef[]): EntityRef[] {
  return refs
    .map(({ kind, value }) => ({ kind, value: storableText(value) }))
    .filter(({ value }) => value.length <= LONGEST_REF)
}

/** A JSON value as it will be stored, and the very text of it, over which digests are taken. */
export function storable<T extends Json | JsonObject>(value: T): { value: T; text: string } {
  const text = JSON.stringify(value)
  if (!ESCAPED.some((escaped) => text.includes(escaped))) return { value, text }
  const cleaned = clean(value) as T
  return { value: cleaned, text: JSON.stringify(cleaned) }
}

function clean(value: Json): Json {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), clean(member)]))
}
