// A whole installation as an operator has it: `npm start` as a process of its own, that can be killed, beside a local Slack and a sample shop.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { openDesk } from '../../dev/demo/desk.ts'
import { ANA, BEN, OPS, workspaceSeed } from '../../dev/demo/people.ts'
import { postWebhook } from '../../dev/shop/post-webhook.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { createSampleShop, type SampleShop } from '../../dev/shop/sample-shop.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createLedger } from '../../src/ledger/create-ledger.ts'
import type { Db } from '../../src/ledger/db.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { createPgliteDb } from '../../src/ledger/pglite-db.ts'
import { createPostgresDb } from '../../src/ledger/postgres-db.ts'
import { childEnvironment } from '../setup/child-environment.ts'
import { embeddedRecordIn } from '../setup/embedded-db.ts'

const SECRET = 'e2e-secret'

export type Installation = {
  shop: SampleShop
  slack: LocalSlack
  /** What `npm start` is given. */
  environment: Readonly<Record<string, string>>
  /** Starts `npm start`; resolves when it serves. */
  start(): Promise<void>
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  send(order: SampleOrder): Promise<void>
  /** Two scripted people answer every card until the returned function is called. */
  review(): () => Promise<void>
  /** Resolves when at least `runs` runs exist and all have ended, by the app's own /metrics. */
  untilEnded(runs: number): Promise<void>
  /** Opens the record for a look; the embedded one only while the app is not running. */
  look<T>(what: (ledger: Ledger) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

export type Stores = { databaseUrl?: string; redisUrl?: string }

export async function createInstallation({ databaseUrl, redisUrl }: Stores = {}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-e2e-'))
  const shop = createSampleShop({ port: 0, clock: systemClock, secret: SECRET, plenty: 4 })
  const { url: shopUrl } = await shop.listen()
  const manifest = parse(readFileSync('manifest.yml', 'utf8')) as unknown
  const slack = await createLocalSlack({ slackRate: 200, seed: workspaceSeed, manifest })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataDir = join(folder, 'data')
  const configDir = quickConfig(folder)
  const openDb = (): Promise<Db> => (databaseUrl ? createPostgresDb({ url: databaseUrl }) : createPgliteDb({ dataDir }))
  let child: ChildProcess | null = null

  async function look<T>(what: (ledger: Ledger) => Promise<T>): Promise<T> {
    const ledger = await createLedger({ db: await openDb(), newId, clock: systemClock })
    try {
      return await what(ledger)
    } finally {
      await ledger.close()
    }
  }

  if (!databaseUrl) await embeddedRecordIn(dataDir)
  await look(async ({ settings }) => {
    await settings.put('people', { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] }, ANA, systemClock())
    await settings.put('limits_usd', { reviewer: null, lead: null, admin: null }, ANA, systemClock())
    await settings.put('channels', { default: OPS, teams: {} }, ANA, systemClock())
    await settings.put('draw', { secret: 'the-same-draw-every-time' }, ANA, systemClock())
  })

  const environment = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_RATE: '200',
    SHOPIFY_WEBHOOK_SECRET: SECRET,
    SHOP_URL: shopUrl,
    SHOP_SECRET: SECRET,
    PORT: String(port),
    DATA_DIR: dataDir,
    CONFIG_DIR: configDir,
    LOG_LEVEL: 'error',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  }

  return {
    shop,
    slack,
    look,
    environment,
    async start() {
      child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
        env: childEnvironment(environment),
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      await serving(url, child)
    },
    async untilEnded(runs) {
      for (;;) {
        const counts = await runCounts(url)
        if (counts.ended >= runs && counts.open === 0) return
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    },
    async kill(signal) {
      const dying = child
      if (!dying || dying.exitCode !== null) return
      const gone = once(dying, 'exit')
      dying.kill(signal)
      await gone
      child = null
    },
    async send(order) {
      shop.place(order)
      await untilTaken(() => postWebhook(url, SECRET, order.webhook))
    },
    review: () => {
      const desk = openDesk([createReviewer(slack, ANA), createReviewer(slack, BEN)])
      return () => desk.close()
    },
    async stop() {
      const dying = child
      if (dying && dying.exitCode === null) {
        const gone = once(dying, 'exit')
        dying.kill('SIGKILL')
        await gone
      }
      await slack.stop()
      await shop.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Live runs by the app's own account. While it is being restarted it has none to tell. */
async function runCounts(url: string): Promise<{ open: number; ended: number }> {
  const text = await fetch(`${url}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  )
  const counts = { open: 0, ended: 0 }
  for (const [, status, value] of text.matchAll(
    /^countersign_runs\{(?=[^}]*kind="live")[^}]*status="(\w+)"[^}]*\} (\d+)/gm,
  ))
    counts[status === 'running' || status === 'waiting' ? 'open' : 'ended'] += Number(value)
  return counts
}

/** The product's own configuration, but nobody here changes their mind in the two minutes before what cannot be undone. */
function quickConfig(folder: string): string {
  const target = join(folder, 'config')
  cpSync('config', target, { recursive: true })
  const file = join(target, 'policy.yml')
  const policy = readFileSync(file, 'utf8')
    .replace(/^settle: .*$/m, 'settle: 1s')
    // Every question gets a card of its own, however many there are.
    .replace(/^ {2}brief_above: .*$/m, '  brief_above: 10000')
  writeFileSync(file, policy)
  return target
}

/** As a shop does: a webhook that got no 2xx is sent again. */
async function untilTaken(post: () => Promise<{ status: number }>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const status = await post().then(
      (answer) => answer.status,
      () => 0,
    )
    if (status >= 200 && status < 300) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the app never took the webhook')
}

async function serving(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('npm start does not serve')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
