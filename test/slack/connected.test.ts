// The whole of it over Slack's own protocol: two sockets or signed HTTP, a person who clicks, a socket that Slack moves.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { agents } from '../../agents/index.ts'
import { ACTIONS } from '../../blocks/ids.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer, type Reviewer } from '../../dev/slack/reviewer.ts'
import { actions } from '../../src/actions/registry.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { newId } from '../../src/contracts/ids.ts'
import type { Answer, Engine } from '../../src/engine/engine.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { identify } from '../../src/slack/identity.ts'
import { createPeople } from '../../src/slack/people.ts'
import { createSlack, type Slack } from '../../src/slack/slack.ts'
import { read } from '../blocks/read.ts'
import { read as readFile } from '../guards/tree.ts'
import { ANA, BEN, limits, OPS, rates, unhurried, workflows } from './desk.ts'
import { type MemoryCards, memoryCards, memoryQueries, memorySettings, noBacklog, quietTimes } from './memory-record.ts'
import { asking, held, RUN_ID } from './sample-states.ts'

let local: LocalSlack
let slack: Slack
let cards: MemoryCards
let ben: Reviewer
let server: Server | null = null
let state = asking
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const manifest: unknown = parse(readFile('manifest.yml'))

afterEach(async () => {
  await slack.stop()
  await local.stop()
  server?.close()
  server = null
})

const answers: Engine['answer'] = async ({ by }): Promise<Answer> => {
  const decision = Object.values(held.decisions)[0]
  if (state === held && decision)
    return {
      outcome: 'already',
      ruling: { ruling: 'already', decision, status: 'approved', by: BEN, at: 0, yours: by === BEN },
      state,
    }
  state = held
  cards.want(RUN_ID, { question: state.question, version: state.version })
  return { outcome: 'counted', decision_id: '', kind: 'approve', status: 'approved', weight: 'evidence', state }
}

async function connect(mode: 'socket' | 'http'): Promise<void> {
  state = asking
  cards = memoryCards()
  const requestUrl = mode === 'http' ? await listen() : undefined
  local = await createLocalSlack({ manifest, mode, slackRate: 50, ...(requestUrl ? { requestUrl } : {}) })
  local.workspace.channels.get(OPS)?.members.push(local.workspace.app.botUserId)
  const log = pino({ level: 'silent' })
  const connection = {
    mode,
    botToken: local.botToken,
    appToken: local.appToken,
    signingSecret: local.signingSecret,
    apiUrl: local.apiUrl,
  }
  const clients = createClients(connection, createBoltLogger(log))
  const settings = memorySettings({
    people: { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] },
    channels: { default: OPS, teams: {} },
  })
  const policy = {
    people: { admin: [], lead: [], reviewer: [], viewer: [] },
    limits_usd: limits,
    channels: { default: null, teams: {} },
  }
  const people = createPeople({ client: clients.interactive, settings, policy, clock: Date.now })
  const engine = { state: async () => state, answer: answers } as unknown as Engine
  const ledger = {
    cards,
    settings,
    queries: memoryQueries(),
    ...quietTimes(),
    ...noBacklog(),
    load: async () => [],
  } as unknown as Ledger
  slack = createSlack({
    ...{ connection, clients, people, engine, ledger, workflows, actions, newId, log },
    policy: { rates, ...unhurried },
    registry: agents,
    hasModel: false,
    levelOf: () => 'L1',
    slackRate: 50,
    clock: Date.now,
  })
  server?.on('request', (request, response) => slack.requestListener?.(request, response))
  await slack.start()
  ben = createReviewer(local, BEN)
}

async function listen(): Promise<string> {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
}

async function cardPosted() {
  cards.want(RUN_ID, { question: state.question, version: state.version })
  slack.wake()
  return ben.until(() => ben.cards(OPS)[0], { what: 'the card' })
}

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  it('a card is posted, approved with one click, and shows who did it', async () => {
    await connect(mode)
    await cardPosted()
    expect(await ben.click(ACTIONS.approve)).toEqual({ status: 'ok' })
    const card = await ben.until(() => ben.messages(OPS).find(({ blocks }) => read(blocks).includes('approved by')), {
      what: 'the answer on the card',
    })
    expect(read(card.blocks)).toContain(`approved by <@${BEN}>`)
    expect(ben.messages(OPS)).toHaveLength(1)
  })

  it('the second of two people hears who was faster', async () => {
    await connect(mode)
    const card = await cardPosted()
    const ana = createReviewer(local, ANA)
    await ben.click(ACTIONS.approve, { message: card })
    await ana.click(ACTIONS.approve, { message: card })
    const told = await ana.until(() => ana.ephemerals()[0], { what: 'the loser to be told' })
    expect(told.text).toContain(`<@${BEN}> was faster`)
  })

  it('a command is answered, and so is a mention', async () => {
    await connect(mode)
    expect(await ben.command('/countersign help', OPS)).toEqual({ status: 'ok' })
    const help = await ben.until(() => ben.ephemerals()[0], { what: 'help' })
    expect(read(help.blocks)).toContain('/order 1042')
    ben.say(OPS, `<@${local.workspace.app.botUserId}> hello`)
    const answer = await ben.until(() => ben.messages(OPS).find(({ replyCount }) => replyCount > 0), {
      what: 'an answer in the thread',
    })
    expect(read(ben.thread(answer)[1]?.blocks ?? [])).toContain('You can ask me')
  })

  it('a message to the app is answered once and does not start a conversation with itself', async () => {
    await connect(mode)
    ben.say('app', 'hello')
    await ben.until(() => ben.messages('app').length > 1, { what: 'an answer' })
    await ben.command('/countersign help')
    expect(ben.messages('app').filter(({ ephemeral }) => !ephemeral)).toHaveLength(2)
  })
})

describe('two sockets', () => {
  it('are open, and while Slack moves one the other answers', async () => {
    await connect('socket')
    expect(local.control.stats().sockets).toBe(2)
    local.control.refreshSockets({ count: 1 })
    expect(await ben.command('/countersign help', OPS)).toEqual({ status: 'ok' })
    expect(local.control.stats().missedAcks).toBe(0)
  })
})

describe('a process that stood still for two seconds', () => {
  it('keeps a socket, though its pongs are read late', async () => {
    await connect('socket')
    const { calls } = local.control.stats()
    // A first pong has to be there before one can be late.
    await pause(SECOND)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2.2 * SECOND)
    await vi.waitFor(() => expect(local.control.stats().sockets, 'the hasty one has left').toBe(1))
    await pause(SECOND / 5)
    expect(await ben.command('/countersign help', OPS)).toEqual({ status: 'ok' })
    expect(local.control.stats().calls['apps.connections.open']).toBe(calls['apps.connections.open'])
  })
})

describe('a token that Slack refuses', () => {
  it('stops the start with a sentence', async () => {
    await connect('socket')
    await slack.stop()
    const log = pino({ level: 'silent' })
    const connection = {
      mode: 'socket' as const,
      botToken: 'xoxb-wrong',
      appToken: local.appToken,
      apiUrl: local.apiUrl,
    }
    const clients = createClients(connection, createBoltLogger(log))
    await expect(identify(clients.background)).rejects.toMatchObject({ code: 'slack.token' })
  })
})
