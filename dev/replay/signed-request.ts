// How each channel's webhook is signed and addressed when it is sent again.
import { generic } from '../../src/channels/generic.ts'
import { shopify } from '../../src/channels/shopify/shopify.ts'
import { SHOPIFY_SIGNATURE_HEADER, signShopify } from '../../src/channels/shopify/verify.ts'
import { SIGNATURE_HEADER, signWithTime } from '../../src/channels/signature.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import type { Captured } from './captured.ts'

export type SignedRequest = { path: string; headers: Record<string, string> }

export type Sender = (captured: Captured, secret: string, now: number) => SignedRequest

export const SENDERS: Readonly<Record<string, { variable: string; sign: Sender }>> = {
  shopify: { variable: shopify.secret_variable, sign: signedShopify },
  events: { variable: generic.secret_variable, sign: signedEvent },
}

/** Said when a capture without headers does not name its shop. */
const REPLAYED_SHOP = 'replayed.myshopify.com'

function signedShopify({ file, topic, headers, body }: Captured, secret: string): SignedRequest {
  if (topic === null)
    throw new AppError('replay.input', `${file} names no topic: add --topic, for example --topic orders/create`)
  const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-shopify-'))
  return {
    path: `${shopify.path}/${topic}`,
    headers: {
      'x-shopify-shop-domain': REPLAYED_SHOP,
      ...Object.fromEntries(kept),
      'x-shopify-topic': topic,
      [SHOPIFY_SIGNATURE_HEADER]: signShopify(body, secret),
    },
  }
}

function signedEvent({ body }: Captured, secret: string, now: number): SignedRequest {
  return { path: generic.path, headers: { [SIGNATURE_HEADER]: signWithTime(body, secret, now) } }
}
