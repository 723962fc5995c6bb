// A surface without a socket: a real Bolt app that is handed bodies directly, a fake engine, and a note of everything in its order.
import { App } from '@slack/bolt'
import { pino } from 'pino'
import { agents } from '../../agents/index.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { actions } from '../../src/actions/registry.ts'
import { ALWAYS_STAFFED } from '../../src/contracts/hours.ts'
import { newId } from '../../src/contracts/ids.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import type { People as Named } from '../../src/contracts/settings.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Ledger, LedgerQueries } from '../../src/ledger/ledger.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createSurface } from '../../src/slack/create-surface.ts'
import { registerListeners } from '../../src/slack/listeners/register.ts'
import type { Surface } from '../../src/slack/listeners/surface.ts'
import type { Outbox } from '../../src/slack/outbox.ts'
import { createPeople } from '../../src/slack/people.ts'
import type { Reply } from '../../src/slack/respond.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { ANA, BEN, OPS } from './bodies.ts'
import { type MemoryCards, memoryCards, memoryQueries, memorySettings, noBacklog, quietTimes } from './memory-record.ts'

export const rates = { as_of: '2026-11-18', per_usd: { HKD: 7.79 } }
/** Hours, owners and channels of a policy that says nothing about them. */
export const unhurried = {
  hours: { default: ALWAYS_STAFFED, teams: {} },
  owners: {},
  channels: { default: null, teams: {} },
}
export const limits = { reviewer: null, lead: null, admin: null }
export const workflows = {
  order_to_fulfilment: { about: 'From order to parcel', enabled: true },
  person_review: { about: 'An order that somebody wants people to look at', enabled: true },
}
const team: Record<string, JsonObject> = {
  people: { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] },
  channels: { default: OPS, teams: {} },
  setup: { done_by: ANA, done_at: 0 },
}

export { ANA, BEN, CHLOE, OPS, press, RESPONSE_URL, submit, type } from './bodies.ts'

export type Desk = {
  slack: LocalSlack
  cards: MemoryCards
  settings: ReturnType<typeof memorySettings>
  outbox: Outbox
  /** Everything that was answered through a response_url. */
  replies: Reply[]
  /** What happened, in order: 'answer', 'ack', 'person: …', 'message: …'. */
  story: string[]
  /** When the last click was acknowledged, in milliseconds after it was sent. */
  ackedAfter(): number
  /** Moves our clock on; the workspace keeps its own. */
  pass(ms: number): void
  surface: Surface
  /** Hands Bolt a body; resolves with what was acknowledged, once everything is over. */
  send(body: Record<string, unknown>): Promise<unknown>
  close(): Promise<void>
}

export type DeskOptions = {
  engine?: Partial<Engine>
  state?: RunState | null
  settings?: Record<string, JsonObject>
  queries?: Partial<LedgerQueries>
  /** Other parts of the record, in place of empty ones. */
  record?: Partial<Ledger>
  load?: Ledger['load']
  /** Of the workspace and of us; 50 times Slack's own by default. */
  slackRate?: number
  manifest?: unknown
  policyPeople?: Named
  /** Answers response_urls; by default they always work. */
  respond?: (reply: Reply) => Promise<void>
}

export async function createDesk(options: DeskOptions = {}): Promise<Desk> {
  const { slackRate = 50 } = options
  const slack = await createLocalSlack({ slackRate, ...(options.manifest ? { manifest: options.manifest } : {}) })
  slack.workspace.channels.get(OPS)?.members.push(slack.workspace.app.botUserId)
  const log = pino({ level: 'silent' })
  let passed = 0
  const clock = () => Date.now() + passed
  const connection = { mode: 'http' as const, botToken: slack.botToken, apiUrl: slack.apiUrl, signingSecret: 'x' }
  const clients = createClients(connection, createBoltLogger(log))
  const cards = memoryCards()
  const settings = memorySettings(options.settings ?? team)
  const policy = {
    people: options.policyPeople ?? { admin: [], lead: [], reviewer: [], viewer: [] },
    limits_usd: limits,
    channels: { default: null, teams: {} },
  }
  const people = createPeople({ client: clients.interactive, settings, policy, clock })
  const replies: Reply[] = []
  const story: string[] = []
  const { surface, outbox } = createSurface({
    connection,
    clients,
    people,
    engine: fakeEngine(options, story),
    ledger: {
      cards,
      settings,
      queries: memoryQueries(options.queries),
      ...quietTimes(),
      ...noBacklog(),
      ...options.record,
      load: options.load ?? (async () => []),
    } as unknown as Ledger,
    policy: { rates, ...unhurried },
    registry: agents,
    actions,
    workflows,
    hasModel: false,
    levelOf: () => 'L1',
    slackRate,
    clock,
    newId,
    log,
    identity: () => ({
      userId: slack.workspace.app.botUserId,
      botId: slack.workspace.app.botId,
      teamId: 'T0LOCAL01',
      url: slack.url,
    }),
    respond: async (_url, reply) => {
      await options.respond?.(reply)
      replies.push(reply)
      story.push(`${reply.to}: ${reply.text}`)
    },
  })
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    authorize: async () => ({ botToken: slack.botToken, botId: 'B1', botUserId: slack.workspace.app.botUserId }),
    convoStore: false,
    deferInitialization: true,
    logger: createBoltLogger(log),
  })
  await app.init()
  registerListeners(app, surface)
  let ackedAfter = Number.NaN
  return {
    slack,
    surface,
    ackedAfter: () => ackedAfter,
    pass(ms) {
      passed += ms
    },
    cards,
    settings,
    outbox,
    replies,
    story,
    async send(body) {
      let acked: unknown = 'never'
      const began = performance.now()
      await app.processEvent({
        body,
        ack: async (response?: unknown) => {
          acked = response
          ackedAfter = performance.now() - began
          story.push('ack')
        },
      })
      await surface.attempts.drain()
      return acked
    },
    async close() {
      await outbox.stop()
      await slack.stop()
    },
  }
}

function fakeEngine({ engine = {}, state = null }: DeskOptions, story: string[]): Engine {
  const never = async (): Promise<never> => {
    throw new Error('not part of this test')
  }
  const given: Engine = {
    answer: never,
    stopAction: never,
    undoAction: never,
    revive: never,
    pass: never,
    correct: never,
    requestRun: never,
    announced: async () => undefined,
    startRuns: never,
    state: async () => state,
    intake: never,
    advance: never,
    startCheck: never,
    answerAudit: never,
    sweep: never,
    ...engine,
  }
  return {
    ...given,
    async answer(request) {
      const answer = await given.answer(request)
      story.push('answer')
      return answer
    },
  }
}
