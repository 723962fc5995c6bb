// Two ways to Slack that must not wait for each other: one for people who are looking at the screen, one for the outbox.
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { SECOND } from '../contracts/clock.ts'
import type { BoltLogger } from './bolt-logger.ts'

export type SlackConnection = {
  mode: 'socket' | 'http'
  botToken: string
  /** Needed for sockets. */
  appToken?: string | undefined
  /** Needed for HTTP. */
  signingSecret?: string | undefined
  /** Ends with a slash. */
  apiUrl: string
}

export type Clients = {
  /** Modals, ephemeral answers, who somebody is: at once or not at all. */
  interactive: WebClient
  /** Cards: the outbox decides itself when to try again. */
  background: WebClient
}

export function createClients(
  { botToken, apiUrl, fetch }: Pick<SlackConnection, 'botToken' | 'apiUrl'> & { fetch?: WebClientOptions['fetch'] },
  logger: BoltLogger,
): Clients {
  // A fresh options object each: the client writes into the one it is given.
  const options = (timeout: number): WebClientOptions => ({
    slackApiUrl: apiUrl,
    logger,
    timeout,
    retryConfig: { retries: 0 },
    // Without this a rate-limited call makes the client hold back every other call too.
    rejectRateLimitedCalls: true,
    ...(fetch ? { fetch } : {}),
  })
  return {
    interactive: new WebClient(botToken, options(2 * SECOND)),
    background: new WebClient(botToken, options(10 * SECOND)),
  }
}
