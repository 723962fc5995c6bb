// JSON as lines a person can read on a phone: `shipping_address.city: Johor Bahru`, empty values left out.
import type { Json } from '../../src/contracts/json.ts'

export function flatten(value: Json): string {
  const lines = [...linesOf(value, '')]
  return lines.length === 0 ? 'nothing' : lines.join('\n')
}

function* linesOf(value: Json, path: string): Generator<string> {
  if (value === null || value === '') return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* linesOf(item, `${path}[${index + 1}]`)
    return
  }
  if (typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) yield* linesOf(member, path === '' ? key : `${path}.${key}`)
    return
  }
  yield path === '' ? String(value) : `${path}: ${String(value)}`
}
