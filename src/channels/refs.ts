// The second names an order is found by: its number, its customer's e-mail (hashed only), its tracking numbers.
import type { EntityRef } from '../contracts/entity.ts'
import { sha256 } from '../contracts/json.ts'

/** SHA-256 of the trimmed address in lower case: the only form in which an e-mail address is searched for. */
export function emailHash(email: string): string {
  return sha256(email.trim().toLowerCase())
}

export function refsOf(names: {
  numbers: readonly (string | null)[]
  emails: readonly (string | null)[]
  tracking: readonly (string | null)[]
}): EntityRef[] {
  const of = (kind: EntityRef['kind'], values: readonly (string | null)[]): EntityRef[] =>
    [...new Set(values)].flatMap((value) => (value ? [{ kind, value }] : []))
  return [
    ...of('number', names.numbers),
    ...of(
      'email_hash',
      names.emails.map((email) => (email ? emailHash(email) : null)),
    ),
    ...of('tracking', names.tracking),
  ]
}
