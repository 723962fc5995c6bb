// How agents put things: short, within the limits of a reason, countries by their English names.

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', style: 'short' })

/** At most `max` UTF-16 units (300 is a reason's limit), never ending in half a character. */
export function clip(text: string, max = 300): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** An identifier from outside (a SKU, a carrier, an order number), short enough to stand in a sentence. */
export function brief(text: string): string {
  return clip(text.trim(), 40)
}

/** "A, B and 3 more". */
export function listed(items: readonly string[], shown = 3): string {
  const rest = items.length - shown
  if (rest > 0) return `${items.slice(0, shown).map(brief).join(', ')} and ${rest} more`
  const head = items.slice(0, -1).map(brief).join(', ')
  const last = brief(items.at(-1) ?? '')
  return head === '' ? last : `${head} and ${last}`
}

/** "Malaysia" for "MY"; the code itself where it is none. */
export function countryName(code: string): string {
  const upper = code.toUpperCase()
  return /^[A-Z]{2}$/.test(upper) ? (NAMES.of(upper) ?? upper) : brief(code)
}

/** Two decimals, within 0..1: more would claim a precision that no agent has. */
export function confidence(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100
}

export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`
}
