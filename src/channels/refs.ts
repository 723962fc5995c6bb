// The second names an order is found by: its number, its customer's id, e-mail and telephone (hashed only), its tracking numbers.
import type { EntityRef } from '../contracts/entity.ts'
import { sha256 } from '../contracts/json.ts'

/** SHA-256 of the trimmed address in lower case: the only form in which an e-mail address is searched for. */
export function emailHash(email: string): string {
  return sha256(email.trim().toLowerCase())
}

/** SHA-256 of a telephone number's digits, however it is written; null for what is none. */
export function phoneHash(phone: string): string | null {
  if (!/^[\d\s()+./-]+$/.test(phone.trim())) return null
  const digits = phone.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length < 7 || digits.length > 15 ? null : sha256(digits)
}

export function refsOf(names: {
  numbers: readonly (string | null)[]
  emails: readonly (string | null)[]
  tracking: readonly (string | null)[]
  /** The shop's own ids of its customers. */
  customers?: readonly (string | null)[]
  phones?: readonly (string | null)[]
}): EntityRef[] {
  const of = (kind: EntityRef['kind'], values: readonly (string | null)[]): EntityRef[] =>
    [...new Set(values)].flatMap((value) => (value ? [{ kind, value }] : []))
  return [
    ...of('number', names.numbers),
    ...of(
      'email_hash',
      names.emails.map((email) => (email ? emailHash(email) : null)),
    ),
    ...of(
      'phone_hash',
      (names.phones ?? []).map((phone) => (phone ? phoneHash(phone) : null)),
    ),
    ...of('customer', names.customers ?? []),
    ...of('tracking', names.tracking),
  ]
}
