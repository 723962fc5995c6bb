import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signShopify, verifyShopify } from '../../src/channels/shopify/verify.ts'

/** Published test vectors of the scheme: secret, body, base64 digest. */
const VECTORS: [secret: string, body: string, expected: string][] = [
  ['hush', '"my secret message"', 'hMTq0K2x7oyOjoBwGYeTj5oxfnaVYXzbanUG9aajpKI='],
  ['hush', '""', 'ZAZ6P4c14f6v798OCPYCodtdf9g8Z+GfthdfCgyhUYg='],
  ['test_secret_key', '{"foo": "bar"}', 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g='],
]

describe('the Shopify signature', () => {
  it.each(VECTORS)('verifies the published vector of secret %j and body %j', (secret, body, expected) => {
    expect(signShopify(body, secret)).toBe(expected)
    expect(verifyShopify(Buffer.from(body), expected, secret)).toEqual({ valid: true })
    expect(verifyShopify(Buffer.from(`${body} `), expected, secret).valid).toBe(false)
  })

  it('agrees with an independent computation for any bytes and secret, and with no other secret', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (body, secret) => {
        const header = createHmac('sha256', secret).update(body).digest('base64')
        expect(verifyShopify(body, header, secret).valid).toBe(true)
        expect(verifyShopify(body, header, `${secret}x`).valid).toBe(false)
      }),
    )
  })

  it('lets nobody in without a secret, even with the signature an empty secret would make', () => {
    const header = createHmac('sha256', '').update('{}').digest('base64')
    expect(verifyShopify(Buffer.from('{}'), header, '')).toEqual({ valid: false, because: 'no secret is set' })
  })

  it.each([undefined, '', '   ', 'hMTq', 'ä'.repeat(44)])('refuses the header %j', (header) => {
    expect(verifyShopify(Buffer.from('"my secret message"'), header, 'hush').valid).toBe(false)
  })
})
