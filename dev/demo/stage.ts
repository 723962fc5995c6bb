// Everything the try-it workspace consists of, in one process: a sample shop, an address checker, a local Slack and the real app between them.
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { parse } from 'yaml'
import { agents } from '../../agents/index.ts'
import { actions } from '../../src/actions/registry.ts'
import { type App, createApp } from '../../src/app.ts'
import { type Adapters, createAdapters } from '../../src/assembly/adapters.ts'
import { type Configuration, readConfiguration } from '../../src/assembly/configuration.ts'
import { type Environment, readEnvironment } from '../../src/config.ts'
import type { Clock } from '../../src/contracts/clock.ts'
import { recordFolder } from '../../src/ledger/pglite-db.ts'
import { createSampleShop, type SampleShop } from '../shop/sample-shop.ts'
import { createLocalSlack, type LocalSlack } from '../slack/local-slack.ts'
import { LOCAL_APP_TOKEN, LOCAL_BOT_TOKEN, LOCAL_SIGNING_SECRET, type LocalSlackOptions } from '../slack/options.ts'
import { startAddressVendor } from './address-vendor.ts'
import { demoSchema } from './demo-schema.ts'
import { copyRecord, emptyRecord } from './empty-record.ts'
import { ANA, BEN, OPS, workspaceSeed } from './people.ts'
import { handOver, smallRefund } from './refunds/actions.ts'
import { smallRefunds } from './refunds/agent.ts'
import { type RefundVendor, startRefundVendor } from './refunds/vendor.ts'
import { configFolder, OWN_TIME_ZONE } from './stage-config.ts'
import { unlinkKeys } from './stage-redis.ts'
import { createUndo } from './stage-undo.ts'
import type { Vendor } from './vendor.ts'

export type Stage = {
  app: App
  adapters: Adapters
  slack: LocalSlack
  shop: SampleShop
  configuration: Configuration
  vendor: Vendor
  refundVendor: RefundVendor
  webUrl: string
  shopifySecret: string
  eventsSecret: string
  stop(): Promise<void>
}

export type StageOptions = {
  clock: Clock
  log: Logger
  slackRate: number
  /** Port of the workspace page; 0 for any. */
  port: number
  /** Stores of the person who runs it; both empty: everything in a temporary folder. */
  stores: Pick<Environment, 'DATABASE_URL' | 'REDIS_URL'>
  page?: LocalSlackOptions['page']
  /** An empty record whose making began earlier. */
  record?: Promise<string | null>
  /** Multiplies the shop's opening stock, for runs of many orders. */
  plenty?: number
  /** Reviewers without a limit, for scripted people who must be able to answer everything. */
  unlimited?: boolean
  /** No spot checks: only what must be asked is, for a story that is the same every time. */
  onlyMustAsk?: boolean
  /** Every question a card of its own, however many there are: no brief in their place. */
  noBrief?: boolean
  /** Every proposal is asked, for backlogs. */
  askEverything?: boolean
  /** A moment instead of seconds before what cannot be undone, for pictures and tests. */
  brisk?: boolean
  /** On whose clock it is Monday morning; this machine's unless said otherwise. */
  timeZone?: string
  /** Leaves people, channel and limits unset, as after a first install. */
  fresh?: boolean
  /** Ends the making of it, wherever it is: what was begun is stopped, and its reason thrown. */
  signal?: AbortSignal
}

const SECRETS = {
  shopify: 'sample-webhook-secret',
  events: 'sample-help-desk-secret',
  shop: 'sample-shop-secret',
  vendor: 'sample-vendor-secret',
} as const

export async function createStage({
  clock,
  log,
  slackRate,
  port,
  stores,
  page,
  record,
  plenty = 1,
  fresh = false,
  unlimited = false,
  brisk = false,
  onlyMustAsk = false,
  noBrief = false,
  askEverything = false,
  timeZone = OWN_TIME_ZONE,
  signal,
}: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-demo-'))
  const { begun, stop } = createUndo(signal)
  try {
    begun(() => rm(folder, { recursive: true, force: true }))
    const shop = createSampleShop({ port: 0, clock, secret: SECRETS.shop, plenty })
    const shopAddress = await shop.listen()
    begun(() => shop.close())
    // Only Singapore keeps the poles: one of the named cases is about them.
    for (const warehouse of ['HKG', 'SYD']) shop.shelf.set('OUT-POLES', warehouse, 0)
    const vendor = await startAddressVendor({ secret: SECRETS.vendor, clock })
    begun(() => vendor.stop())
    const refundVendor = await startRefundVendor({ secret: SECRETS.vendor, clock })
    begun(() => refundVendor.stop())
    const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')) as unknown
    const slack = await createLocalSlack({
      port,
      clock,
      slackRate,
      seed: workspaceSeed,
      manifest,
      ...(page ? { page } : {}),
    })
    begun(() => slack.stop())
    const schema = stores.DATABASE_URL ? await demoSchema(stores.DATABASE_URL) : null
    if (schema) begun(() => schema.drop())
    const prefix = schema?.name ?? 'countersign-demo'
    const redisUrl = stores.REDIS_URL
    if (redisUrl) begun(() => unlinkKeys(redisUrl, prefix))
    const environment = readEnvironment({
      SLACK_BOT_TOKEN: LOCAL_BOT_TOKEN,
      SLACK_APP_TOKEN: LOCAL_APP_TOKEN,
      SLACK_SIGNING_SECRET: LOCAL_SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      SHOPIFY_WEBHOOK_SECRET: SECRETS.shopify,
      EVENTS_WEBHOOK_SECRET: SECRETS.events,
      SHOP_URL: shopAddress.url,
      SHOP_SECRET: SECRETS.shop,
      REMOTE_AGENT_SECRET: SECRETS.vendor,
      DATA_DIR: join(folder, 'data'),
      CONFIG_DIR: configFolder(folder, [vendor.url, refundVendor.url], {
        brisk,
        onlyMustAsk,
        askEverything,
        noBrief,
        timeZone,
      }),
      PORT: '0',
      ...(schema ? { DATABASE_URL: schema.url } : {}),
      ...(stores.REDIS_URL ? { REDIS_URL: stores.REDIS_URL } : {}),
    })
    // The product's own, and a refund tool that lives elsewhere with what it may do.
    const registry = {
      agents: [...agents, smallRefunds],
      actions: { ...actions, small_refund: smallRefund, hand_over: handOver },
    }
    const configuration = readConfiguration({ folder: environment.CONFIG_DIR, ...registry })
    const empty = schema ? null : await (record ?? emptyRecord())
    if (empty !== null) await copyRecord(empty, recordFolder(environment.DATA_DIR))
    const adapters = await createAdapters(environment, { clock, log, prefix })
    const app = await createApp({
      environment,
      configuration,
      adapters,
      clock,
      log,
      slackRate,
      drawSecret: 'the-same-draw-every-time',
      ...registry,
    })
    begun(() => app.stop())
    if (!fresh) await furnish(app, clock, unlimited ? null : 5_000)
    const { url } = await app.start()
    signal?.throwIfAborted()
    return {
      ...{ app, adapters, slack, shop, configuration, vendor, refundVendor, webUrl: url ?? '', stop },
      ...{ shopifySecret: SECRETS.shopify, eventsSecret: SECRETS.events },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What the checklist in Slack would have set: Ana runs it, Ben reviews, questions go to #order-desk. */
async function furnish({ ledger }: App, clock: Clock, limit: number | null): Promise<void> {
  const { settings } = ledger
  await settings.put('people', { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] }, ANA, clock())
  await settings.put('limits_usd', { reviewer: limit, lead: limit, admin: null }, ANA, clock())
  await settings.put('channels', { default: OPS, teams: {} }, ANA, clock())
  await settings.put('workflows', { order_to_fulfilment: true }, ANA, clock())
  await settings.put('setup', { done_by: ANA, done_at: clock() }, ANA, clock())
}
