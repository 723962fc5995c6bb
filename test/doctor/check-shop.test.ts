// The doctor's question to the shop, over real HTTP.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readEnvironment } from '../../src/config.ts'
import { checkShop } from '../../src/doctor/check-shop.ts'
import { type RunningShop, startShop } from '../dev-shop/running-shop.ts'

let shop: RunningShop
let page: Server
beforeAll(async () => {
  shop = await startShop()
  page = createServer((_, response) => response.end('<html>a web page</html>')).listen(0, '127.0.0.1')
  await once(page, 'listening')
})
afterAll(async () => {
  await shop.sample.close()
  page.closeAllConnections()
  page.close()
})

const found = (SHOP_URL: string, SHOP_SECRET = 'shop-hush') =>
  checkShop(readEnvironment({ SHOP_URL, SHOP_SECRET }), () => shop.time.now)
const pageUrl = () => {
  const address = page.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

it('a shop that answers a signed question is good', async () => {
  expect(await found(shop.url)).toMatchObject({ status: 'good', found: `${shop.url} answers` })
})

it('a shop with another secret is to be mended at SHOP_SECRET', async () => {
  expect(await found(shop.url, 'another')).toMatchObject({
    status: 'bad',
    found: expect.stringContaining('refuses the signature'),
    fix: expect.stringContaining('Check SHOP_SECRET'),
  })
})

it('an address where nothing listens is not called good', async () => {
  expect(await found('http://127.0.0.1:1')).toMatchObject({
    status: 'note',
    found: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1 is not reached: /),
    fix: expect.stringContaining('Check SHOP_URL'),
  })
})

it('something else that listens there is not taken for a shop', async () => {
  expect(await found(pageUrl())).toMatchObject({
    status: 'bad',
    found: expect.stringContaining('does not answer as docs/shop-api.md says'),
  })
})

it.each([
  ['shop.example.com', 'a-secret', 'SHOP_URL is not an address'],
  ['https://shop.example.com', 'replace-me', 'SHOP_URL is set without SHOP_SECRET'],
])('%s with the secret %s is refused before anything is sent', async (url, secret, said) => {
  expect(await found(url, secret)).toMatchObject({ status: 'bad', found: expect.stringContaining(said) })
})
