// The signatures we check and make ourselves: HMAC-SHA256 over the raw bytes, compared in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE, SECOND } from '../contracts/clock.ts'

export const SIGNATURE_HEADER = 'x-countersign-signature'
export const SIGNATURE_TOLERANCE_MS = 5 * MINUTE

export type SignatureCheck = { valid: true } | { valid: false; because: string }

export function hmacSha256(data: readonly (string | Uint8Array)[], secret: string, encoding: 'base64' | 'hex'): string {
  const hmac = createHmac('sha256', secret)
  for (const piece of data) hmac.update(piece)
  return hmac.digest(encoding)
}

/** Equal texts, in a time that depends on neither's content. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** `t=<unix seconds>,v1=<hex>` over `<t>.<payload>`. */
export function signWithTime(payload: string | Uint8Array, secret: string, now: number): string {
  const t = Math.floor(now / SECOND)
  return `t=${t},v1=${hmacSha256([`${t}.`, payload], secret, 'hex')}`
}

/** Checks `t=,v1=`; several v1 are allowed, so that a secret can be changed without a gap. Too old and too far ahead are both refused. */
export function checkWithTime(options: {
  payload: string | Uint8Array
  header: string | undefined
  secret: string
  now: number
  toleranceMs?: number
}): SignatureCheck {
  const { payload, header, secret, now, toleranceMs = SIGNATURE_TOLERANCE_MS } = options
  if (secret === '') return { valid: false, because: 'no secret is set' }
  if (header === undefined || header === '')
    return { valid: false, because: `the ${SIGNATURE_HEADER} header is missing` }
  const fields = header.split(',').map((field) => field.trim().split('='))
  const t = fields.find(([name]) => name === 't')?.[1] ?? ''
  const given = fields.filter(([name]) => name === 'v1').map(([, value]) => value ?? '')
  if (!/^\d{1,12}$/.test(t) || given.length === 0) {
    return { valid: false, because: `the ${SIGNATURE_HEADER} header is not of the form t=<seconds>,v1=<hex>` }
  }
  const expected = hmacSha256([`${t}.`, payload], secret, 'hex')
  if (!given.some((value) => sameText(value, expected)))
    return { valid: false, because: 'the signature does not match' }
  const offMs = now - Number(t) * SECOND
  if (Math.abs(offMs) > toleranceMs) {
    return {
      valid: false,
      because: `the signature's time is ${Math.round(Math.abs(offMs) / SECOND)} s ${offMs > 0 ? 'old' : 'ahead'}`,
    }
  }
  return { valid: true }
}
