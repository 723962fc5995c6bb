// A manager's click against the real record: nobody goes around the gate unseen, and two clicks are one grant.

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Role } from '../../src/contracts/policy.ts'
import type { Db } from '../../src/ledger/db.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { createPgliteDb } from '../../src/ledger/pglite-db.ts'
import { createTrustStore, type EvidenceRow, type TrustStore } from '../../src/ledger/trust.ts'
import { createTrustBook } from '../../src/trust/book.ts'
import { createKeeper } from '../../src/trust/keeper.ts'
import { createPromote } from '../../src/trust/promote.ts'
import { createSurvey } from '../../src/trust/survey.ts'
import { history, NOW, policy, row, scope } from './sample-evidence.ts'

let db: Db
beforeAll(async () => {
  db = await createPgliteDb({ memory: true })
  await migrate(db)
})
afterAll(() => db.close())

async function office(rows: readonly EvidenceRow[]) {
  await db.script('TRUNCATE trust_events')
  const store = createTrustStore(db)
  let now = NOW
  let heard = rows
  const trust: TrustStore = {
    ...store,
    evidence: async ({ since = 0 }) => heard.filter(({ proposed_at }) => proposed_at >= since),
    volumes: async () => [{ ...scope, proposed: 400, usual_amount: 3_800, currency: 'HKD' }],
  }
  const clock = () => now
  const book = createTrustBook({ trust, rates: { as_of: '2026-11-18', per_usd: { HKD: 7.79 } }, clock })
  const roles: Record<string, Role> = { UADA: 'admin', ULEA: 'lead', UANA: 'reviewer', UVIC: 'viewer' }
  const survey = createSurvey({
    ...{ trust, book, clock, policy: { autonomy: policy } },
    registry: [{ name: scope.agent, version: '1.0.0', kind: 'agent' }],
    actions: { route: { spec: { risk: 'A' } } },
    seedsOf: async () => ({ shown: 40, caught: 40 }),
  })
  return {
    book,
    survey,
    promote: createPromote({
      ...{ trust, book, survey, clock },
      policy: { autonomy: policy },
      roleOf: async (id) => roles[id] ?? null,
    }),
    keeper: createKeeper({ trust, book, clock, log: pino({ level: 'silent' }) }),
    stored: () => store.all(),
    pass: (ms: number) => {
      now += ms
    },
    hear: (more: readonly EvidenceRow[]) => {
      heard = [...heard, ...more]
    },
    level: () => book.levelOf(scope, { confidence: 0.95, amount: null }),
  }
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
    const { promote, survey, pass, hear } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect((await survey())[0]).toMatchObject({ offer: null, binding: { condition: 'audits' } })
    pass(8 * DAY)
    const audit = () =>
      row({
        p_audit: 0.3,
        audit: 'ok',
        audited_at: NOW + 7 * DAY,
        proposed_at: NOW + 6 * DAY,
        opened_at: null,
        verdict: null,
      })
    hear(Array.from({ length: 49 }, audit))
    expect((await survey())[0]?.offer).toBeNull()
    hear([audit()])
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

  it('can be taken back by anybody who decides cards, in one step', async () => {
    const { promote, level } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect(await promote.withdraw({ scope, by: 'UVIC', because: 'x' })).toMatchObject({ outcome: 'forbidden' })
    expect(await promote.withdraw({ scope, by: 'UANA', because: 'looks odd' })).toMatchObject({ outcome: 'withdrawn' })
    expect(await level()).toBe('L1')
  })
})

describe('"Not yet"', () => {
  it('is kept with its reason and its day', async () => {
    const { promote, book } = await enough()
    await promote.decline({ scope, by: 'ULEA', because: 'after the sale', ask_again_at: NOW + 14 * DAY })
    expect([...(await book.now()).values()][0]).toMatchObject({ ask_again_at: NOW + 14 * DAY, grant: null })
  })
})
