// A real Bolt app that joins the local workspace, over sockets or signed HTTP, with whatever listeners a test registers.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import type { LocalSlack } from '../../dev/slack/local-slack.ts'

export interface JoinedApp {
  app: App
  /** Warnings and errors Bolt logged. */
  complaints: string[]
  stop(): Promise<void>
}

const clientOptions = (slack: LocalSlack) => ({
  slackApiUrl: slack.apiUrl,
  timeout: 2_500,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
})

function quietLogger(complaints: string[]): Logger {
  const keep = (...words: unknown[]): void => {
    complaints.push(words.map(String).join(' '))
  }
  return {
    debug: () => {},
    info: () => {},
    warn: keep,
    error: keep,
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

export async function joinBySockets(
  slack: LocalSlack,
  register: (app: App) => void,
  options: { sockets?: number; clientPingTimeout?: number } = {},
): Promise<JoinedApp> {
  const { sockets = 2, clientPingTimeout = 1_500 } = options
  const complaints: string[] = []
  const logger = quietLogger(complaints)
  const receivers = Array.from(
    { length: sockets },
    () =>
      new SocketModeReceiver({
        appToken: slack.appToken,
        logger,
        clientPingTimeout,
        installerOptions: { clientOptions: clientOptions(slack) },
      }),
  )
  const [first, ...others] = receivers
  if (first === undefined) throw new Error('an app needs at least one receiver')
  const app = new App({
    token: slack.botToken,
    receiver: first,
    convoStore: false,
    deferInitialization: true,
    logger,
    clientOptions: clientOptions(slack),
  })
  register(app)
  await app.init()
  await app.start()
  for (const receiver of others) {
    receiver.init(app)
    await receiver.start()
  }
  return {
    app,
    complaints,
    async stop() {
      await Promise.all(receivers.map((receiver) => receiver.stop()))
    },
  }
}

export async function joinByHttp(slack: LocalSlack, port: number, register: (app: App) => void): Promise<JoinedApp> {
  const complaints: string[] = []
  const logger = quietLogger(complaints)
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger })
  const app = new App({
    token: slack.botToken,
    receiver,
    convoStore: false,
    deferInitialization: true,
    logger,
    clientOptions: clientOptions(slack),
  })
  register(app)
  await app.init()
  await app.start(port)
  return {
    app,
    complaints,
    async stop() {
      await app.stop()
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
