// createLocalSlack: puts the workspace, the Web API, the delivery and the page behind one address and starts it.
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { AppError } from '../../src/contracts/app-error.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import { readAppManifest } from './app-manifest.ts'
import { type Control, createControl } from './control.ts'
import { createCounters } from './counters.ts'
import { createEventQueue } from './delivery/event-queue.ts'
import { createHttpDelivery, type HttpDelivery } from './delivery/http.ts'
import { createSocketDelivery } from './delivery/socket.ts'
import { createFaults } from './faults.ts'
import { createAppRoutes } from './http/app-routes.ts'
import { controlGets, controlPosts } from './http/control-routes.ts'
import { type BesidePage, createSlackServer } from './http/server.ts'
import { uiGets, uiPosts } from './http/ui-routes.ts'
import { createInteractions, type Interactions } from './interactivity/interactions.ts'
import {
  LOCAL_APP_TOKEN,
  LOCAL_BOT_TOKEN,
  LOCAL_SIGNING_SECRET,
  type LocalSlackOptions,
  type Page,
  Seed,
  SLACK_TIMINGS,
} from './options.ts'
import { createRateLimits } from './rate-limits.ts'
import { createFileStore } from './web-api/file-store.ts'
import type { MethodContext } from './web-api/method.ts'
import { createWebApi } from './web-api/web-api.ts'
import { createWorkspace, type Workspace } from './workspace/workspace.ts'

export interface LocalSlack {
  /** "http://127.0.0.1:PORT", the page's address. */
  url: string
  /** For SLACK_API_URL; ends with "/api/". */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  workspace: Workspace
  /** What people do: click, submit, type. */
  people: Interactions
  control: Control
  setPage(page: Page): void
  /** Serves more calls under /demo/ beside the page. */
  mount(handler: BesidePage): void
  /** HTTP mode: Slack's url_verification handshake with the request URL. */
  verifyRequestUrl(): Promise<boolean>
  stop(): Promise<void>
}

export async function createLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const { clock = systemClock, slackRate = 1, host = '127.0.0.1', mode = 'socket' } = options
  const botToken = options.botToken ?? LOCAL_BOT_TOKEN
  const appToken = options.appToken ?? LOCAL_APP_TOKEN
  const signingSecret = options.signingSecret ?? LOCAL_SIGNING_SECRET
  const timings = { ...SLACK_TIMINGS, ...options.timings }
  const manifest = readAppManifest(options.manifest)
  let page = options.page
  let besidePage: BesidePage | undefined
  let port = 0
  const url = () => `http://${host}:${port}`

  const faults = createFaults()
  const counters = createCounters()
  const limits = createRateLimits({ clock, slackRate })
  const workspace: Workspace = createWorkspace({
    clock,
    seed: Seed.parse(options.seed ?? {}),
    manifest,
    timings,
    slackRate,
    baseUrl: url,
    appOnline: () => delivery.online(),
  })
  const sockets =
    mode === 'http'
      ? null
      : createSocketDelivery({
          ids: workspace.ids,
          faults,
          counters,
          timings,
          appId: workspace.app.id,
          onlineChanged: (online) => workspace.feed.publish(() => ({ type: 'app_changed', online })),
        })
  const http: HttpDelivery | null =
    mode === 'http'
      ? createHttpDelivery({ requestUrl: requestUrlOf(options), signingSecret, clock, counters, timings })
      : null
  const delivery = sockets ?? http ?? unreachable()
  const events = createEventQueue({ workspace, delivery, clock, retryMs: timings.eventRetryMs })
  const people = createInteractions({ workspace, delivery, events, faults, clock })
  const control = createControl({ workspace, sockets, faults, counters, slackRate })
  const files = createFileStore(workspace.ids)
  const context: MethodContext = {
    workspace,
    events,
    sockets,
    faults,
    files,
    clock,
    hasScope: (scope) => manifest.scopes?.has(scope) ?? true,
  }
  const api = createWebApi({ context, limits, counters, botToken, appToken })

  const server = createSlackServer({
    workspace,
    appRoutes: createAppRoutes({ api, context, limits, counters }),
    posts: { ...uiPosts(workspace, people), ...controlPosts(control) },
    gets: { ...uiGets(workspace), ...controlGets(control) },
    files,
    page: () => page,
    besidePage: () => besidePage,
    host,
    port: () => port,
  })
  server.on('upgrade', (request, socket, head) => {
    if (sockets === null) (socket as Socket).destroy()
    else sockets.upgrade(request, socket, head)
  })
  server.listen(options.port ?? 0, host)
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port

  return {
    url: url(),
    apiUrl: `${url()}/api/`,
    botToken,
    appToken,
    signingSecret,
    workspace,
    people,
    control,
    setPage(next) {
      page = next
    },
    mount(handler) {
      besidePage = handler
    },
    async verifyRequestUrl() {
      if (http === null) throw new AppError('slack.not_http', 'Only HTTP mode has a request URL.')
      return await http.verifyUrl()
    },
    async stop() {
      events.stop()
      sockets?.stop()
      workspace.feed.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function requestUrlOf(options: LocalSlackOptions): string {
  if (options.requestUrl === undefined) {
    throw new AppError('slack.no_request_url', 'HTTP mode needs a requestUrl to deliver to.')
  }
  return options.requestUrl
}

function unreachable(): never {
  throw new AppError('slack.no_delivery', 'A workspace delivers over sockets or HTTP.')
}
