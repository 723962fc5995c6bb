// The one HTTP server: webhooks in, liveness and numbers out, and whatever else is mounted (Slack's receiver).
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { inboundChannels } from '../channels/inbound.ts'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { refused, send } from './answer.ts'
import { METRICS_TYPE, type Metrics } from './metrics.ts'
import { within } from './time-limit.ts'
import { takeWebhook, type WebhookParts } from './webhook.ts'

export type WebOptions = {
  port: number
  host: string
  ledger: Pick<Ledger, 'storeDelivery'>
  onStored(keys: string[]): unknown
  /** Webhook secrets by channel name; a missing one closes its channel. */
  secrets: Readonly<Record<string, string | undefined>>
  metrics: Metrics
  /** Rejects when the record does not answer. */
  recordAlive(): Promise<unknown>
  /** More listeners by exact path, for example { '/slack/events': receiver.requestListener }. */
  routes?: Readonly<Record<string, RequestListener>>
  clock: Clock
  log: Logger
  bodyLimit?: number
  storeTimeoutMs?: number
}

export type Web = { listen(): Promise<{ port: number; url: string }>; close(graceMs?: number): Promise<void> }

const BODY_LIMIT = 4 * 1024 * 1024

/** A sender that trickles its request is cut off, at most one checking interval late. */
const SENDER_LIMITS = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 20 * SECOND,
  keepAliveTimeout: 65 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
}

export function createWeb(options: WebOptions): Web {
  const { port, host, ledger, onStored, secrets, metrics, recordAlive, routes = {}, clock, log } = options
  const webhooks: WebhookParts = {
    ...{ store: ledger, onStored, secrets, clock, log },
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    // Shopify hangs up after five seconds; ours is the answer before that.
    storeTimeoutMs: options.storeTimeoutMs ?? 4 * SECOND,
    counter: metrics.counter('countersign_webhooks_total', 'Webhook requests by channel and what became of them.'),
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const mounted = Object.hasOwn(routes, path) ? routes[path] : undefined
    if (mounted) return mounted(request, response)
    if (path === '/healthz') return only(['GET', 'HEAD'], request, response, () => health(response))
    if (path === '/metrics') return only(['GET', 'HEAD'], request, response, () => numbers(response))
    const channel = inboundChannels.find(
      (one) => path === one.path || (one.subpaths && path.startsWith(`${one.path}/`)),
    )
    if (!channel) return send(response, refused(404, 'nothing here'))
    return only(['POST'], request, response, async () => {
      const answer = await takeWebhook(webhooks, { channel, subpath: path.slice(channel.path.length + 1), request })
      if (answer) send(response, answer)
    })
  }

  async function health(response: ServerResponse): Promise<void> {
    try {
      await within(2 * SECOND, 'the record', recordAlive())
      send(response, { status: 200, body: { status: 'ok', record: 'ok' } })
    } catch (error) {
      log.warn({ err: error }, 'the record does not answer')
      send(response, { status: 503, body: { status: 'degraded', record: 'down' } })
    }
  }

  async function numbers(response: ServerResponse): Promise<void> {
    const text = await metrics.render()
    response.writeHead(200, { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }).end(text)
  }

  const server = createServer(SENDER_LIMITS, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A fault of ours, never the input's: asking for a retry keeps the delivery alive.
      log.error({ err: error, method: request.method }, 'request failed')
      if (response.headersSent) response.destroy()
      else send(response, refused(503, 'try again', { 'retry-after': '5' }))
    })
  })
  server.maxHeadersCount = 100

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (cause: NodeJS.ErrnoException) => {
          const taken = cause.code === 'EADDRINUSE'
          reject(
            new AppError(
              taken ? 'web.port_taken' : 'web.cannot_listen',
              taken ? `port ${port} is taken: set PORT to a free one` : `cannot listen on ${host}:${port}`,
              { cause },
            ),
          )
        })
        server.listen(port, host, () => {
          const { port: bound } = server.address() as AddressInfo
          resolve({ port: bound, url: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${bound}` })
        })
      }),
    close: (graceMs = 5 * SECOND) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

async function only(
  methods: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
  body: () => Promise<void>,
): Promise<void> {
  if (methods.includes(request.method ?? '')) return body()
  send(response, refused(405, `only ${methods.join(' and ')}`, { allow: methods.join(', ') }))
}
