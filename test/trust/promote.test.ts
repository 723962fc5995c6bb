// A manager's click against the real record: nobody goes around the gate unseen, and two clicks are one grant.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Db } from '../../src/ledger/db.ts'
import { createTrustStore, type EvidenceRow } from '../../src/ledger/trust.ts'
import { emptyDb } from '../setup/embedded-db.ts'
import { audit, openOffice } from './office.ts'
import { history, NOW, row, scope } from './sample-evidence.ts'

let db: Db
beforeAll(async () => {
  db = await emptyDb()
})
afterAll(() => db.close())

async function office(rows: readonly EvidenceRow[]) {
  await db.script('TRUNCATE trust_events')
  return openOffice(createTrustStore(db), rows)
}

const enough = () => office(history({ decisions: 240 }))

describe('granting', () => {
  it('takes a lead, and the gate is held against the record at that moment', async () => {
    const { promote, level, stored } = await enough()
    const ask = { scope, cap_usd_cents: null }
    for (const by of ['UANA', 'UVIC', 'UNOBODY'])
      expect(await promote.grant({ ...ask, by })).toMatchObject({ outcome: 'forbidden' })
    expect(await level()).toBe('L1')
    expect(await promote.grant({ ...ask, by: 'ULEA' })).toMatchObject({ outcome: 'granted', level: 'L2' })
    expect(await level()).toBe('L2')
    expect((await stored())[0]).toMatchObject({
      by: 'ULEA',
      event: { type: 'granted', level: 'L2', override: null, evidence: { decisions: 240, errors: 0 } },
    })
  })

  it('grants nothing while the gate is closed, to nobody', async () => {
    const { promote, level, stored } = await office(history({ decisions: 60 }))
    for (const by of ['ULEA', 'UADA'])
      expect(await promote.grant({ scope, by, cap_usd_cents: null })).toMatchObject({ outcome: 'closed' })
    expect(await level()).toBe('L1')
    expect(await stored()).toEqual([])
  })

  it('is one grant, however often the button is pressed', async () => {
    const { promote, stored } = await enough()
    await Promise.all([1, 2, 3].map(() => promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })))
    expect((await stored()).filter(({ event }) => event.type === 'granted')).toHaveLength(1)
  })

  it('goes on to acting alone only after a week in which it could be stopped, and fifty audits', async () => {
    const { promote, survey, pass, hear } = await office(history({ decisions: 240, days: 30 }))
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect((await survey())[0]).toMatchObject({ offer: null, binding: { condition: 'audits' } })
    pass(8 * DAY)
    hear(Array.from({ length: 49 }, () => audit(7)))
    expect((await survey())[0]?.offer).toBeNull()
    hear([audit(7)])
    expect((await survey())[0]?.offer).toBe('L3')
  })
})

describe('around the gate', () => {
  const around = { scope, level: 'L3' as const, reason: 'peak week', cap_usd_cents: 5_000 }

  it('only an admin goes, with a reason on record, for a week', async () => {
    const { promote, level, stored, pass, keeper } = await office(history({ decisions: 10 }))
    expect(await promote.override({ ...around, by: 'ULEA' })).toMatchObject({ outcome: 'forbidden' })
    expect(await promote.override({ ...around, by: 'UADA' })).toMatchObject({ outcome: 'granted' })
    expect((await stored())[0]).toMatchObject({ by: 'UADA', event: { override: 'peak week' } })
    expect(await level()).toBe('L3')
    pass(7 * DAY + HOUR)
    expect(await level()).toBe('L1')
    expect(await keeper.look()).toBe(1)
    expect((await stored()).at(-1)).toMatchObject({ event: { type: 'demoted', cause: 'override_ended' } })
    expect(await keeper.look()).toBe(0)
  })
})

const moved = ({ closed_at, opened_at, proposed_at }: EvidenceRow, ms: number) => ({
  ...{ closed_at: (closed_at ?? 0) + ms, opened_at: (opened_at ?? 0) + ms, proposed_at: proposed_at + ms },
})

describe('what slips', () => {
  it('is taken back by the keeper once, at once, and stays on probation', async () => {
    const { promote, keeper, level, stored, hear } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect(await keeper.look()).toBe(0)
    hear([row({ proposed_at: NOW + 1, corrected_at: NOW + 2, severity: 3, opened_at: null })])
    expect((await Promise.all([keeper.look(), keeper.look()])).reduce((a, b) => a + b)).toBe(1)
    expect(await level()).toBe('P')
    expect((await stored()).at(-1)).toMatchObject({ by: 'countersign', event: { cause: 'severe_error', from: 'L2' } })
    expect(await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })).toMatchObject({ outcome: 'closed' })
  })

  it('comes back on new evidence only, and with words about what was wrong and what was mended', async () => {
    const { promote, keeper, level, stored, hear, pass, survey } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    hear([row({ proposed_at: NOW + 1, corrected_at: NOW + 2, severity: 3, opened_at: null })])
    await keeper.look()
    pass(120 * DAY)
    hear(history({ decisions: 500 }).map((each) => ({ ...each, ...moved(each, 119 * DAY) })))
    expect((await survey())[0]).toMatchObject({ level: 'P', offer: 'L2' })
    const ask = { scope, by: 'ULEA', cap_usd_cents: null }
    for (const root_cause of [undefined, null, '  '])
      expect(await promote.grant({ ...ask, ...(root_cause === undefined ? {} : { root_cause }) })).toMatchObject({
        ...{ outcome: 'forbidden', because: 'say first what was wrong and what was mended' },
      })
    expect(await promote.grant({ ...ask, root_cause: 'a tariff of last year' })).toMatchObject({ outcome: 'granted' })
    expect(await level()).toBe('L2')
    expect((await stored()).at(-1)).toMatchObject({ event: { root_cause: 'a tariff of last year', attempt: 2 } })
  })

  it('is taken back when the policy allows no more what was granted, and nothing speaks against it', async () => {
    const { promote, strict, level, stored } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect(await strict('L2').look()).toBe(0)
    expect(await strict('nothing').look()).toBe(1)
    expect(await level()).toBe('L1')
    expect((await stored()).at(-1)).toMatchObject({ event: { cause: 'policy_changed' } })
  })

  it('can be taken back by anybody who decides cards, in one step', async () => {
    const { promote, level } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect(await promote.withdraw({ scope, by: 'UVIC', because: 'x' })).toMatchObject({ outcome: 'forbidden' })
    expect(await promote.withdraw({ scope, by: 'UANA', because: 'looks odd' })).toMatchObject({ outcome: 'withdrawn' })
    expect(await level()).toBe('L1')
  })
})

describe('how sure it was', () => {
  it('is counted by bin, before the grant and lately, of one scope alone', async () => {
    const { agent, version, action, segment } = scope
    const one = (at: number, confidence: number, of = segment) =>
      `('${crypto.randomUUID()}', '${crypto.randomUUID()}', 'live', 'x', '${agent}', '${version}', '${action}', '${of}', ${confidence}, to_timestamp(${at / 1_000}))`
    const rows = [
      one(NOW - DAY, 0.91),
      one(NOW - DAY, 1),
      one(NOW, 0.42),
      one(NOW, 0.9, 'SG|0-50'),
      one(NOW + DAY, 0.9),
    ]
    await db.script(
      `INSERT INTO decisions (decision_id, run_id, run_kind, entity_id, agent, version, action, segment, confidence, proposed_at) VALUES ${rows.join(', ')}`,
    )
    const spans = { before: { from: NOW - 2 * DAY, to: NOW }, now: { from: NOW, to: NOW + DAY } }
    const { before, now } = await createTrustStore(db).confidences(scope, spans)
    expect([before[18], before[19], now[8]]).toEqual([1, 1, 1])
    expect([...before, ...now].reduce((sum, count) => sum + count, 0)).toBe(3)
  })
})

describe('what the keeper asks of the record', () => {
  it('is what was learned since, however old, and how many of a time nobody was asked about', async () => {
    const { agent, version, action, segment } = scope
    await db.script('TRUNCATE decisions, runs')
    const one = (proposed: number, about: { opened?: number; corrected?: number } = {}) => {
      const run = crypto.randomUUID()
      const moment = (at?: number) => (at === undefined ? 'NULL' : `to_timestamp(${at / 1_000})`)
      const values = [proposed, about.opened, about.corrected].map(moment).join(', ')
      return `INSERT INTO runs (run_id, version, head, entity_type, entity_id, workflow, kind, number, config_hash, status, since, created_at)
          VALUES ('${run}', 1, '', 'order', 'x', 'order', 'live', '#1', 'h', 'done', now(), now());
        INSERT INTO decisions (decision_id, run_id, run_kind, entity_id, agent, version, action, segment, confidence, status, level, proposed_at, opened_at, corrected_at)
        VALUES ('${crypto.randomUUID()}', '${run}', 'live', 'x', '${agent}', '${version}', '${action}', '${segment}', 0.9, 'done', 'L1', ${values});`
    }
    const [old, young] = [NOW - 50 * DAY, NOW - DAY]
    await db.script(
      [
        one(old, { opened: old, corrected: NOW }),
        one(old, { opened: old }),
        one(young, { opened: young }),
        one(young),
      ].join(''),
    )
    const store = createTrustStore(db)
    expect(await store.evidence({ agent, since: NOW - 2 * DAY })).toHaveLength(1)
    expect(await store.evidence({ agent, since: NOW - 2 * DAY, heard: NOW - HOUR })).toHaveLength(2)
    expect(await store.volumes(0)).toMatchObject([{ proposed: 4, unasked: 1 }])
    expect(await store.volumes(0, NOW - 2 * DAY)).toMatchObject([{ proposed: 2, unasked: 0 }])
  })
})

describe('"Not yet"', () => {
  it('is kept with its reason and its day', async () => {
    const { promote, book } = await enough()
    await promote.decline({ scope, by: 'ULEA', because: 'after the sale', ask_again_at: NOW + 14 * DAY })
    expect([...(await book.now()).values()][0]).toMatchObject({ ask_again_at: NOW + 14 * DAY, grant: null })
  })
})
