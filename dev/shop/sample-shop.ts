// The sample shop on a port of its own, so that everything between it and the app is a real, signed HTTP call.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { shopPayload } from '../../src/channels/shop-protocol.ts'
import { checkWithTime, SIGNATURE_HEADER } from '../../src/channels/signature.ts'
import type { Clock } from '../../src/contracts/clock.ts'
import { createFaults, type Faults } from './faults.ts'
import type { SampleOrder } from './sample-order.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { no, type Reply, routeShop } from './shop-routes.ts'
import { createShopState, type ShopState } from './shop-state.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'
import { openingStock } from './warehouses.ts'

export type SampleShop = {
  listen(): Promise<{ port: number; url: string }>
  close(): Promise<void>
  /** Makes the order known to the shop; its webhook is sent separately. */
  place(sample: SampleOrder): void
  state: ShopState
  shelf: Shelf
  faults: Faults
  snapshot(): Snapshot
  onChange(listener: () => void): () => void
}

/** `plenty` multiplies the opening stock, for runs of thousands of orders. */
export type SampleShopOptions = { port: number; clock: Clock; secret: string; latencyMs?: number; plenty?: number }

export function createSampleShop({ port, clock, secret, latencyMs = 0, plenty = 1 }: SampleShopOptions): SampleShop {
  const shelf = createShelf(openingStock(plenty), clock)
  const state = createShopState({ shelf, clock })
  const faults = createFaults()
  const snapshot = (): Snapshot => snapshotOf(state, shelf.isStale())

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request
    const [path = '/', query = ''] = url.split('?', 2)
    if (path === '/panel/state') return panel(headers.origin, snapshot(), response)
    const body = await textOf(request)
    const given = headers[SIGNATURE_HEADER]
    const check = checkWithTime({
      payload: shopPayload(method, url, body),
      header: given === undefined ? undefined : String(given),
      secret,
      now: clock(),
    })
    const reply = check.valid
      ? routeShop({ state, faults }, { method, path, query: new URLSearchParams(query), body })
      : no(401, 'signature', check.because)
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    answer(reply, response)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => {
          const { port: bound } = server.address() as AddressInfo
          resolve({ port: bound, url: `http://127.0.0.1:${bound}` })
        })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    place: (sample) => state.place(sample),
    ...{ state, shelf, faults, snapshot },
    onChange: (listener) => state.onChange(listener),
  }
}

function answer(reply: Reply, response: ServerResponse): void {
  if (reply === 'hang') return
  if (reply === 'cut') {
    response.destroy()
    return
  }
  response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
}

/** Read by a page on this machine only, and without a signature: it shows sample data. */
function panel(origin: string | undefined, snapshot: Snapshot, response: ServerResponse): void {
  const local = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin ?? '')
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(local ? { 'access-control-allow-origin': origin } : {}),
  })
  response.end(JSON.stringify(snapshot))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
