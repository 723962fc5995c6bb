// Whose turn it is to be looked at, what counts of it, and what follows when nobody looks: over the real record.
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import { Settings, settingsInForce } from '../../src/contracts/settings.ts'
import type { TrustEvent } from '../../src/contracts/trust.ts'
import { type Checks, createChecks as createCheckRecord } from '../../src/ledger/checks.ts'
import type { Db } from '../../src/ledger/db.ts'
import { createTrustStore } from '../../src/ledger/trust.ts'
import { createCalm } from '../../src/trust/checks/calm.ts'
import { type ChecksParts, createChecks } from '../../src/trust/checks/checks.ts'
import { endUnanswered } from '../../src/trust/checks/unanswered.ts'
import { foldTrust, levelFor } from '../../src/trust/grants.ts'
import { createReviewers } from '../../src/trust/reviewers.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { emptyDb } from '../setup/embedded-db.ts'
import { NOW, policy, scope } from './sample-evidence.ts'

let db: Db
let checks: Checks
let serial = 0
beforeAll(async () => {
  db = await emptyDb()
  checks = createCheckRecord(db)
}, 120_000)
afterAll(() => db.close())
beforeEach(() => db.script('TRUNCATE decisions, checks, handovers, trust_events, runs'))

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

async function put(table: 'decisions' | 'checks', row: Record<string, unknown>): Promise<string> {
  const names = Object.keys(row)
  const values = Object.values(row).map((value) => (value instanceof Date ? value.toISOString() : value))
  const marks = names.map((name, n) => `$${n + 1}${/_at$/.test(name) ? '::timestamptz' : ''}`)
  await db.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks.join(', ')})`, values)
  return String(row['decision_id'] ?? row['run_id'])
}

function decision(patch: Record<string, unknown> = {}): Promise<string> {
  serial += 1
  const proposed_at = new Date(NOW - 10 * DAY + serial)
  return put('decisions', {
    ...{ decision_id: id(serial), run_id: id(serial), run_kind: 'live', entity_id: 'sample:1', step: 'order_routing' },
    ...{ ...scope, level: 'L3', proposed_at, status: 'done' },
    ...patch,
  })
}

const seed = (of_decision: string, patch: Record<string, unknown> = {}) => {
  serial += 1
  return put('checks', {
    ...{ run_id: id(serial), kind: 'known_wrong', of_decision, ...scope, source: 'past_error', reviewer: 'UBEN' },
    ...{ caught: true, started_at: new Date(NOW - DAY), answered_at: new Date(NOW - DAY), ...patch },
  })
}

const granted: TrustEvent = {
  ...{ type: 'granted', scope, level: 'L3', from_confidence: 0.5, alpha: 0.05, delta: 0.05, attempt: 1 },
  evidence: {
    ...{ decisions: 240, errors: 0, at_worst: 0.02, log_evidence: 6, log_threshold: 3.7 },
    ...{ alpha_eff: 0.045, catch_rate: 0.9 },
  },
  ...{ cap_usd_cents: null, expires_at: NOW + 90 * DAY, override: null, renews: null, root_cause: null },
}

describe('audits that were drawn', () => {
  const lookingWith = (engine: ChecksParts['engine']) =>
    createChecks({
      ...{ ledger: { checks, trust: createTrustStore(db) }, engine, secret: 's', clock: () => NOW },
      ...{ agents: new Map(), policy: { autonomy: policy, owners: {} }, log: pino({ level: 'silent' }) },
      calm: async () => ({ calm: true, room: 9, along: 0 }),
    })

  it('of one step do not keep those of another waiting, however many there are', async () => {
    for (let n = 0; n < 5; n += 1) await decision({ audit_drawn: 'random' })
    const other = await decision({ audit_drawn: 'random', step: 'fraud_detection', agent: 'fraud_detection' })
    expect((await checks.toAudit(0, 3)).map(({ decision_id }) => decision_id)).toContain(other)
    expect(await checks.toAudit(0, 3)).toHaveLength(4)
  })

  it('and cannot be put to anybody are passed over once, by a look that goes on with the rest', async () => {
    for (let n = 0; n < 3; n += 1) await decision({ audit_drawn: 'random' })
    let asked = 0
    const looking = lookingWith({
      startCheck: async () => ({ outcome: 'refused' }),
      async state() {
        asked += 1
        return null
      },
    })
    await looking.look()
    await looking.look()
    expect(asked).toBe(3)
    expect(await checks.toAudit(0, 9)).toEqual([])
    // Nobody could have answered them.
    expect(await checks.audited(scope, { from: 0, to: NOW })).toEqual({ drawn: 0, put: 0, answered: 0 })
  })

  it.each([
    ['that another process has begun just now', 'exists', 0],
    ['that cannot be stored', 'refused', 1],
  ] as const)('and %s are passed over only where nobody will see them', async (_what, outcome, passedOver) => {
    const drawn = await decision({ audit_drawn: 'random' })
    const said = {
      params: {},
      confidence: 0.9,
      reasons: [{ text: 'Near', source: 'order' }],
      against: [],
      unchecked: [],
    }
    const record = {
      ...said,
      decision_id: drawn,
      step: 'order_routing',
      decision: 'route',
      flags: [],
      amount: null,
      input: {},
    }
    const looking = lookingWith({
      startCheck: async () => ({ outcome }),
      // Of a run only what a case is made from.
      state: async () => ({ workflow: 'w', order: {}, steps: { a: { record } }, decisions: {} }) as unknown as RunState,
    })
    expect(await looking.look()).toBe(0)
    expect(await checks.toAudit(0, 9)).toHaveLength(1 - passedOver)
  })

  it('and were put to people in vain are put once more, and not a third time', async () => {
    const drawn = await decision({ audit_drawn: 'random' })
    const put = async (status: string) => {
      const run_id = await seed(drawn, { kind: 'audit', caught: null, answered_at: null, reviewer: null })
      await db.query(
        `INSERT INTO runs (run_id, version, head, entity_type, entity_id, workflow, kind, number, config_hash, status, since, created_at)
         VALUES ($1, 1, '', 'order', 'sample:1', 'w', 'audit', '1', 'h', $2, now(), now())`,
        [run_id, status],
      )
      return run_id
    }
    const waiting = async () => (await checks.toAudit(0, 9)).map(({ times }) => times)
    expect(await waiting()).toEqual([0])
    const first = await put('waiting')
    expect(await waiting(), 'it is being asked').toEqual([])
    await db.query(`UPDATE runs SET status = 'completed' WHERE run_id = $1`, [first])
    expect(await waiting()).toEqual([1])
    await put('completed')
    expect(await waiting()).toEqual([])
  })

  type Drawn = { answered: number; put: number; waiting?: number; daysAgo?: number }
  it.each<[Drawn, string]>([
    [{ answered: 17, put: 20 }, 'L1'],
    [{ answered: 18, put: 20 }, 'L3'],
    // Fewer than 20 in two weeks: since it was granted.
    [{ answered: 17, put: 20, daysAgo: 25 }, 'L1'],
    [{ answered: 1, put: 19 }, 'L3'],
    [{ answered: 0, put: 3 }, 'L1'],
    [{ answered: 0, put: 2 }, 'L3'],
    // A sale: drawn, and not put to anybody yet.
    [{ answered: 20, put: 20, waiting: 200 }, 'L3'],
    [{ answered: 0, put: 0, waiting: 9 }, 'L1'],
  ])('%o leave it at %s', async ({ answered, put, waiting = 0, daysAgo = 10 }, level) => {
    const trust = createTrustStore(db)
    await trust.append(granted, { by: 'ULEA', at: NOW - 40 * DAY, cause: 'granted' })
    const at = (n: number) => new Date(NOW - daysAgo * DAY + n)
    for (let n = 0; n < put + waiting; n += 1) {
      const audit = n < answered ? 'ok' : null
      const one = await decision({ audit_drawn: 'random', audit, proposed_at: at(n) })
      if (n < put) await seed(one, { kind: 'audit', caught: null, answered_at: null, started_at: at(n) })
    }
    // Of these nothing can be said yet.
    for (let n = 0; n < 9; n += 1) await decision({ audit_drawn: 'random', proposed_at: new Date(NOW - 3 * DAY) })
    const parts = { ledger: { trust, checks }, clock: () => NOW, log: pino({ level: 'silent' }) }
    expect((await endUnanswered(parts)) + (await endUnanswered(parts))).toBe(level === 'L1' ? 1 : 0)
    const about = { confidence: 0.9, usd_cents: 0, now: NOW }
    expect(levelFor(foldTrust(await trust.all()), scope, about)).toBe(level)
  })

  it('and wait longer than any sale end it, but not right after the grant', async () => {
    const trust = createTrustStore(db)
    await trust.append(granted, { by: 'ULEA', at: NOW - 20 * DAY, cause: 'granted' })
    for (let n = 0; n < 9; n += 1) await decision({ audit_drawn: 'random', proposed_at: new Date(NOW - 12 * DAY) })
    const at = (clock: number) =>
      endUnanswered({ ledger: { trust, checks }, clock: () => clock, log: pino({ level: 'silent' }) })
    expect(await at(NOW)).toBe(0)
    expect(await at(NOW + 9 * DAY)).toBe(1)
    expect((await trust.all()).at(-1)?.event).toMatchObject({
      because: 'none of 9 audits drawn in three weeks was answered',
    })
  })
})

describe('known-wrong cases', () => {
  const reviewers = () => createReviewers({ checks, clock: () => NOW })

  it('count for nobody who had called the original wrong, and not for longer than half a year', async () => {
    const original = await decision({ status: 'rejected', verdict_by: 'UANA', reason_code: 'wrong_call' })
    await seed(original)
    await seed(original, { reviewer: 'UANA' })
    await seed(original, { reviewer: 'UCHO', answered_at: new Date(NOW - 200 * DAY) })
    expect(await reviewers().seedsOf(scope.agent, scope.action)).toEqual({ shown: 1, caught: 1 })
    expect((await checks.reviewers(0, NOW)).find(({ reviewer }) => reviewer === 'UANA')?.shown ?? 0).toBe(0)
  })

  it('that were made up do not hide that real errors are missed', async () => {
    for (let n = 0; n < 20; n += 1) await seed(await decision(), { caught: n < 12 })
    for (let n = 0; n < 40; n += 1) await seed(await decision(), { source: 'starter' })
    expect(await reviewers().seedsOf(scope.agent, scope.action)).toEqual({ shown: 20, caught: 12 })
  })

  it('come along with a tenth of what was answered that day, while audits go by hours', async () => {
    for (let n = 0; n < 18; n += 1) await decision({ verdict_by: 'UBEN', closed_at: new Date(NOW - HOUR) })
    await decision({ verdict_by: 'UBEN', closed_at: new Date(NOW - 2 * DAY) })
    const inForce = settingsInForce(Settings.parse({}), {
      people: { admin: [], lead: [], reviewer: ['UBEN'], viewer: [] },
      limits_usd: { reviewer: null, lead: null, admin: null },
      channels: { default: null, teams: {} },
    })
    const calm = createCalm({
      ledger: { checks, cases: { countByTeam: async () => [] } } as unknown as Parameters<
        typeof createCalm
      >[0]['ledger'],
      policy: {
        autonomy: policy,
        backlog: { brief_above: 40 },
        evidence: { fastest: 1, words_per_second: 8, per_minute: 10, per_hour: 60 },
      },
      inForce: async () => inForce,
      clock: () => NOW,
    })
    // 2 of 20.
    expect(await calm('default')).toEqual({ calm: true, room: 48, along: 2 })
  })
})

describe('second opinions that say less is caught', () => {
  it('put the check cases in doubt', async () => {
    const { doubted } = createReviewers({ checks, clock: () => NOW })
    expect(await doubted()).toBe(false)
    for (let n = 0; n < 40; n += 1) {
      const original = await decision({ status: 'approved', verdict_by: 'UANA' })
      await seed(original, { source: 'starter', reviewer: n % 2 ? 'UBEN' : 'UCHO' })
      await seed(original, { kind: 'double', source: 'real', caught: n < 20 })
    }
    expect(await createReviewers({ checks, clock: () => NOW }).doubted()).toBe(true)
  })
})
