// The Bolt app over two sockets or over HTTP, with the settings that make it neither lose clicks nor wait for itself.
import type { RequestListener } from 'node:http'
import { App, AuthorizationError, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import { type BoltLogger, createBoltLogger } from './bolt-logger.ts'
import type { SlackConnection } from './clients.ts'
import { deliveredOnce } from './delivered-once.ts'
import type { Identity } from './identity.ts'

export type BoltApp = {
  app: App
  /** For HTTP, to be mounted at /slack/events; null over sockets. */
  requestListener: RequestListener | null
  start(): Promise<void>
  stop(): Promise<void>
}

const ENDPOINT = '/slack/events'
/**
 * How long each socket waits for Slack's pong, and again before it is opened anew. Two sockets: Slack moves one every few
 * hours, and the other answers meanwhile. Not alike: a process that stood still finds its pongs late, though they came,
 * and would leave by both at once. The first is back soon after a line that dropped; the second outlasts a long pause.
 */
const PING_TIMEOUTS_MS = [2 * SECOND, 5 * SECOND]

export function createBoltApp(parts: {
  connection: SlackConnection
  identity: () => Identity
  /** Hears how many sockets are open, whenever that changes. */
  onSockets?: (open: number) => void
  clock: Clock
  log: Logger
}): BoltApp {
  const { connection, identity, onSockets = () => undefined, clock, log } = parts
  const logger = createBoltLogger(log)
  const http = connection.mode === 'http' ? httpReceiver(connection, logger) : null
  const sockets = http ? [] : PING_TIMEOUTS_MS.map((timeoutMs) => socketReceiver(connection, timeoutMs, logger))
  const [first = http, ...others]: (Receiver | null)[] = sockets
  if (!first) throw new AppError('slack.no_receiver', 'Slack has no way to reach the app')
  const app = new App({
    receiver: first,
    authorize: async () => {
      const { userId, botId, teamId } = identity()
      return { botToken: connection.botToken, botId, botUserId: userId, teamId }
    },
    convoStore: false,
    deferInitialization: true,
    extendedErrorHandler: true,
    attachFunctionToken: false,
    logger,
    clientOptions: clientOptions(connection, logger),
  })
  app.error(async ({ error }: { error: Error }) => {
    log.error({ err: error }, 'a listener failed outside its guard')
    // Resolving here would acknowledge a click that nobody has looked at.
    if (error instanceof AuthorizationError) throw error
  })
  const once = deliveredOnce((event) => app.processEvent(event), { clock, log })
  for (const receiver of [first, ...others]) receiver?.init(once as App)
  const open = countOpen(sockets, onSockets)

  return {
    app,
    requestListener: http && onlyPosts(http.requestListener),
    async start() {
      // Nobody can click before the first one is open, however well Slack answers calls.
      if (sockets.length > 0) onSockets(0)
      try {
        await app.init()
        await Promise.all(sockets.map((receiver) => receiver.start()))
      } catch (error) {
        if (error instanceof WebAPIPlatformError)
          throw new AppError('slack.token', `Slack refuses SLACK_APP_TOKEN (${error.data.error})`, { cause: error })
        throw new AppError('slack.start', 'The connection to Slack could not be opened', { cause: error })
      }
    },
    async stop() {
      if (open.size < sockets.length) tolerateUndefinedRejections()
      await Promise.all(sockets.map((receiver) => receiver.stop()))
    },
  }
}

/** A new object each: the socket client and the web client write into the one they are given. */
function clientOptions({ apiUrl }: SlackConnection, logger: BoltLogger): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger,
    timeout: 10 * SECOND,
    retryConfig: { forever: true, minTimeout: SECOND, maxTimeout: 15 * SECOND },
  }
}

function socketReceiver(connection: SlackConnection, timeoutMs: number, logger: BoltLogger): SocketModeReceiver {
  if (!connection.appToken) throw new AppError('slack.no_app_token', 'SLACK_MODE=socket needs SLACK_APP_TOKEN')
  return new SocketModeReceiver({
    appToken: connection.appToken,
    logger,
    clientPingTimeout: timeoutMs,
    installerOptions: { clientOptions: clientOptions(connection, logger) },
    // Nothing that failed before a listener saw it is acknowledged: the person's client then says so.
    processEventErrorHandler: async () => false,
  })
}

function countOpen(
  sockets: readonly SocketModeReceiver[],
  onChange: (open: number) => void,
): ReadonlySet<SocketModeReceiver> {
  const open = new Set<SocketModeReceiver>()
  for (const socket of sockets) {
    socket.client.on('connected', () => onChange(open.add(socket).size))
    socket.client.on('close', () => {
      if (open.delete(socket)) onChange(open.size)
    })
  }
  return open
}

/** Bolt throws at what it does not know; a GET, whoever follows a link, is simply refused. */
function onlyPosts(listener: RequestListener): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0]
    if (request.method === 'POST' && path === ENDPOINT) return listener(request, response)
    response.writeHead(path === ENDPOINT ? 405 : 404, { allow: 'POST' }).end()
  }
}

function httpReceiver(connection: SlackConnection, logger: BoltLogger): HTTPReceiver {
  if (!connection.signingSecret)
    throw new AppError('slack.no_signing_secret', 'SLACK_MODE=http needs SLACK_SIGNING_SECRET')
  return new HTTPReceiver({ signingSecret: connection.signingSecret, logger, endpoints: ENDPOINT })
}

/** A socket that is closed while it reconnects rejects with nothing, unhandled: at the end that must not look like a crash. */
function tolerateUndefinedRejections(): void {
  const tolerate = (reason: unknown): void => {
    if (reason !== undefined) throw reason
  }
  process.on('unhandledRejection', tolerate)
  setTimeout(() => process.off('unhandledRejection', tolerate), 30 * SECOND).unref()
}
