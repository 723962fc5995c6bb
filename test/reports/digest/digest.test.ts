// The digest of six sample weeks: held against what was put into them, as a message within Slack's limits, and as a snapshot.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agents } from '../../../agents/index.ts'
import { digestMessage, digestText } from '../../../blocks/digest/digest-message.ts'
import { messageProblems } from '../../../blocks/kit/check-blocks.ts'
import { fill, noRows } from '../../../dev/demo/weeks/fill.ts'
import { END, START, sixWeeks, trustHistory, WEEKS } from '../../../dev/demo/weeks/order-weeks.ts'
import { checkMessageBlocks } from '../../../dev/slack/block-rules/check.ts'
import { actions } from '../../../src/actions/registry.ts'
import { DAY } from '../../../src/contracts/clock.ts'
import { DigestPolicy } from '../../../src/contracts/digest.ts'
import { newId } from '../../../src/contracts/ids.ts'
import { createLedger } from '../../../src/ledger/create-ledger.ts'
import type { Db } from '../../../src/ledger/db.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { digestCsv } from '../../../src/reports/digest/csv.ts'
import { createReadDigest, type ReadDigest } from '../../../src/reports/digest/read-digest.ts'
import { lastWeek, weekFrom } from '../../../src/reports/digest/weeks.ts'
import { createReviewers } from '../../../src/trust/reviewers.ts'
import { read } from '../../blocks/read.ts'
import { emptyDb } from '../../setup/embedded-db.ts'

const [T1, T2, T3] = [1, 2, 3].map((n) => `d1000000-0000-7000-8000-00000000000${n}`)
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
  readDigest = createReadDigest({
    ...{ ledger, registry: agents, actions, policy: DigestPolicy.parse({}) },
    trusted: createReviewers({ checks: ledger.checks, clock: () => NOW }).trusted,
  })
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

const isAlone = ({ status, level }: (typeof rows.decisions)[number]) => status === 'proposed' && level === 'L2'

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
        alone: { part: own.filter(isAlone).length, of: own.length },
        usual: { part: of('proposed') - own.filter(isAlone).length, of: own.length },
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
    const alone = put('order_routing').filter(isAlone)
    expect(alone.length).toBeGreaterThan(0)
    expect(put('fraud_detection').filter(isAlone)).toEqual([])
    expect(digest.saved).toEqual({ decisions: alone.length, hours: (alone.length * 3) / 60, minutes_each: 3 })
  })

  it('calls nothing saved or done alone that nobody asks about anyway, that a person stopped, or that an automation carried out', async () => {
    const at = week.to + DAY
    const extra = noRows()
    const put = (n: number, decision: Partial<(typeof rows.decisions)[number]>, ended?: string): void => {
      const run_id = `e0000000-0000-7000-8000-${String(n).padStart(12, '0')}`
      const decision_id = run_id.replace(/^e/, 'f')
      const about = { run_id, run_kind: 'live', entity_id: `sample:other:${n}` }
      const [workflow, market, config_hash] = ['order_to_fulfilment', 'HK', 'sample']
      extra.runs.push({ run_id, entity_id: about.entity_id, workflow, number: `SAMPLE-9${n}`, market, config_hash, at })
      extra.decisions.push({
        ...{ ...about, decision_id, step: 'order_routing', agent: 'order_routing', version: '1.0.0', action: 'route' },
        ...{ segment: 'HK|0-50', status: 'proposed', answer: 'act', level: 'L1', departs: false, fingerprint: 'f' },
        ...{ proposed_at: new Date(at).toISOString(), ...decision },
      })
      if (ended !== undefined)
        extra.actions.push({ ...about, action_id: decision_id, step: 'order_routing', action: 'route', status: ended })
    }
    put(1, {})
    put(2, { agent: 'order_intake', step: 'order_intake', action: 'accept' })
    put(3, { level: 'L2', answer: 'act_unless_vetoed', departs: true }, 'stopped')
    put(4, { level: 'L3', departs: true }, 'failed')
    put(5, { level: 'L3', departs: false }, 'succeeded')
    put(6, { level: 'L3', departs: true }, 'succeeded')
    await fill({ db, ledger, rows: extra })
    const next = weekFrom(week.to, { now: week.to + 8 * DAY, timeZone: 'Etc/UTC' })
    const digest = await readDigest({ week: next, market: null })
    expect(digest.saved.decisions).toBe(1)
    expect(digest.agents.find(({ agent }) => agent === 'order_routing')).toMatchObject({
      alone: { part: 2, of: 5 },
      usual: { part: 1, of: 5 },
    })
    expect(digest.trend.at(-1)).toMatchObject({ alone: 2, usual: 1 })
  })

  it('calls a message answered that was, and not one that nobody answered', async () => {
    const at = new Date(week.to + 2 * DAY).toISOString()
    await db.query(
      `INSERT INTO runs (run_id, version, head, entity_type, entity_id, workflow, kind, number, market, config_hash, status, since, created_at)
       SELECT id::uuid, 1, '\\x00'::bytea, 'ticket', 'sample:ticket:' || id, 'tickets', 'live', 'SAMPLE-T', 'HK', 'sample', status, $1::timestamptz, $1::timestamptz
       FROM (VALUES ('${T1}', 'completed'), ('${T2}', 'completed'), ('${T3}', 'waiting')) AS given (id, status)`,
      [at],
    )
    await db.query(
      `INSERT INTO actions (action_id, run_id, run_kind, entity_id, action, status)
       VALUES ('${T1}'::uuid, '${T1}'::uuid, 'live', 'sample:ticket', 'reply', 'succeeded')`,
    )
    const next = weekFrom(week.to, { now: week.to + 8 * DAY, timeZone: 'Etc/UTC' })
    expect((await readDigest({ week: next, market: null })).first_contact?.now).toEqual({ part: 1, of: 3 })
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
    // The digest of that week was never posted: the next one that is tells of it, although it is over.
    const { overrides: missed } = await readDigest({
      week,
      market: null,
      overridesIn: { from: before.from, to: week.to },
    })
    expect(missed).toMatchObject([{ by: 'U0ANA0001', ended: true }])
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
