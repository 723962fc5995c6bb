// The Shopify channel: POST /webhooks/shopify/<topic>, signed over the raw body.
import { sha256 } from '../../contracts/json.ts'
import type { Channel, RawRequest, Receipt } from '../channel.ts'
import { normaliseShopify } from './normalise.ts'
import { cleanTopic, topicMeaning } from './topics.ts'
import { SHOPIFY_SIGNATURE_HEADER, verifyShopify } from './verify.ts'

export const shopify: Channel = {
  name: 'shopify',
  path: '/webhooks/shopify',
  subpaths: true,
  secret_variable: 'SHOPIFY_WEBHOOK_SECRET',
  authenticate: (request, secret) => verifyShopify(request.body, request.headers[SHOPIFY_SIGNATURE_HEADER], secret),
  receive,
  normalise: normaliseShopify,
}

const SHOP_DOMAIN = /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/
const TOPIC = /^[a-z0-9_]+(?:\/[a-z0-9_]+)+$/
const WEBHOOK_ID = /^[\w.-]{1,128}$/

function receive({ headers, subpath, body }: RawRequest, now: number): Receipt {
  const unusable = (because: string): Receipt => ({ status: 'unusable', because })
  const [named, inPath] = [cleanTopic(headers['x-shopify-topic'] ?? ''), cleanTopic(subpath)]
  if (named !== '' && inPath !== '' && named !== inPath)
    return unusable(`the path says ${inPath}, the x-shopify-topic header ${named}`)
  const topic = named || inPath
  if (!TOPIC.test(topic) || topic.length > 200)
    return unusable('no topic: neither the path nor the x-shopify-topic header names one')
  const domain = (headers['x-shopify-shop-domain'] ?? '').trim().toLowerCase()
  if (!SHOP_DOMAIN.test(domain)) return unusable('the x-shopify-shop-domain header is missing or not a domain')
  const given = (headers['x-shopify-webhook-id'] ?? '').trim()
  // Without an id of its own the same topic and body are the same delivery.
  const id = WEBHOOK_ID.test(given) ? given : sha256(Buffer.concat([Buffer.from(`${topic}\n`), body]))
  return {
    status: 'received',
    known_topic: topicMeaning(topic).kind !== 'unknown',
    delivery: {
      key: `shopify:${domain}:${id}`,
      channel: 'shopify',
      topic,
      received_at: now,
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) => name.startsWith('x-shopify-') && name !== SHOPIFY_SIGNATURE_HEADER),
      ),
      body,
    },
  }
}
