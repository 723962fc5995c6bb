import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { SHOPIFY_SIGNATURE_HEADER, signShopify } from '../../src/channels/shopify/verify.ts'
import { SIGNATURE_HEADER, signWithTime } from '../../src/channels/signature.ts'
import { DOMAIN, orderBody } from '../channels/fixtures/shopify-payloads.ts'
import { EVENTS_SECRET, type RunningWeb, SHOPIFY_SECRET, startWeb } from './running-web.ts'

const ORDER = JSON.stringify(orderBody)
const open: RunningWeb[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ web }) => web.close(0)))
})
async function serve(...changes: Parameters<typeof startWeb>): Promise<RunningWeb> {
  const running = await startWeb(...changes)
  open.push(running)
  return running
}

function shopifyHeaders(body: string | Uint8Array, changes: Record<string, string> = {}): Record<string, string> {
  return {
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': DOMAIN,
    'x-shopify-webhook-id': 'w-1',
    [SHOPIFY_SIGNATURE_HEADER]: signShopify(body, SHOPIFY_SECRET),
    ...changes,
  }
}

describe('a Shopify webhook', () => {
  let running: RunningWeb
  beforeAll(async () => {
    running = await startWeb()
  })
  afterAll(() => running.web.close(0))
  const post = (body: string, changes: Record<string, string> = {}, path = '/webhooks/shopify/orders/create') =>
    running.post(path, body, shopifyHeaders(body, changes))

  it('is stored byte for byte before it is answered, then hinted at; the same one again is a duplicate', async () => {
    expect(await post(ORDER)).toMatchObject({ status: 200, body: { status: 'stored' } })
    const key = `shopify:${DOMAIN}:w-1`
    expect(Buffer.from(running.stored.get(key)?.body ?? []).toString()).toBe(ORDER)
    expect(running.hints).toEqual([key])
    expect(await post(ORDER)).toMatchObject({ status: 200, body: { status: 'duplicate' } })
    expect(running.hints).toEqual([key])
  })

  it.each([
    ['a wrong signature', { [SHOPIFY_SIGNATURE_HEADER]: signShopify(ORDER, 'other') }],
    ['no signature', { [SHOPIFY_SIGNATURE_HEADER]: '' }],
  ])('with %s is 401 and not stored', async (_, changes) => {
    const before = running.stored.size
    expect(await post(ORDER, { 'x-shopify-webhook-id': 'w-401', ...changes })).toMatchObject({ status: 401 })
    expect(running.stored.size).toBe(before)
  })

  it('that is not JSON is 400, but 401 first when it is not signed either', async () => {
    expect(await post('{"id":')).toMatchObject({ status: 400, body: { error: 'the body is not JSON' } })
    expect(await post('')).toMatchObject({ status: 400, body: { error: 'the body is empty' } })
    expect(await post('{"id":', { [SHOPIFY_SIGNATURE_HEADER]: 'x' })).toMatchObject({ status: 401 })
  })

  it('whose path and header name different topics is 400', async () => {
    expect(await post(ORDER, { 'x-shopify-topic': 'orders/paid' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('orders/paid') },
    })
  })

  it('that names no shop or no topic is 400', async () => {
    expect(await post(ORDER, { 'x-shopify-shop-domain': '' })).toMatchObject({ status: 400 })
    expect(await post(ORDER, { 'x-shopify-topic': '' }, '/webhooks/shopify')).toMatchObject({ status: 400 })
  })

  it('of an unknown topic is stored and 202; of a known one that is no order, 200', async () => {
    expect(
      await post(
        '{}',
        { 'x-shopify-topic': 'comets/sighted', 'x-shopify-webhook-id': 'w-2' },
        '/webhooks/shopify/comets/sighted',
      ),
    ).toMatchObject({ status: 202, body: { status: 'ignored' } })
    expect(running.stored.has(`shopify:${DOMAIN}:w-2`)).toBe(true)
    expect(
      await post(
        '{}',
        { 'x-shopify-topic': 'products/create', 'x-shopify-webhook-id': 'w-3' },
        '/webhooks/shopify/products/create',
      ),
    ).toMatchObject({ status: 200, body: { status: 'stored' } })
  })

  it('nested without end is 400', async () => {
    expect(await post('['.repeat(100_000))).toMatchObject({ status: 400 })
  })

  it('sent with another method is 405', async () => {
    const response = await fetch(new URL('/webhooks/shopify/orders/create', running.url))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  it('counts what became of it', async () => {
    const text = await (await fetch(new URL('/metrics', running.url))).text()
    expect(text).toContain('countersign_webhooks_total{channel="shopify",outcome="duplicate"} 1\n')
    expect(text).toMatch(/countersign_webhooks_total\{channel="shopify",outcome="unauthorised"\} [1-9]/)
  })
})

describe('size', () => {
  it('up to the limit is fine, one byte more is 413, announced or not', async () => {
    const running = await serve({ bodyLimit: 1_000 })
    const exact = JSON.stringify({ fill: 'x'.repeat(1_000 - 11) })
    expect(exact.length).toBe(1_000)
    expect(await running.post('/webhooks/shopify/orders/create', exact, shopifyHeaders(exact))).toMatchObject({
      status: 200,
    })
    const more = `${exact} `
    expect(await running.post('/webhooks/shopify/orders/create', more, shopifyHeaders(more))).toMatchObject({
      status: 413,
    })
    const chunked = await fetch(new URL('/events', running.url), {
      method: 'POST',
      body: new ReadableStream({
        start(stream) {
          for (let sent = 0; sent < 20; sent += 1) stream.enqueue(Buffer.alloc(100, ' '))
          stream.close()
        },
      }),
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(413)
  })

  it('of five megabytes is 413 with the usual limit', async () => {
    const running = await serve()
    const body = Buffer.alloc(5 * 1024 * 1024, ' ')
    expect(await running.post('/webhooks/shopify/orders/create', body, shopifyHeaders(body))).toMatchObject({
      status: 413,
    })
    expect(running.stored.size).toBe(0)
  })
})

describe('a channel without a secret', () => {
  it('lets nobody in, and the log says which variable to set', async () => {
    const running = await serve({ secrets: { shopify: '' } })
    const signed = shopifyHeaders(ORDER, { [SHOPIFY_SIGNATURE_HEADER]: signShopify(ORDER, '') })
    expect(await running.post('/webhooks/shopify/orders/create', ORDER, signed)).toMatchObject({ status: 401 })
    expect(await running.post('/events', '{}')).toMatchObject({ status: 401 })
    const said = running.lines.map(({ msg }) => msg)
    expect(said).toContainEqual(expect.stringContaining('SHOPIFY_WEBHOOK_SECRET'))
    expect(said).toContainEqual(expect.stringContaining('EVENTS_WEBHOOK_SECRET'))
    expect(running.stored.size).toBe(0)
  })
})

describe('when the record is down', () => {
  const broken = { storeDelivery: () => Promise.reject(new Error('connection lost')) }
  const silent = { storeDelivery: () => new Promise<boolean>(() => {}) }

  it.each([
    ['refuses', broken],
    ['does not answer', silent],
  ])('and %s, the sender is asked to come again', async (_, ledger) => {
    const running = await serve({ ledger, storeTimeoutMs: 50 })
    const answer = await running.post('/webhooks/shopify/orders/create', ORDER, shopifyHeaders(ORDER))
    expect(answer).toMatchObject({ status: 503, body: { error: 'not stored, try again' } })
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(running.hints).toEqual([])
  })

  it('a lost hint does not matter to the sender', async () => {
    const running = await serve({ onStored: () => Promise.reject(new Error('queue gone')) })
    expect(await running.post('/webhooks/shopify/orders/create', ORDER, shopifyHeaders(ORDER))).toMatchObject({
      status: 200,
    })
  })
})

describe('a generic event', () => {
  const body = JSON.stringify({ id: 'evt-1', type: 'order.created', account: 'hk', order: { id: '7' } })
  const post = (running: RunningWeb, now = Date.now(), text = body) =>
    running.post('/events', text, { [SIGNATURE_HEADER]: signWithTime(text, EVENTS_SECRET, now) })

  it('is stored, a second time a duplicate', async () => {
    const running = await serve()
    expect(await post(running)).toMatchObject({ status: 200, body: { status: 'stored' } })
    expect(await post(running)).toMatchObject({ status: 200, body: { status: 'duplicate' } })
    expect([...running.stored.keys()]).toEqual(['events:hk:evt-1'])
  })

  it.each([-301_000, 301_000])('signed %i ms from now is 401', async (off) => {
    expect(await post(await serve(), Date.now() + off)).toMatchObject({
      status: 401,
      body: { error: expect.stringContaining('time') },
    })
  })

  it('that lacks something is 400 and says what', async () => {
    expect(await post(await serve(), Date.now(), '{"id":"e","type":"order.created","account":"hk"}')).toMatchObject({
      status: 400,
      body: { error: 'order: missing' },
    })
  })

  it('below its path is nowhere', async () => {
    expect(await (await serve()).post('/events/more', body)).toMatchObject({ status: 404 })
  })
})
