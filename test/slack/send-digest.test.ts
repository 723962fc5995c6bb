// The weekly digest in its channel: once whatever processes look, late when nothing ran, in lines when Slack takes no charts.
import type { KnownBlock } from '@slack/web-api'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chart } from '../../blocks/kit/chart.ts'
import { sections } from '../../blocks/kit/elements.ts'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { DigestPolicy } from '../../src/contracts/digest.ts'
import type { Db } from '../../src/ledger/db.ts'
import { createHandovers } from '../../src/ledger/handovers.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import type { Digests } from '../../src/slack/digest/digests.ts'
import { createSendDigest, type SendDigest } from '../../src/slack/digest/send-digest.ts'
import { createLanes } from '../../src/slack/lanes.ts'
import { emptyDb } from '../setup/embedded-db.ts'
import { BEN, OPS } from './desk.ts'

const MONDAY_NINE = Date.UTC(2026, 10, 23, 9)
const log = pino({ level: 'silent' })
let db: Db
let slack: LocalSlack
let now = MONDAY_NINE
let since: number | null = 0

beforeAll(async () => {
  db = await emptyDb()
}, 120_000)
afterAll(() => db.close())
beforeEach(async () => {
  await db.query('DELETE FROM handovers')
  await slack?.stop()
  slack = await createLocalSlack({ slackRate: 1000 })
  slack.workspace.channels.get(OPS)?.members.push(slack.workspace.app.botUserId)
  now = MONDAY_NINE
  since = 0
})
afterAll(() => slack.stop())

const told: unknown[] = []
const writtenFor = new Set<string>()
const lines = (words: string): KnownBlock[] => sections([words])
const trend = chart({ kind: 'bar', title: 'Decisions', categories: ['W46'], series: [{ name: 'asked', values: [3] }] })
const digests = {
  async render({ week, market, overridesIn }, readers) {
    told.push(overridesIn)
    writtenFor.add(readers)
    const title = `Digest ${market ?? 'all'} ${week.name}`
    return { text: `${title} in words`, blocks: [...lines(title), trend], plainly: lines(`${title} plainly`) }
  },
  hasAny: async ({ to }) => since !== null && since < to,
} as Partial<Digests> as Digests

/** A process of its own: its own memory and connection to Slack, over the same record. */
function sender(policy: unknown = {}): SendDigest {
  const connection = { mode: 'http' as const, botToken: slack.botToken, apiUrl: slack.apiUrl, signingSecret: 'x' }
  const clock = () => now
  return createSendDigest({
    ...{ digests, clock, log, policy: DigestPolicy.parse(policy), home: async () => OPS },
    handovers: createHandovers(db),
    client: createClients(connection, createBoltLogger(log)).background,
    lanes: createLanes({ clock: () => performance.now(), slackRate: 1000 }),
  })
}

const texts = (channel = OPS): string[] =>
  createReviewer(slack, BEN)
    .messages(channel)
    .map(({ blocks, text }) => (blocks.length > 0 ? JSON.stringify(blocks) : text))
    .filter((text) => text.includes('Digest'))

describe('the weekly digest', () => {
  it('is posted at its time, of the week that ended, and not before', async () => {
    const own = sender()
    now = MONDAY_NINE - DAY
    await db.query('DELETE FROM handovers')
    const before = MONDAY_NINE - 1
    now = before
    since = before - DAY
    await own.pump()
    // The week before last is more than a day late by then.
    expect(texts()).toEqual([])
    now = MONDAY_NINE
    await own.pump()
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toContain('Digest all 2026-W47')
    expect(texts()[0]).toContain('data_visualization')
    expect([...writtenFor]).toEqual(['channel'])
  })

  it('is posted once by two processes at the same moment, again and after a restart', async () => {
    const [one, other] = [sender(), sender()]
    await Promise.all([one.pump(), other.pump()])
    await Promise.all([one.pump(), other.pump()])
    await sender().pump()
    now += 3 * HOUR
    await sender().pump()
    expect(texts()).toHaveLength(1)
    now = MONDAY_NINE + 7 * DAY
    await Promise.all([one.pump(), sender().pump()])
    expect(texts()).toHaveLength(2)
  })

  it('comes late when nothing ran, and not after a day', async () => {
    now = MONDAY_NINE + DAY - MINUTE
    await sender().pump()
    expect(texts()).toHaveLength(1)
    now = MONDAY_NINE + 8 * DAY
    await sender().pump()
    expect(texts()).toHaveLength(1)
  })

  it('tells of overrides since the last one that was posted, whatever was missed between', async () => {
    told.length = 0
    await sender().pump()
    now = MONDAY_NINE + 7 * DAY + 30 * HOUR
    await sender().pump()
    now = MONDAY_NINE + 14 * DAY
    await sender().pump()
    expect(texts()).toHaveLength(2)
    expect(told).toEqual([
      { from: 0, to: MONDAY_NINE },
      { from: MONDAY_NINE, to: MONDAY_NINE + 14 * DAY },
    ])
  })

  it('is not posted of a week before the first order', async () => {
    since = MONDAY_NINE - HOUR
    await sender().pump()
    since = 0
    await sender().pump()
    expect(texts()).toEqual([])
  })

  it('goes to each market at its own Monday morning', async () => {
    const policy = { markets: { HK: { channel: OPS, time_zone: 'Asia/Hong_Kong' } } }
    const own = sender(policy)
    now = Date.UTC(2026, 10, 23, 1)
    await own.pump()
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toContain('Digest HK 2026-W47')
    now = MONDAY_NINE
    await own.pump()
    expect(texts()).toHaveLength(2)
    expect(texts()[1]).toContain('Digest all 2026-W47')
  })

  it('is said in lines when Slack takes no charts, and in words when it takes no blocks', async () => {
    slack.control.fault({ kind: 'refuse', method: 'chat.postMessage', times: 1, code: 'invalid_blocks' })
    await sender().pump()
    expect(texts()[0]).toContain('Digest all 2026-W47 plainly')
    slack.control.fault({ kind: 'reject_blocks', channel: OPS, on: true })
    now += 7 * DAY
    await sender().pump()
    expect(texts()[1]).toBe('Digest all 2026-W48 in words')
  })

  it('is tried again when Slack was away, and posted once', async () => {
    slack.control.outage(true)
    const own = sender()
    await own.pump()
    slack.control.outage(false)
    expect(texts()).toEqual([])
    now += 6_000
    await Promise.all([own.pump(), sender().pump()])
    expect(texts()).toHaveLength(1)
  })
})
