// A whole small installation with people at its Slack: the real engine, record and shop, and a local workspace.
import { pino } from 'pino'
import { parse } from 'yaml'
import { agents } from '../../agents/index.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { actions } from '../../src/actions/registry.ts'
import { newId } from '../../src/contracts/ids.ts'
import { stopKey } from '../../src/contracts/settings.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople } from '../../src/slack/people.ts'
import { createSlack } from '../../src/slack/slack.ts'
import { createWorld, type World, type WorldOptions } from '../engine/world.ts'
import { read as readFile } from '../guards/tree.ts'
import { ANA, BEN, CHLOE, limits, OPS, rates, unhurried, workflows } from './desk.ts'

export type Living = {
  world: World
  local: LocalSlack
  /** An admin, a reviewer, and somebody without a role. */
  ana: Reviewer
  ben: Reviewer
  chloe: Reviewer
  /** An order that goes through by itself, but for the message to its customer: that one is asked about. */
  draftArrives(): Promise<void>
  /** Everything that is due is done and shown. Our clock stands still in this world, so the outbox is asked by hand. */
  settled(): Promise<void>
  close(): Promise<void>
}

export async function createLiving({ parts }: Pick<WorldOptions, 'parts'> = {}): Promise<Living> {
  const world = await createWorld({
    ...(parts ? { parts } : {}),
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } } },
    }),
  })
  const local = await createLocalSlack({ manifest: parse(readFile('manifest.yml')), slackRate: 50 })
  local.workspace.channels.get(OPS)?.members.push(local.workspace.app.botUserId)
  const log = pino({ level: 'silent' })
  const { botToken, appToken, apiUrl } = local
  const connection = { mode: 'socket' as const, botToken, appToken, apiUrl }
  const clients = createClients(connection, createBoltLogger(log))
  const { engine, ledger } = world
  await ledger.settings.put('channels', { default: OPS, teams: {} }, ANA, 0)
  await ledger.settings.put('people', { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] }, ANA, 0)
  const policy = {
    people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
    limits_usd: limits,
    channels: { default: null, teams: {} },
  }
  const people = createPeople({ client: clients.interactive, settings: ledger.settings, policy, clock: world.clock })
  const slack = createSlack({
    ...{ connection, clients, people, engine, ledger, workflows, actions, newId, log },
    policy: { rates, ...unhurried },
    registry: agents,
    hasModel: false,
    levelOf: () => 'L1',
    slackRate: 50,
    clock: world.clock,
  })
  await slack.start()

  async function settled(): Promise<void> {
    await world.settle()
    // A card and its notes take a turn each.
    for (let turn = 0; turn < 4; turn += 1) {
      world.pass(2_000)
      await slack.outbox.pump()
    }
  }

  return {
    world,
    local,
    ana: createReviewer(local, ANA),
    ben: createReviewer(local, BEN),
    chloe: createReviewer(local, CHLOE),
    settled,
    async draftArrives() {
      await ledger.settings.put(stopKey('customer_notification'), { by: ANA, at: 0 }, ANA, 0)
      const { order } = namedCase('duplicate')
      world.shop.place(order)
      await world.send(order)
      await settled()
    },
    async close() {
      await slack.stop()
      await local.stop()
      await world.close()
    },
  }
}
