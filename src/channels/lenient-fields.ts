// Schemas for payloads we do not own: each accepts anything and gives the value or null, so that one odd field
// never costs us the order. What is missing afterwards is named in the order's problems.
import { z } from 'zod'

const Rfc3339 = z.iso.datetime({ offset: true })

/** Text that says something; numbers are taken as they are written. */
export const Text = total((value) => {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
})

export const Flag = total((value) => (typeof value === 'boolean' ? value : null))

/** A whole number, written as a number or as text. */
export const Whole = total((value) => {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number + 0 : null
})

/** An id's digits, exact: a number a double can hold, text, or the end of "gid://shopify/Order/820982911946154508". */
export const Id = total((value) => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null
  if (typeof value !== 'string') return null
  return /^(?:gid:\/\/[\w-]+\/\w+\/)?(\d{1,40})(?:\?.*)?$/.exec(value.trim())?.[1] ?? null
})

/** An instant as RFC 3339 text; other readable dates are rewritten to it. */
export const Instant = total((value) => {
  if (typeof value !== 'string') return null
  if (Rfc3339.safeParse(value).success) return value
  if (!/^\d{4}-\d\d-\d\d/.test(value)) return null
  // Without a zone it is read as UTC: never in the zone this process happens to run in.
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) || value.length === 10
  const ms = Date.parse(zoned ? value : `${value}Z`)
  const rewritten = Number.isNaN(ms) ? '' : new Date(ms).toISOString()
  return Rfc3339.safeParse(rewritten).success ? rewritten : null
})

/** An ISO 3166 alpha-2 code in capitals. */
export const Country = total((value) =>
  typeof value === 'string' && /^[A-Za-z]{2}$/.test(value.trim()) ? value.trim().toUpperCase() : null,
)

/** A list of parts; members that are not objects are left out, and anything but a list is an empty one. */
export function partsOf<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess((value) => (Array.isArray(value) ? value.filter(isRecord) : []), z.array(z.object(shape)))
}

/** Texts of a list; anything but a list is an empty one. */
export const Texts = z
  .preprocess((value) => (Array.isArray(value) ? value : []), z.array(Text))
  .transform((texts) => texts.filter((text) => text !== null))

/** An object with these members, or null. */
export function part<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess((value) => (isRecord(value) ? value : null), z.object(shape).nullable())
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The beginning of a text, never half a surrogate pair. */
export function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

function total<T>(read: (value: unknown) => T) {
  return z.unknown().optional().transform(read)
}
