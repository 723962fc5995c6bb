// The main job with everything real but the model: an order's webhook becomes a card, a click becomes an effect in the shop.
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { agents } from '../../agents/index.ts'
import { ACTIONS, FIELDS } from '../../blocks/ids.ts'
import { messageProblems } from '../../blocks/kit/check-blocks.ts'
import { CARD_LINES } from '../../blocks/kit/lines.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { actions } from '../../src/actions/registry.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople } from '../../src/slack/people.ts'
import { createSlack, type Slack } from '../../src/slack/slack.ts'
import { read } from '../blocks/read.ts'
import { visibleLines } from '../blocks/visible-lines.ts'
import { createWorld, type World } from '../engine/world.ts'
import { read as readFile } from '../guards/tree.ts'
import { ANA, BEN, limits, OPS, rates, unhurried, workflows } from './desk.ts'

let world: World
let local: LocalSlack
let slack: Slack
let ben: Reviewer

beforeEach(async () => {
  world = await createWorld()
  local = await createLocalSlack({ manifest: parse(readFile('manifest.yml')), slackRate: 50 })
  local.workspace.channels.get(OPS)?.members.push(local.workspace.app.botUserId)
  const log = pino({ level: 'silent' })
  const connection = {
    mode: 'socket' as const,
    botToken: local.botToken,
    appToken: local.appToken,
    apiUrl: local.apiUrl,
  }
  const clients = createClients(connection, createBoltLogger(log))
  const { engine, ledger } = world
  await ledger.settings.put('channels', { default: OPS, teams: {} }, ANA, 0)
  const policy = {
    people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
    limits_usd: limits,
    channels: { default: null, teams: {} },
  }
  const people = createPeople({ client: clients.interactive, settings: ledger.settings, policy, clock: world.clock })
  slack = createSlack({
    ...{ connection, clients, people, engine, ledger, workflows, actions, newId, log },
    policy: { rates, ...unhurried },
    registry: agents,
    hasModel: false,
    levelOf: () => 'L1',
    slackRate: 50,
    clock: world.clock,
  })
  await slack.start()
  ben = createReviewer(local, BEN)
})
afterEach(async () => {
  await slack.stop()
  await local.stop()
  await world.close()
})

async function arrives(id: Parameters<typeof namedCase>[0]) {
  const { order } = namedCase(id)
  world.shop.place(order)
  await world.send(order)
  await shown()
  return order
}

/** Our clock stands still in this world, so the outbox is asked by hand. */
async function shown(): Promise<void> {
  world.pass(2_000)
  await slack.outbox.pump()
}

const texts = () =>
  ben
    .messages(OPS)
    .filter(({ ephemeral }) => !ephemeral)
    .map(({ blocks }) => read(blocks))

describe('an order that fraud would hold and fulfilment would ship', () => {
  it('is one card with both sides, and the choice is carried out in the shop', async () => {
    await arrives('disagreement')
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toContain('Two agents disagree')
    expect(await ben.click(ACTIONS.chooseMine)).toEqual({ status: 'ok' })
    await world.settle()
    await shown()
    expect(world.shop.state.effects.all().map(({ action }) => action)).toContain('hold')
    expect(texts().join('\n')).toContain(`approved by <@${BEN}>`)
  })

  it('can be read about with /order, and in the Home tab', async () => {
    const order = await arrives('disagreement')
    ben.openHome()
    await ben.until(() => ben.home(), { what: 'the Home tab' })
    expect(read((ben.home()?.view.blocks ?? []) as never)).toContain('[Open]')
    await ben.command(`/order ${order.number}`, OPS)
    const reply = await ben.until(() => ben.ephemerals()[0], { what: 'the timeline' })
    expect(read(reply.blocks)).toMatch(/fraud_detection \d+\.\d+\.\d+: \w+, confidence/)
    expect(JSON.stringify(reply.blocks)).not.toContain('@example.com')
  })
})

describe('what is shown', () => {
  it('never names the customer in a notification, and every card keeps to the limits and twelve lines', async () => {
    await arrives('disagreement')
    for (const message of ben.messages(OPS)) {
      expect(messageProblems(message.blocks as never)).toEqual([])
      expect(visibleLines(message.blocks as never)).toBeLessThanOrEqual(CARD_LINES)
      expect(message.text).toMatch(/#/)
    }
  })
})

describe('practice', () => {
  it('posts five cards that say PRACTICE, can be answered, and touch nothing', async () => {
    await ben.command('/agents practice', OPS)
    await ben.until(() => ben.ephemerals()[0], { what: 'the answer to the command' })
    await world.settle()
    await shown()
    expect(texts()).toHaveLength(5)
    expect(texts().every((text) => text.startsWith('# PRACTICE'))).toBe(true)
    const card = ben.messages(OPS).find(({ blocks }) => read(blocks).includes('[Reject]'))
    await ben.click(ACTIONS.reject, { ...(card ? { message: card } : {}) })
    await ben.until(() => ben.view(), { what: 'the reason' })
    expect(await ben.submit(undefined, { [FIELDS.rejectReason]: 'policy_changed' })).toEqual({ status: 'ok' })
    await world.settle()
    expect(world.shop.state.effects.all()).toEqual([])
  })
})
