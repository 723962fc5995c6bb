// A whole small installation with many open questions: the real record, engine and surface, and a strict workspace.
import { pino } from 'pino'
import { parse } from 'yaml'
import { agents } from '../../agents/index.ts'
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { actions } from '../../src/actions/registry.ts'
import { newId } from '../../src/contracts/ids.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople } from '../../src/slack/people.ts'
import { createSlack, type Slack } from '../../src/slack/slack.ts'
import { createWorld, type World, type WorldOptions } from '../engine/world.ts'
import { read as readFile } from '../guards/tree.ts'
import { ANA, BEN, limits, OPS, rates, unhurried, workflows } from './desk.ts'

export type ReviewDesk = {
  world: World
  local: LocalSlack
  slack: Slack
  ana: Reviewer
  ben: Reviewer
  /** Orders whose first agent asks a person, every one of them. */
  offer(count: number): Promise<SampleOrder[]>
  /** One round of the outbox, after a while. */
  shown(ms?: number): Promise<void>
  /** A second process on the same record and workspace; stopped with the desk. */
  restarted(): Promise<Slack>
  close(): Promise<void>
}

export type ReviewDeskOptions = {
  /** Offered before anybody looks: nothing of them is posted yet. */
  orders?: number
  above?: number
  slackRate?: number
  settings?: Record<string, JsonObject>
  world?: WorldOptions
}

export async function createReviewDesk(options: ReviewDeskOptions = {}): Promise<ReviewDesk> {
  const { above = 40, slackRate = 50, settings = {} } = options
  const world = await createWorld({
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 1 } } },
    }),
    ...options.world,
  })
  const local = await createLocalSlack({ manifest: parse(readFile('manifest.yml')), slackRate })
  local.workspace.channels.get(OPS)?.members.push(local.workspace.app.botUserId)
  const { engine, ledger, clock } = world
  const people_ = { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] }
  const stored = { people: people_, channels: { default: OPS, teams: {} }, ...settings }
  for (const [key, value] of Object.entries(stored)) await ledger.settings.put(key, value, ANA, clock())
  const slacks: Slack[] = []

  async function start(): Promise<Slack> {
    const log = pino({ level: 'silent' })
    const { botToken, appToken, apiUrl } = local
    const connection = { mode: 'socket' as const, botToken, appToken, apiUrl }
    const clients = createClients(connection, createBoltLogger(log))
    const policy = {
      people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
      limits_usd: limits,
      channels: { default: null, teams: {} },
    }
    const people = createPeople({ client: clients.interactive, settings: ledger.settings, policy, clock })
    const slack = createSlack({
      ...{ connection, clients, people, engine, ledger, workflows, actions, newId, log, clock, slackRate },
      policy: { rates, ...unhurried, backlog: { brief_above: above } },
      registry: agents,
      hasModel: false,
      levelOf: () => 'L1',
    })
    await slack.start()
    slacks.push(slack)
    return slack
  }

  const generator = orderGenerator({ seed: 7 })
  async function offer(count: number): Promise<SampleOrder[]> {
    const orders = generator.take(count)
    for (const order of orders) {
      world.shop.place(order)
      await world.send(order)
      world.pass(1_000)
    }
    return orders
  }

  await offer(options.orders ?? 0)
  const slack = await start()
  return {
    world,
    local,
    slack,
    ana: createReviewer(local, ANA),
    ben: createReviewer(local, BEN),
    offer,
    async shown(ms = 2_000) {
      world.pass(ms)
      await slack.outbox.pump()
    },
    restarted: start,
    async close() {
      for (const each of slacks) await each.stop()
      await local.stop()
      await world.close()
    },
  }
}
