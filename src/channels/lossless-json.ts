// JSON from outside, read without losing anything quietly: integers that a double cannot hold become text,
// characters the record cannot hold are replaced and named, and bottomless nesting is refused.
import type { Json } from '../contracts/json.ts'

/** `repaired` lists the paths whose text held a NUL or half a surrogate pair, for example "customer.first_name". */
export type JsonReading =
  | { status: 'read'; value: Json; repaired: string[] }
  | { status: 'unreadable'; because: string }

const MAX_DEPTH = 64
const UNSTORABLE = /\0|\p{Surrogate}/gu
const MAY_BE_UNSTORABLE = /\\u(?:0000|[dD][89a-fA-F])/
const LARGE = /^-?[1-9]\d*$/
const NEXT = /\s*(?:[,\]}]|$)/y
const REPLACEMENT = '\uFFFD'

/** Never throws. Invalid UTF-8 reads as U+FFFD, as in any browser. */
export function readJson(bytes: Uint8Array): JsonReading {
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return { status: 'unreadable', because: 'the body is empty' }
  const scanned = scan(text)
  if (scanned === null)
    return { status: 'unreadable', because: `the body is nested more than ${MAX_DEPTH} levels deep` }
  try {
    const value = JSON.parse(scanned) as Json
    const repaired: string[] = []
    return { status: 'read', value: MAY_BE_UNSTORABLE.test(text) ? repair(value, '', repaired) : value, repaired }
  } catch {
    // The parser's message quotes the body, which is personal.
    return { status: 'unreadable', because: 'the body is not JSON' }
  }
}

/** The text with every integer beyond 2^53 in quotes; null when nested too deep. What is no JSON stays no JSON. */
function scan(text: string): string | null {
  let depth = 0
  let copied = 0
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = endOfString(text, at)
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > MAX_DEPTH) return null
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1
    } else if (code === 0x2d || isDigit(code)) {
      const end = endOfNumber(text, at)
      const token = text.slice(at, end)
      if (end - at > 15 && LARGE.test(token) && !Number.isSafeInteger(Number(token)) && isValue(text, end)) {
        out += `${text.slice(copied, at)}"${token}"`
        copied = end
      }
      at = end - 1
    }
  }
  return copied === 0 ? text : out + text.slice(copied)
}

/** Index of the closing quote, or of the last character when there is none. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote
    while (text.charCodeAt(before - 1) === 0x5c) before -= 1
    if ((quote - before) % 2 === 0) return quote
  }
  return text.length - 1
}

/** Not a member's name: quotes would make one of a number that is none. */
function isValue(text: string, end: number): boolean {
  NEXT.lastIndex = end
  return NEXT.test(text)
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && /[0-9.eE+-]/.test(text.charAt(at))) at += 1
  return at
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function repair(value: Json, path: string, repaired: string[]): Json {
  if (typeof value === 'string') {
    const clean = value.replace(UNSTORABLE, REPLACEMENT)
    if (clean !== value) repaired.push(path)
    return clean
  }
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item, index) => repair(item, `${path}[${index}]`, repaired))
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const name = key.replace(UNSTORABLE, REPLACEMENT)
      return [name, repair(member, path === '' ? name : `${path}.${name}`, repaired)]
    }),
  )
}
