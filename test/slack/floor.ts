// The real engine over the embedded record, the real surface and a local Slack, put together as the app does: for what only the whole shows.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { parse } from 'yaml'
import { agents } from '../../agents/index.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import type { LocalSlackOptions } from '../../dev/slack/options.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { actions } from '../../src/actions/registry.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import type { RunEvent } from '../../src/contracts/event.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople, type People } from '../../src/slack/people.ts'
import { createReaching, type Reaching } from '../../src/slack/reach/reaching.ts'
import { createSlack, type Slack } from '../../src/slack/slack.ts'
import { createWorld, type World, type WorldOptions } from '../engine/world.ts'
import { read as readFile } from '../guards/tree.ts'
import { ANA, BEN, limits, OPS, rates, unhurried, workflows } from './desk.ts'

export type Floor = {
  world: World
  local: LocalSlack
  slack: Slack
  reaching: Reaching
  ana: Reviewer
  ben: Reviewer
  /** Where Slack would send its requests; only over HTTP. */
  requestUrl: string | undefined
  /** An order that the shop knows comes in, and its card is posted. */
  arrives(order: SampleOrder): Promise<SampleOrder>
  /** Our clock stands still in this world, so the outbox is asked by hand. */
  shown(): Promise<void>
  /** What the record holds of an order, of one kind. */
  recorded(order: SampleOrder, type: RunEvent['body']['type']): Promise<RunEvent[]>
  /** What the shop did, by action. */
  effects(): string[]
  close(): Promise<void>
}

export type FloorOptions = WorldOptions & {
  mode?: 'socket' | 'http'
  local?: Partial<LocalSlackOptions>
  /** A workspace that is there already, for an installation that starts again. */
  workspace?: LocalSlack
}

export const sampleCase = (id: Parameters<typeof namedCase>[0]): SampleOrder => namedCase(id).order

export async function createFloor(options: FloorOptions = {}): Promise<Floor> {
  const { mode = 'socket' } = options
  let people: People | null = null
  let reaching: Reaching | null = null
  const world = await createWorld({
    ...options,
    parts: {
      isActive: async (userId) => (await people?.isActive(userId)) ?? false,
      outages: async () => (await reaching?.outages.recent()) ?? [],
      ...options.parts,
    },
  })
  const server = mode === 'http' ? await listen() : null
  const requestUrl = server ? `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` : undefined
  const local =
    options.workspace ??
    (await createLocalSlack({
      manifest: parse(readFile('manifest.yml')),
      mode,
      slackRate: 50,
      ...(requestUrl ? { requestUrl } : {}),
      ...options.local,
    }))
  const members = local.workspace.channels.get(OPS)?.members
  if (!members?.includes(local.workspace.app.botUserId)) members?.push(local.workspace.app.botUserId)
  const log = pino({ level: 'silent' })
  const { engine, ledger, clock } = world
  const connection = {
    mode,
    botToken: local.botToken,
    appToken: local.appToken,
    signingSecret: local.signingSecret,
    apiUrl: local.apiUrl,
  }
  const watching = createReaching({ settings: ledger.settings, clock, log })
  reaching = watching
  const clients = createClients({ ...connection, fetch: watching.reach.fetch }, createBoltLogger(log))
  await ledger.settings.put('channels', { default: OPS, teams: {} }, ANA, 0)
  const policy = {
    people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
    limits_usd: limits,
    channels: { default: null, teams: {} },
  }
  people = createPeople({ client: clients.interactive, settings: ledger.settings, policy, clock })
  const slack = createSlack({
    ...{ connection, clients, people, engine, ledger, workflows, actions, newId, log, clock },
    reaching: watching,
    policy: { rates, ...unhurried },
    registry: agents,
    hasModel: false,
    levelOf: () => 'L1',
    slackRate: 50,
  })
  server?.on('request', (request, response) => slack.requestListener?.(request, response))
  await slack.start()

  async function shown(): Promise<void> {
    world.pass(2 * SECOND)
    await slack.outbox.pump()
  }

  return {
    world,
    local,
    slack,
    reaching: watching,
    ana: createReviewer(local, ANA),
    ben: createReviewer(local, BEN),
    requestUrl,
    shown,
    async arrives(order) {
      world.shop.place(order)
      await world.send(order)
      await shown()
      return order
    },
    async recorded(order, type) {
      const { run_id } = await world.runOf(order)
      const [stored] = await ledger.load([run_id], 'read')
      return (stored?.events ?? []).filter(({ body }) => body.type === type)
    },
    effects: () => world.shop.state.effects.all().map(({ action }) => action),
    async close() {
      await slack.stop()
      if (!options.workspace) await local.stop()
      server?.close()
      await world.close()
    },
  }
}

async function listen(): Promise<Server> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
