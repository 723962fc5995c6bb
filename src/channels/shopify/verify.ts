// Shopify signs the raw body with the app's secret; the topic, shop and id headers are not covered by it.
import { hmacSha256, type SignatureCheck, sameText } from '../signature.ts'

export const SHOPIFY_SIGNATURE_HEADER = 'x-shopify-hmac-sha256'

export function signShopify(rawBody: Uint8Array | string, secret: string): string {
  return hmacSha256([rawBody], secret, 'base64')
}

export function verifyShopify(rawBody: Uint8Array, header: string | undefined, secret: string): SignatureCheck {
  if (secret === '') return { valid: false, because: 'no secret is set' }
  if (header === undefined || header.trim() === '') {
    return { valid: false, because: `the ${SHOPIFY_SIGNATURE_HEADER} header is missing` }
  }
  return sameText(header.trim(), signShopify(rawBody, secret))
    ? { valid: true }
    : { valid: false, because: 'the signature does not match' }
}
