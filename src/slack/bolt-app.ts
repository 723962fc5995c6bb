// The Bolt app over two sockets or over HTTP, with the settings that make it neither lose clicks nor wait for itself.
import type { RequestListener } from 'node:http'
import { App, AuthorizationError, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { type BoltLogger, createBoltLogger } from './bolt-logger.ts'
import type { SlackConnection } from './clients.ts'
import type { Identity } from './identity.ts'

export type BoltApp = {
  app: App
  /** For HTTP, to be mounted at /slack/events; null over sockets. */
  requestListener: RequestListener | null
  start(): Promise<void>
  stop(): Promise<void>
}

/** Slack moves a socket every few hours and the client is gone meanwhile: the other one answers. */
const SOCKETS = 2
/** Also the wait before a lost socket is opened again. */
const PING_TIMEOUT_MS = 2 * SECOND

export function createBoltApp(parts: { connection: SlackConnection; identity: () => Identity; log: Logger }): BoltApp {
  const { connection, identity, log } = parts
  const logger = createBoltLogger(log)
  const http = connection.mode === 'http' ? httpReceiver(connection, logger) : null
  const sockets = http ? [] : Array.from({ length: SOCKETS }, () => socketReceiver(connection, logger))
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
  for (const receiver of others) receiver?.init(app)

  return {
    app,
    requestListener: http ? (request, response) => void http.requestListener(request, response) : null,
    async start() {
      try {
        await app.init()
        await Promise.all(sockets.map((receiver) => receiver.start()))
      } catch (error) {
        throw new AppError('slack.start', 'The connection to Slack could not be opened', { cause: error })
      }
    },
    async stop() {
      tolerateUndefinedRejections()
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

function socketReceiver(connection: SlackConnection, logger: BoltLogger): SocketModeReceiver {
  if (!connection.appToken) throw new AppError('slack.no_app_token', 'SLACK_MODE=socket needs SLACK_APP_TOKEN')
  return new SocketModeReceiver({
    appToken: connection.appToken,
    logger,
    clientPingTimeout: PING_TIMEOUT_MS,
    installerOptions: { clientOptions: clientOptions(connection, logger) },
    // Nothing that failed before a listener saw it is acknowledged: the person's client then says so.
    processEventErrorHandler: async () => false,
  })
}

function httpReceiver(connection: SlackConnection, logger: BoltLogger): HTTPReceiver {
  if (!connection.signingSecret)
    throw new AppError('slack.no_signing_secret', 'SLACK_MODE=http needs SLACK_SIGNING_SECRET')
  return new HTTPReceiver({ signingSecret: connection.signingSecret, logger, endpoints: '/slack/events' })
}

/** A socket that is closed while it reconnects rejects with nothing, unhandled: at the end that must not look like a crash. */
function tolerateUndefinedRejections(): void {
  const tolerate = (reason: unknown): void => {
    if (reason !== undefined) throw reason
  }
  process.on('unhandledRejection', tolerate)
  setTimeout(() => process.off('unhandledRejection', tolerate), 30 * SECOND).unref()
}
