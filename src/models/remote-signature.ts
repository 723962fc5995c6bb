// The signature of a call to a remote agent: HMAC-SHA256 over the second it was made and the exact bytes of its body.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Clock, MINUTE } from '../contracts/clock.ts'

export const SIGNATURE_HEADER = 'x-countersign-signature'

const TOLERANCE_MS = 5 * MINUTE

/** "t=1762732800,v1=<hex>"; t in seconds. */
export function remoteSignature(secret: string, body: string | Uint8Array, atMs: number): string {
  const t = Math.floor(atMs / 1000)
  return `t=${t},v1=${digest(secret, t, body).toString('hex')}`
}

export type SignatureCheck = {
  secret: string
  header: string | null | undefined
  body: string | Uint8Array
  clock: Clock
}

/** For the receiving side. Several `v1` are allowed, one of them must fit: so a secret can be changed without a gap. */
export function verifyRemoteSignature({ secret, header, body, clock }: SignatureCheck): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='))
  const valuesOf = (name: string) => parts.flatMap(([key, value]) => (key === name && value ? [value] : []))
  const [t = ''] = valuesOf('t')
  // An empty secret signs nothing: a receiver that lost its setting must not accept everything.
  if (secret === '' || !/^\d{1,12}$/.test(t) || Math.abs(clock() - Number(t) * 1000) > TOLERANCE_MS) return false
  const expected = digest(secret, Number(t), body)
  return valuesOf('v1').some((hex) => /^[0-9a-f]{64}$/i.test(hex) && timingSafeEqual(Buffer.from(hex, 'hex'), expected))
}

function digest(secret: string, t: number, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest()
}
