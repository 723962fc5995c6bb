// A small installation whose time is moved by hand: the real record and engine, a local Slack, and the surface without its timers.
import { pino } from 'pino'
import { agents } from '../../agents/index.ts'
import type { SampleOrder, SampleSpec } from '../../dev/shop/sample-order.ts'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { actions } from '../../src/actions/registry.ts'
import type { Configuration } from '../../src/assembly/configuration.ts'
import { newId } from '../../src/contracts/ids.ts'
import { contentHash } from '../../src/contracts/json.ts'
import { type Policy, RunPolicy } from '../../src/contracts/policy.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createSurface } from '../../src/slack/create-surface.ts'
import type { Outbox } from '../../src/slack/outbox.ts'
import { createPeople } from '../../src/slack/people.ts'
import type { Reminders } from '../../src/slack/reminders/reminders.ts'
import { read } from '../blocks/read.ts'
import { createWorld, plainSpec, type World } from '../engine/world.ts'
import { ANA, BEN, CHLOE, OPS, workflows } from './desk.ts'

/** What is not named is the policy's own. */
export type TimedPolicy = Partial<
  Pick<Policy, 'deadlines' | 'hours' | 'cut_offs' | 'reminders' | 'on_call' | 'backlog'>
>

export type TimedDesk = {
  world: World
  slack: LocalSlack
  outbox: Outbox
  reminders: Reminders
  /** A second process over the same record and the same Slack. */
  other(): Process
  /** Order by order, each a question. */
  ask(count: number, first?: number): Promise<SampleOrder[]>
  /** Moves the clock on; what is due happens, and people hear of it. */
  pass(ms: number): Promise<void>
  /** Everything but the record and Slack is made anew. */
  restart(): Promise<void>
  /** Direct messages to a person, as read. */
  told(user: string): string[]
  inChannel(): string[]
  close(): Promise<void>
}

type Process = { outbox: Outbox; reminders: Reminders }

/** Chargebacks, a card issued elsewhere, the eighth order of the day: fraud would cancel it, and asks. */
const doubtful: SampleSpec = {
  ...plainSpec,
  kind: 'risky',
  lines: [{ sku: 'AUD-CABLE-1M', quantity: 1 }],
  billing: { line: '9 Elsewhere Road', city: 'Portland', province: 'Oregon', postcode: '97201', country: 'US' },
  shipping_method: 'Express',
  history: {
    ...{ orders: 0, refunds: 0, first_order_at: null },
    ...{ chargebacks: 2, orders_last_24h: 8, accounts_on_device: 6 },
  },
}

export const roles = { admin: [ANA], lead: [CHLOE], reviewer: [BEN], viewer: [] }

export async function createTimedDesk(timed: TimedPolicy = {}): Promise<TimedDesk> {
  let policy: Policy | null = null
  const configuration = withPolicy(timed)
  let world = await createWorld({ configuration })
  const slack = await createLocalSlack({ slackRate: 1000 })
  slack.workspace.channels.get(OPS)?.members.push(slack.workspace.app.botUserId)
  const orders: SampleOrder[] = []
  await world.ledger.settings.put('people', roles, ANA, world.clock())
  await world.ledger.settings.put('channels', { default: OPS, teams: {} }, ANA, world.clock())

  function withPolicy(patch: TimedPolicy): (same: Configuration) => Configuration {
    return (same) => {
      policy = { ...same.policy, ...patch, ask: { ...same.policy.ask, sample: 0 } }
      const config = { ...same.config, policy: RunPolicy.parse(policy) }
      return { ...same, policy, config, hash: contentHash(config) }
    }
  }

  function process(): Process {
    if (!policy) throw new Error('no configuration was read')
    const log = pino({ level: 'silent' })
    const connection = { mode: 'http' as const, botToken: slack.botToken, apiUrl: slack.apiUrl, signingSecret: 'x' }
    const clients = createClients(connection, createBoltLogger(log))
    const { ledger, engine, clock } = world
    const people = createPeople({ client: clients.interactive, settings: ledger.settings, policy, clock })
    return createSurface({
      ...{ connection, clients, people, engine, ledger, policy, actions, workflows, clock, newId, log },
      registry: agents,
      hasModel: false,
      levelOf: () => 'L1',
      slackRate: 1000,
      identity: () => ({
        userId: slack.workspace.app.botUserId,
        botId: slack.workspace.app.botId,
        teamId: 'T0LOCAL01',
        url: slack.url,
      }),
      respond: async () => undefined,
    })
  }

  let own = process()
  const shown = (messages: readonly { blocks: unknown; ephemeral?: unknown }[]): string[] =>
    messages.filter(({ ephemeral }) => !ephemeral).map(({ blocks }) => read(blocks as never))

  async function round(): Promise<void> {
    await world.settle()
    await own.outbox.pump()
    await own.reminders.pump()
  }

  return {
    get world() {
      return world
    },
    slack,
    get outbox() {
      return own.outbox
    },
    get reminders() {
      return own.reminders
    },
    other: process,
    async ask(count, first = 2001) {
      const made = Array.from({ length: count }, (_, index) => {
        const number = String(first + index)
        return sampleOrder({ ...doubtful, id: `52220000${number}`, number })
      })
      for (const order of made) world.shop.place(order)
      await world.send(...made)
      orders.push(...made)
      await round()
      return made
    },
    async pass(ms) {
      world.pass(ms)
      await round()
    },
    async restart() {
      const now = world.clock()
      await world.close()
      world = await createWorld({ configuration, since: { now } })
      await world.ledger.settings.put('people', roles, ANA, now)
      for (const order of orders) world.shop.place(order)
      own = process()
    },
    told: (user) =>
      shown(
        createReviewer(slack, user)
          .messages()
          .filter(({ channel }) => channel.startsWith('D')),
      ),
    inChannel: () => shown(createReviewer(slack, BEN).messages(OPS)),
    async close() {
      await own.outbox.stop()
      await slack.stop()
      await world.close()
    },
  }
}
