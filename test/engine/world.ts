// A whole small installation in one process: the real record (in memory), agents, actions and configuration, and the sample shop over HTTP.
import { pino } from 'pino'
import { agents } from '../../agents/index.ts'
import type { SampleOrder, SampleSpec } from '../../dev/shop/sample-order.ts'
import { createSampleShop, type SampleShop } from '../../dev/shop/sample-shop.ts'
import { actions } from '../../src/actions/registry.ts'
import { type Configuration, readConfiguration } from '../../src/assembly/configuration.ts'
import { createEngineParts } from '../../src/assembly/engine-parts.ts'
import { orderRunId } from '../../src/channels/intake.ts'
import { shopify } from '../../src/channels/shopify/shopify.ts'
import { signShopify } from '../../src/channels/shopify/verify.ts'
import type { Clock } from '../../src/contracts/clock.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { EngineParts } from '../../src/engine/parts.ts'
import type { Jobs } from '../../src/jobs/jobs.ts'
import { createMemoryJobs } from '../../src/jobs/memory-jobs.ts'
import { createLedger } from '../../src/ledger/create-ledger.ts'
import type { Db } from '../../src/ledger/db.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { createMemoryState } from '../../src/state/memory-state.ts'
import { createTrustBook } from '../../src/trust/book.ts'
import { createEarnedBy } from '../../src/trust/earned-by.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { emptyDb, sharedDb } from '../setup/embedded-db.ts'

export const ANA = 'U0ANA0001'
export const BEN = 'U0BEN0001'
const SECRET = 'shop-secret'
/** Read once: no test changes it, each makes its own of it. */
const shipped = readConfiguration({ folder: 'config', agents, actions })

export type World = {
  engine: Engine
  ledger: Ledger
  parts: EngineParts
  configuration: Configuration
  shop: SampleShop
  clock: Clock
  pass(ms: number): void
  /** Sends webhooks of orders in, first or later ones, and carries everything as far as it goes. */
  send(...orders: Pick<SampleOrder, 'webhook'>[]): Promise<void>
  /** Lets due work run until nothing is left to do now. */
  settle(): Promise<void>
  runOf(order: SampleOrder): Promise<RunState>
  close(): Promise<void>
}

export type WorldOptions = {
  parts?: Partial<EngineParts>
  configuration?: (configuration: Configuration) => Configuration
  db?: Db
  /** Begins later, over the record that the world before left: nothing but the record is kept. */
  since?: { now: number }
  /** Puts something in front of the record: one that is slow, one that fails. */
  over?: (ledger: Ledger) => Ledger
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  let now = options.since?.now ?? Date.UTC(2026, 10, 10, 14)
  const clock: Clock = () => now
  const log = pino({ level: 'silent' })
  const shop = createSampleShop({ port: 0, clock, secret: SECRET })
  const { url } = await shop.listen()
  const configuration = (options.configuration ?? ((same) => same))(shipped)
  const db = options.db ?? (await (options.since === undefined ? emptyDb() : sharedDb()))
  const own = await createLedger({ db, newId, clock, onError: (error) => log.error(error) })
  const ledger = options.over?.(own) ?? own
  await ledger.saveConfig(configuration.hash, configuration.config)
  await ledger.settings.put('people', { admin: [], lead: [], reviewer: [ANA, BEN], viewer: [] }, ANA, now)
  await ledger.settings.put('limits_usd', { reviewer: null, lead: null, admin: null }, ANA, now)
  const jobs: Jobs = createMemoryJobs({ clock })
  const book = createTrustBook({ trust: ledger.trust, rates: configuration.policy.rates, clock })
  const parts = createEngineParts({
    environment: {
      SHOP_URL: url,
      SHOP_SECRET: SECRET,
      ANTHROPIC_API_KEY: undefined,
      ANTHROPIC_BASE_URL: undefined,
      REMOTE_AGENT_SECRET: undefined,
    },
    configuration,
    adapters: { jobs: { ...jobs, hint: async () => true }, entityState: createMemoryState({ clock }), db },
    ledger,
    drawSecret: 'never-drawn',
    isActive: async () => true,
    outages: async () => [],
    levelOf: book.levelOf,
    earnedBy: createEarnedBy({ trust: ledger.trust, book, policy: configuration.policy, clock }),
    clock,
    log,
  })
  const engine = createEngine({ ...parts, ...options.parts })

  async function settle(): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      const pending = await ledger.pendingDeliveryKeys(100)
      if (pending.length > 0) await engine.intake(pending)
      const due = await ledger.due(now, 100)
      if (due.length === 0 && pending.length === 0) return
      await engine.advance(due)
    }
    throw new Error('the world does not come to rest')
  }

  async function deliver(webhook: SampleOrder['webhook']): Promise<void> {
    const body = Buffer.from(JSON.stringify(webhook.body))
    const headers = {
      'x-shopify-topic': webhook.topic,
      'x-shopify-shop-domain': webhook.domain,
      'x-shopify-webhook-id': webhook.webhook_id,
      'x-shopify-hmac-sha256': signShopify(body, 's'),
    }
    const receipt = shopify.receive({ headers, subpath: webhook.topic, body }, now)
    if (receipt.status !== 'received') throw new Error(receipt.because)
    await ledger.storeDelivery(receipt.delivery)
  }

  return {
    engine,
    ledger,
    parts,
    configuration,
    shop,
    clock,
    settle,
    pass: (ms) => {
      now += ms
    },
    async send(...orders) {
      for (const { webhook } of orders) await deliver(webhook)
      await settle()
    },
    async runOf(order) {
      const state = await engine.state(
        orderRunId({ entity_id: order.entity_id, created_at: String(order.webhook.body['created_at']) }),
      )
      if (!state) throw new Error(`no run for ${order.number}`)
      return state
    },
    async close() {
      await jobs.close(100)
      await shop.close()
      await ledger.close()
    },
  }
}

export function open(state: RunState, step?: string) {
  const found = Object.values(state.decisions).find(
    (decision) => decision.status === 'open' && (step === undefined || decision.step === step),
  )
  if (!found)
    throw new Error(
      `no open decision${step ? ` of ${step}` : ''} in ${JSON.stringify(Object.values(state.steps).map(({ plan, status }) => [plan.step, status]))}`,
    )
  return found
}

const hongKong = { line: '1 Sample Street', city: 'Kowloon', province: 'Kowloon', postcode: '', country: 'HK' }
/** An order about which nothing is remarkable. */
export const plainSpec: SampleSpec = {
  kind: 'ordinary',
  id: '5222000000001',
  number: '2001',
  domain: 'sample-shop.myshopify.com',
  created_at: '2026-11-10T13:30:00Z',
  country: 'HK',
  lines: [],
  person: { id: '7222000000001', first_name: 'Sample', last_name: 'Customer', email: 'customer.2001@example.com' },
  shipping: hongKong,
  billing: hongKong,
  locale: 'en',
  gateway: 'cards',
  shipping_method: 'Standard',
  ip: '203.0.113.9',
  history: {
    orders: 4,
    chargebacks: 0,
    refunds: 0,
    first_order_at: '2025-01-01T00:00:00Z',
    orders_last_24h: 0,
    accounts_on_device: 1,
  },
}
