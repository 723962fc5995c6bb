// The digest of six sample weeks: held against what was put into them, as a message within Slack's limits, and as a snapshot.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agents } from '../../../agents/index.ts'
import { digestMessage, digestText } from '../../../blocks/digest/digest-message.ts'
import { messageProblems } from '../../../blocks/kit/check-blocks.ts'
import { fill } from '../../../dev/demo/weeks/fill.ts'
import { END, START, sixWeeks, trustHistory, WEEKS } from '../../../dev/demo/weeks/order-weeks.ts'
import { checkMessageBlocks } from '../../../dev/slack/block-rules/check.ts'
import { DAY } from '../../../src/contracts/clock.ts'
import { DigestPolicy } from '../../../src/contracts/digest.ts'
import { newId } from '../../../src/contracts/ids.ts'
import { createLedger } from '../../../src/ledger/create-ledger.ts'
import type { Db } from '../../../src/ledger/db.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { digestCsv } from '../../../src/reports/digest/csv.ts'
import { createReadDigest, type ReadDigest } from '../../../src/reports/digest/read-digest.ts'
import { lastWeek, weekFrom } from '../../../src/reports/digest/weeks.ts'
import { read } from '../../blocks/read.ts'
import { emptyDb } from '../../setup/embedded-db.ts'

const NOW = END + 9 * 3_600_000
const week = lastWeek({ now: NOW, timeZone: 'Etc/UTC' })
const rows = sixWeeks()
let db: Db
let ledger: Ledger
let readDigest: ReadDigest

beforeAll(async () => {
  db = await emptyDb()
  ledger = await createLedger({ db, newId, clock: () => NOW })
  await fill({ db, ledger, rows, trust: trustHistory() })
  readDigest = createReadDigest({ ledger, registry: agents, policy: DigestPolicy.parse({}) })
}, 120_000)
afterAll(() => ledger.close())

/** The rows of the week, counted here once more. */
function put(agent: string, market?: string) {
  const markets = new Map<unknown, string>(rows.runs.map(({ run_id, market: of }) => [run_id, of]))
  return rows.decisions.filter(
    (row) =>
      row.agent === agent &&
      Date.parse(String(row.proposed_at)) >= week.from &&
      Date.parse(String(row.proposed_at)) < week.to &&
      (market === undefined || markets.get(row.run_id) === market),
  )
}

const NO_NOTES = { lapsing: [], drifting: [], portfolio: null, checking: null }

describe('the digest of a week', () => {
  it('counts what was put into the record, agent by agent', async () => {
    const digest = await readDigest({ week, market: null })
    expect(digest.agents.map(({ agent }) => agent)).toEqual(['fraud_detection', 'order_routing', 'fulfilment'])
    for (const agent of ['fraud_detection', 'order_routing']) {
      const own = put(agent)
      const found = digest.agents.find((each) => each.agent === agent)
      const of = (status: string) => own.filter((row) => row.status === status).length
      expect(found).toMatchObject({
        version: '1.0.0',
        overrides: { part: of('rejected'), of: of('rejected') + of('approved') },
        alone: { part: of('proposed'), of: own.length },
        unanswered: of('expired'),
        escalated: of('expired'),
        orders: own.length,
      })
    }
    expect(digest.agents[0]?.cost_usd).toBeCloseTo(0.002 * 140, 10)
    const failed = rows.actions.filter(
      ({ status, ended_at }) => status === 'failed' && Date.parse(String(ended_at)) >= week.from,
    )
    expect(digest.wrong.orders).toBe(failed.length)
    expect(digest.agents[2]).toMatchObject({ agent: 'fulfilment', errors: failed.length, orders: 0 })
    const alone = put('fraud_detection')
      .concat(put('order_routing'))
      .filter(({ status }) => status === 'proposed')
    expect(digest.saved).toEqual({ decisions: alone.length, hours: (alone.length * 3) / 60, minutes_each: 3 })
  })

  it('compares with the first four weeks, and not while they last', async () => {
    const digest = await readDigest({ week, market: null })
    expect(digest.baseline).toEqual({ is: 'record', from: START, to: START + 28 * DAY })
    expect(digest.workflows[0]?.before?.orders).toBe(28 * 20)
    const third = weekFrom(START + 14 * DAY, { now: NOW, timeZone: 'Etc/UTC' })
    expect((await readDigest({ week: third, market: null })).baseline).toEqual({ is: 'none', because: 'within' })
  })

  it('is of one market where that is asked, on its own clocks', async () => {
    const digest = await readDigest({ week, market: 'SG' })
    expect(digest.agents.find(({ agent }) => agent === 'fraud_detection')?.orders).toBe(
      put('fraud_detection', 'SG').length,
    )
    expect(digest.demotions).toEqual([])
    const late = weekFrom(week.from - 8 * 3_600_000, { now: NOW, timeZone: 'Asia/Hong_Kong' })
    expect(late.name).toBe(week.name)
    expect((await readDigest({ week: late, market: null })).trend).toHaveLength(WEEKS)
  })

  it('names the market whose orders are held far more often, and no other', async () => {
    const { skews } = await readDigest({ week, market: null })
    expect(skews.map(({ agent, what, market, band }) => ({ agent, what, market, band }))).toEqual([
      { agent: 'fraud_detection', what: 'held', market: 'SG', band: null },
    ])
    expect((await readDigest({ week, market: 'HK' })).skews).toEqual([])
  })

  it('prints what was taken back, and every grant around the gate', async () => {
    const { demotions, overrides } = await readDigest({ week, market: null })
    expect(demotions.map(({ event }) => event.cause)).toEqual(['audits'])
    expect(overrides).toEqual([])
    const before = weekFrom(week.from - 7 * DAY, { now: NOW, timeZone: 'Etc/UTC' })
    expect((await readDigest({ week: before, market: null })).overrides).toMatchObject([
      { by: 'U0ANA0001', ended: false },
    ])
  })

  it('reads as it did, in full and without the blocks Slack may not take', async () => {
    const digest = await readDigest({ week, market: null })
    const data = { digest, proposals: [], stuck: 3, mayGrant: true, notes: NO_NOTES }
    const full = digestMessage(data)
    const plainly = digestMessage(data, { plainly: true })
    for (const blocks of [full, plainly]) {
      expect(messageProblems(blocks)).toEqual([])
      expect(checkMessageBlocks(blocks)).toEqual([])
    }
    expect(full.map(({ type }) => String(type))).toContain('data_visualization')
    expect(plainly.map(({ type }) => String(type))).not.toContain('table')
    expect(digestText(data)).toMatchSnapshot('text')
    expect(read(plainly)).toMatchSnapshot('lines')
    expect(full.filter((block) => !('text' in block))).toMatchSnapshot('table and charts')
    expect(digestCsv(data.digest)).toMatchSnapshot('csv')
  })

  it('says little of a week without an order', async () => {
    const empty = weekFrom(START - 14 * DAY, { now: NOW, timeZone: 'Etc/UTC' })
    const digest = await readDigest({ week: empty, market: null })
    expect(digest).toMatchObject({ agents: [], workflows: [], saved: { decisions: 0 }, skews: [] })
    expect(
      messageProblems(digestMessage({ digest, proposals: [], stuck: 0, mayGrant: false, notes: NO_NOTES })),
    ).toEqual([])
  })
})
