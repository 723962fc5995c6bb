import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpShop } from '../../src/channels/http-shop.ts'
import { shopPayload } from '../../src/channels/shop-protocol.ts'
import { normaliseShopify } from '../../src/channels/shopify/normalise.ts'
import { checkWithTime, SIGNATURE_HEADER } from '../../src/channels/signature.ts'
import { delivered, ENTITY_ID, orderBody } from './fixtures/shopify-payloads.ts'

const NOW = 1_794_276_000_000
const effect = { key: 'd-1/undo', entity_id: ENTITY_ID, action: 'undo_ship', params: { of: 'd-1' } }
const never = new AbortController().signal

type Seen = { method: string; url: string; body: string; signed: boolean }
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A shop that answers each request with `answer`. */
async function shopThat(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += String(piece)
    const { method = '', url = '' } = request
    const header = String(request.headers[SIGNATURE_HEADER])
    seen.push({
      method,
      url,
      body,
      signed: checkWithTime({ payload: shopPayload(method, url, body), header, secret: 's', now: NOW }).valid,
    })
    answer(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, seen, shop: createHttpShop({ url, secret: 's', clock: () => NOW, timeoutMs: 300 }) }
}

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fulfilled',
    (error: { code?: string }) => error.code,
  )

describe('an effect over HTTP', () => {
  it('is one signed PUT under its key, encoded', async () => {
    const { shop, seen } = await shopThat(json(200, { ref: 'void-9' }))
    expect(await shop.perform(effect, never)).toEqual({ ref: 'void-9' })
    const { key, ...body } = effect
    expect(seen).toEqual([
      { method: 'PUT', url: `/effects/${encodeURIComponent(key)}`, body: JSON.stringify(body), signed: true },
    ])
  })

  it.each([
    [422, 'shop.refused'],
    [404, 'shop.refused'],
    [409, 'shop.refused'],
    [401, 'shop.unreachable'],
    [429, 'shop.unreachable'],
    [503, 'shop.unreachable'],
    [302, 'shop.unreachable'],
    [500, 'shop.timeout'],
    [502, 'shop.timeout'],
    [504, 'shop.timeout'],
    [408, 'shop.timeout'],
  ])('answered %i is %s', async (status, code) => {
    const { shop } = await shopThat(json(status, { error: { code: 'x', message: 'no stock left' } }))
    expect(await codeOf(shop.perform(effect, never))).toBe(code)
  })

  it('refused says why in the shop’s own words', async () => {
    const { shop } = await shopThat(json(422, { error: { code: 'x', message: 'no stock left' } }))
    await expect(shop.perform(effect, never)).rejects.toThrow('no stock left')
  })

  it('is unknown when the shop never answers, cuts the line, or answers nonsense', async () => {
    const hangs = await shopThat(() => {})
    expect(await codeOf(hangs.shop.perform(effect, never))).toBe('shop.timeout')
    const cuts = await shopThat((response) => response.destroy())
    expect(await codeOf(cuts.shop.perform(effect, never))).toBe('shop.timeout')
    const babbles = await shopThat((response) => response.end('ok'))
    expect(await codeOf(babbles.shop.perform(effect, never))).toBe('shop.timeout')
    const empty = await shopThat(json(200, {}))
    expect(await codeOf(empty.shop.perform(effect, never))).toBe('shop.timeout')
  })

  it('is unknown when it is stopped under way, and never sent when stopped before', async () => {
    const stop = new AbortController()
    const { shop, seen } = await shopThat(() => stop.abort())
    expect(await codeOf(shop.perform(effect, stop.signal))).toBe('shop.timeout')
    expect(await codeOf(shop.perform(effect, stop.signal))).toBe('shop.unreachable')
    expect(seen).toHaveLength(1)
  })

  it('is never sent twice', async () => {
    const { shop, seen } = await shopThat((response) => response.destroy())
    expect(await codeOf(shop.perform(effect, never))).toBe('shop.timeout')
    expect(seen).toHaveLength(1)
  })

  it('never arrived when nobody listens', async () => {
    const { url } = await shopThat(() => {})
    await open.pop()?.()
    const shop = createHttpShop({ url, secret: 's', clock: () => NOW })
    expect(await codeOf(shop.perform(effect, never))).toBe('shop.unreachable')
    expect(await codeOf(shop.readBack('d-1'))).toBe('shop.unreachable')
    expect(await codeOf(shop.order(ENTITY_ID))).toBe('shop.unreachable')
  })
})

describe('a question over HTTP', () => {
  const event = normaliseShopify(delivered('orders/create', orderBody))
  if (event.what !== 'order.created') throw new Error(event.what)
  const { order } = event

  it('for a fact names the order, the customer, the country and the SKUs, and nothing personal', async () => {
    const { shop, seen } = await shopThat(json(200, { value: { 'APP-TEE-BLK-M': { HKG: 4 } }, observed_at: 5 }))
    expect(await shop.fact('stock', order)).toEqual({ value: { 'APP-TEE-BLK-M': { HKG: 4 } }, observed_at: 5 })
    const { pathname, searchParams } = new URL(seen[0]?.url ?? '', 'http://shop')
    expect(seen[0]?.signed).toBe(true)
    expect(pathname).toBe('/facts/stock')
    expect([...searchParams]).toEqual([
      ['order', ENTITY_ID],
      ['customer', '812345678901234561'],
      ['to', 'HK'],
      ['sku', 'APP-TEE-BLK-M'],
    ])
  })

  it('whose line breaks is asked once more, and was not answered if that breaks too', async () => {
    const once = await shopThat((response) =>
      once.seen.length === 1 ? response.destroy() : json(200, { ref: 'void-9' })(response),
    )
    expect(await once.shop.readBack('d-1')).toEqual({ ref: 'void-9' })
    const always = await shopThat((response) => response.destroy())
    expect(await codeOf(always.shop.readBack('d-1'))).toBe('shop.unreachable')
    expect(always.seen).toHaveLength(2)
  })

  it.each(['/countersign', '/countersign/', ''])('keeps the path of the address it was given: "%s"', async (prefix) => {
    const { url, seen } = await shopThat(json(404, {}))
    const shop = createHttpShop({ url: `${url}${prefix}`, secret: 's', clock: () => NOW })
    expect(await shop.readBack('d-1')).toBeNull()
    expect(seen).toMatchObject([{ url: `${prefix.replace(/\/$/, '')}/effects/d-1`, signed: true }])
  })

  it('answered in another shape was not answered', async () => {
    const { shop } = await shopThat(json(200, { value: { 'APP-TEE-BLK-M': 4 }, observed_at: 5 }))
    expect(await codeOf(shop.fact('stock', order))).toBe('shop.unreachable')
  })

  it('answered 404 is null for an order and a key, and a refusal for a fact', async () => {
    const { shop } = await shopThat(json(404, { error: { code: 'x', message: 'none' } }))
    expect(await shop.order(ENTITY_ID)).toBeNull()
    expect(await shop.readBack('d-1')).toBeNull()
    expect(await codeOf(shop.fact('stock', order))).toBe('shop.refused')
  })

  it.each([[500], [503], [504], [401]])('answered %i was not answered', async (status) => {
    const { shop } = await shopThat(json(status, {}))
    expect(await codeOf(shop.readBack('d-1'))).toBe('shop.unreachable')
  })
})
