// Signs a webhook as Shopify would and posts it.
import { SHOPIFY_SIGNATURE_HEADER, signShopify } from '../../src/channels/shopify/verify.ts'
import type { SampleWebhook } from './sample-order.ts'

export type Posted = { status: number; text: string }

/** `url` is the app's, for example "http://127.0.0.1:3000". A body given as text is sent byte for byte. */
export async function postWebhook(
  url: string,
  secret: string,
  webhook: Omit<SampleWebhook, 'body'> & { body: unknown },
): Promise<Posted> {
  const { topic, domain, webhook_id, body } = webhook
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(new URL(`/webhooks/shopify/${topic}`, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': domain,
      'x-shopify-webhook-id': webhook_id,
      [SHOPIFY_SIGNATURE_HEADER]: signShopify(raw, secret),
    },
    body: raw,
  })
  return { status: response.status, text: await response.text() }
}
