// The command an operator types on the server when Slack is away: a process of its own over an embedded record, as they have it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { commandOf } from '../../src/break-glass/arguments.ts'
import { decide as decideHere } from '../../src/break-glass.ts'
import { readEnvironment } from '../../src/config.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import type { RunEvent } from '../../src/contracts/event.ts'
import { newId } from '../../src/contracts/ids.ts'
import { createLedger } from '../../src/ledger/create-ledger.ts'
import { lockDataDir } from '../../src/ledger/data-dir-lock.ts'
import { createPgliteDb } from '../../src/ledger/pglite-db.ts'
import { ANA, BEN, createWorld, plainSpec } from '../engine/world.ts'
import { childEnvironment } from '../setup/child-environment.ts'
import { embeddedRecordIn } from '../setup/embedded-db.ts'

const NOBODY = 'U0NOBODY1'
const AWAY = 'http://127.0.0.1:1/api/'

let folder: string
let slack: LocalSlack
let runId: string
let decisionId: string
const order = namedCase('high_value').order
/** Two shops that count alike; without a currency, every order is asked about. */
const sameNumber = ['one', 'two'].map((shop, index) =>
  sampleOrder({
    ...plainSpec,
    domain: `${shop}.myshopify.com`,
    id: `522200000000${index}`,
    number: '3001',
    currency: null,
  }),
)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-decide-'))
  slack = await createLocalSlack({ slackRate: 50 })
  await embeddedRecordIn(folder)
  const world = await createWorld({ db: await createPgliteDb({ dataDir: folder }) })
  for (const each of [order, ...sameNumber]) {
    world.shop.place(each)
    await world.send(each)
  }
  const { run_id, decisions } = await world.runOf(order)
  runId = run_id
  decisionId = Object.keys(decisions)[0] ?? ''
  await world.close()
}, 120_000)
afterAll(async () => {
  await slack.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Ended = { code: number | null; out: string; err: string }

const environment = (apiUrl: string) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: apiUrl,
  DATA_DIR: folder,
  CONFIG_DIR: 'config',
  DATABASE_URL: '',
  REDIS_URL: '',
})

/** The command's own function, with what its process would print. */
async function decide(args: readonly string[], apiUrl = AWAY): Promise<Ended> {
  const operator = { user: userInfo().username, host: hostname() }
  const { code, text, json, asJson } = await decideHere(args, operator, () => readEnvironment(environment(apiUrl)))
  const printed = asJson ? `${JSON.stringify(json)}\n` : text
  return code === 0 || asJson ? { code, out: printed, err: '' } : { code, out: '', err: printed }
}

/** As it is typed: a process of its own. */
function typed(args: readonly string[], apiUrl = AWAY): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/break-glass.ts', ...args], {
    env: childEnvironment(environment(apiUrl)),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (data) => (said.out += String(data)))
  child.stderr.on('data', (data) => (said.err += String(data)))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

async function verdicts(): Promise<RunEvent[]> {
  const ledger = await createLedger({ db: await createPgliteDb({ dataDir: folder }), newId, clock: systemClock })
  try {
    const [run] = await ledger.load([runId])
    return (run?.events ?? []).filter(({ body }) => body.type === 'verdict.given' && !body.carried)
  } finally {
    await ledger.close()
  }
}

describe('npm run decide, with Slack away', () => {
  it('shows what is asked, what each answer does, and how to give it', async () => {
    const { code, out } = await decide([order.number])
    expect(code).toBe(0)
    expect(out).toContain(`Release order #${order.number}?`)
    expect(out).toMatch(/approving\s+releases the order/)
    expect(out).toMatch(/rejecting\s+leaves the order to people/)
    expect(out).toMatch(/answer by\s+2026-\d\d-\d\d \d\d:\d\d UTC/)
    expect(out).toMatch(/--decision [\w-]+ --revision 1 --approve --as U…/)
  }, 60_000)

  it('does not take the answer of somebody without a role, and says who may', async () => {
    const { code, err } = await decide([runId, '--approve', '--as', NOBODY])
    expect(code).toBe(1)
    expect(err).toContain('Not counted: you are not a reviewer')
    expect(err).toContain(ANA)
  }, 60_000)

  it('does not take an answer to a revision that is not the one in the record', async () => {
    const { code, err } = await decide([runId, '--approve', '--as', ANA, '--revision', '7'])
    expect(code).toBe(1)
    expect(err).toContain('has changed since that revision')
  }, 60_000)

  it('asks which of two questions is meant', async () => {
    const { code, err } = await decide(['3001', '--approve', '--as', ANA])
    expect(code).toBe(2)
    expect(err).toContain('2 questions are open. Name one with --decision')
  }, 60_000)

  it('does not take the answer of somebody Slack says has left, where Slack answers', async () => {
    slack.control.setUser({ id: BEN, deleted: true })
    const { code, err } = await decide([runId, '--approve', '--as', BEN], slack.apiUrl)
    slack.control.setUser({ id: BEN, deleted: false })
    expect(code).toBe(1)
    expect(err).toContain('deactivated people cannot decide')
  }, 60_000)

  it('says to stop the app when the app holds the record', async () => {
    const lock = await lockDataDir(folder)
    const { code, err } = await decide([order.number])
    await lock.release()
    expect(code).toBe(3)
    expect(err).toContain('The app is running on this record')
    expect(err).toContain('Stop the app')
    expect(err).toContain('DATABASE_URL')
  }, 60_000)

  it('records one answer, with who typed it on which machine and that Slack was not asked, and no second one', async () => {
    const args = [runId, '--reject', '--reason', 'customer_asked', '--note', 'phoned at nine', '--as', ANA, '--json']
    const first = await typed(args)
    expect(first.err).toBe('')
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ counted: true, outcome: 'counted' })
    const second = await decide([runId, '--approve', '--as', BEN, '--decision', decisionId])
    expect(second.code).toBe(1)
    expect(second.err).toContain(`${ANA} was faster: rejected`)
    const given = await verdicts()
    expect(given, 'none of the refused answers is in the record').toHaveLength(1)
    expect(given[0]?.body).toMatchObject({ by: ANA, kind: 'reject', reason_code: 'customer_asked' })
    expect(given[0]?.sealed?.['note']).toBe(
      `break-glass, by ${userInfo().username} on ${hostname()}; Slack could not be asked about ${ANA}: by the role of the user id alone; phoned at nine`,
    )
  }, 90_000)
})

describe('what is typed', () => {
  it.each([
    [[], 'Name an order or a run'],
    [['1042', '1043'], 'one order at a time'],
    [['1042', '--approve', '--reject'], 'not both'],
    [['1042', '--approve'], 'Say with --as'],
    [['1042', '--reject', '--as', ANA], '--reject needs --reason'],
    [['1042', '--reject', '--as', ANA, '--reason', 'mood'], '--reason'],
    [['1042', '--approve', '--as', 'ana'], 'a Slack user id'],
    [['1042', '--note', 'well'], 'leave the answer out'],
    [['1042', '--approve', '--force'], '--force'],
  ])('%j is not understood, and says why', (args, why) => {
    expect(() => commandOf(args)).toThrow(why)
  })

  it('--help asks for nothing else', () => {
    expect(commandOf(['--help'])).toEqual({ what: 'help' })
  })
})
