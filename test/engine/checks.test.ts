// Looking afterwards, over the real record: audits of what was done alone, cases whose answer is known, and second opinions.
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { createLooking } from '../../src/assembly/checks.ts'
import { catchRateBound } from '../../src/autonomy/catch-rate.ts'
import { LOOK_OPEN_MS } from '../../src/contracts/check.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { Scope } from '../../src/contracts/gate.ts'
import { SALE_KEY } from '../../src/contracts/settings.ts'
import { createTrustBook } from '../../src/trust/book.ts'
import { createKeeper } from '../../src/trust/keeper.ts'
import { createReviewers } from '../../src/trust/reviewers.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { howMany } from '../setup/how-many.ts'
import { approveAll } from './approve-all.ts'
import { ANA, BEN, createWorld, type World, type WorldOptions } from './world.ts'

const log = pino({ level: 'silent' })
const policyWith =
  (checks: object, sample: number): NonNullable<WorldOptions['configuration']> =>
  (same) => ({
    ...same,
    hash: `${same.hash.slice(0, -1)}${sample}`,
    policy: {
      ...same.policy,
      backlog: { brief_above: 500 },
      autonomy: { ...same.policy.autonomy, checks: { ...same.policy.autonomy.checks, ...checks } },
    },
    config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample } } },
  })

let world: World
const QUIET = { known_wrong: 0, known_wrong_later: 0, known_right: 0, double_review: 0, most: 0.5 }

async function begin(checks: object, { sample = 1 } = {}): Promise<void> {
  world = await createWorld({ configuration: policyWith(checks, sample) })
}
afterEach(() => world.close())

const ordinary = { ordinary: 1, risky: 0, high_value: 0, restricted: 0, out_of_lane: 0, short_stock: 0, incomplete: 0 }

async function arrive(count: number, seed = 7): Promise<SampleOrder[]> {
  const orders = orderGenerator({ seed, mix: ordinary }).take(count)
  for (const order of orders) world.shop.place(order)
  for (let at = 0; at < orders.length; at += 25) await world.send(...orders.slice(at, at + 25))
  return orders
}

const begun: string[] = []

async function runsOf(kind: 'seed' | 'audit'): Promise<RunState[]> {
  const states = await Promise.all(begun.map((id) => world.engine.state(id)))
  return states.flatMap((state) => (state?.kind === kind ? [state] : []))
}

/** Looks, and remembers what it began. */
async function look(): Promise<number> {
  const { startCheck } = world.engine
  const looking = createLooking({
    ...world,
    engine: {
      ...world.engine,
      async startCheck(request) {
        const started = await startCheck(request)
        if (started.outcome === 'begun') begun.push(started.run_id)
        return started
      },
    },
    engineParts: world.parts,
    log,
  })
  const count = await looking.look()
  await world.settle()
  return count
}
beforeEach(() => {
  begun.length = 0
})

async function grant(scope: Scope, level: 'L2' | 'L3'): Promise<void> {
  const evidence = {
    decisions: 200,
    errors: 0,
    at_worst: 0.03,
    log_evidence: 5,
    log_threshold: 3,
    alpha_eff: 0.04,
    catch_rate: 0.8,
  }
  await world.ledger.trust.append(
    {
      ...{ type: 'granted', scope, level, from_confidence: 0.5, alpha: 0.05, delta: 0.05, attempt: 1, evidence },
      ...{ cap_usd_cents: null, expires_at: world.clock() + 100 * DAY, override: null, renews: null, root_cause: null },
    },
    { by: 'ULEAD', at: world.clock(), cause: `granted/${scope.agent}/${scope.segment}/${level}` },
  )
  world.pass(1_000)
}

async function segmentsOf(agent: string): Promise<Scope[]> {
  return (await world.ledger.trust.volumes(0)).filter((scope) => scope.agent === agent)
}

describe('what an agent does alone', () => {
  it('is audited by lot, blind, and taken back when the audits find it wrong', { timeout: 120_000 }, async () => {
    await begin(QUIET, { sample: 0 })
    await arrive(howMany({ usually: 20, inCi: 40 }))
    const scopes = (await segmentsOf('fraud_detection')).filter(({ action }) => action === 'release')
    expect(scopes.length).toBeGreaterThan(0)
    for (const { agent, version, action, segment } of scopes) await grant({ agent, version, action, segment }, 'L3')
    const orders = await arrive(howMany({ usually: 40, inCi: 160 }), 11)
    const drawn: number[] = []
    for (const order of orders) {
      const record = (await world.runOf(order)).steps['fraud_detection']?.record
      if (record?.gate.level !== 'L3') continue
      expect(record.audit?.p_random).toBe(0.1)
      drawn.push(record.audit?.drawn === 'random' ? 1 : 0)
    }
    expect(drawn.length).toBeGreaterThan(25)
    const count = drawn.reduce((sum, one) => sum + one, 0)
    const share = count / drawn.length
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.2)

    await Promise.all([look(), look()])
    const inVain = await runsOf('audit')
    expect(inVain).toHaveLength(count)
    expect(await look()).toBe(0)
    world.pass(LOOK_OPEN_MS + HOUR)
    await world.settle()
    expect(await look(), 'nobody answered: they are put once more').toBe(inVain.length)
    const audits = (await runsOf('audit')).filter(({ phase }) => phase === 'open')
    expect(audits).toHaveLength(inVain.length)
    expect(audits[0]?.decisions).toEqual({})
    const tooEarly = await world.engine.answerAudit({
      ...{ run_id: audits[0]?.run_id ?? '', by: ANA },
      says: { what: 'found', found: 'ok', reason: null, severity: null },
    })
    expect(tooEarly?.outcome).toBe('too_late')

    for (const { run_id } of audits) {
      await world.engine.answerAudit({ run_id, by: ANA, says: { what: 'stated', action: 'hold' } })
      await world.engine.answerAudit({
        ...{ run_id, by: ANA },
        says: { what: 'found', found: 'wrong', reason: 'missed', severity: 2 },
      })
    }
    const rows = await world.ledger.trust.evidence({ agent: 'fraud_detection' })
    expect(rows.filter(({ audit }) => audit === 'wrong')).toHaveLength(audits.length)
    const book = createTrustBook({
      trust: world.ledger.trust,
      rates: world.configuration.policy.rates,
      clock: world.clock,
    })
    const keeper = createKeeper({ trust: world.ledger.trust, book, clock: world.clock, log })
    expect(await keeper.look()).toBeGreaterThan(0)
    world.pass(1_000)
    const taken = (await world.ledger.trust.all()).find(({ event }) => event.type === 'demoted')
    expect(taken?.event).toMatchObject({ cause: expect.stringMatching(/^(audits|proven_below_target)$/) })
    const asked = await arrive(20, 13)
    const levels = await Promise.all(
      asked.map(async (order) => (await world.runOf(order)).steps['fraud_detection']?.record?.gate),
    )
    expect(levels.some((gate) => gate?.level === 'P' && gate.answer === 'ask')).toBe(true)
  })

  it('waits to be audited while there is a backlog, a sale, or a deadline', { timeout: 60_000 }, async () => {
    await begin(QUIET)
    await arrive(10)
    for (const { agent, version, action, segment } of await segmentsOf('fraud_detection'))
      await grant({ agent, version, action, segment }, 'L2')
    await arrive(30, 11)
    const waiting = (await world.ledger.checks.toAudit(0, 100)).length
    expect(waiting).toBeGreaterThan(0)
    await world.ledger.settings.put(SALE_KEY, { by: ANA, at: world.clock() }, ANA, world.clock())
    world.pass(2_000)
    expect(await look()).toBe(0)
    await world.ledger.settings.put(SALE_KEY, { released: true }, ANA, world.clock())
    world.pass(3 * HOUR + 30 * MINUTE)
    if (await world.ledger.checks.isPressed('default', world.clock() + HOUR)) expect(await look()).toBe(0)
    expect((await world.ledger.checks.toAudit(0, 100)).length).toBe(waiting)
  })
})

describe('cases whose answer is known', () => {
  it('look like any card, are never carried out, and say what they were once answered', {
    timeout: 60_000,
  }, async () => {
    await begin({ ...QUIET, known_wrong: 0.2 })
    const orders = await arrive(12)
    for (const order of orders) await approveAll(world, await world.runOf(order))
    world.pass(MINUTE)
    await arrive(20, 11)
    const before = world.shop.state.effects.all().length
    expect(await look()).toBeGreaterThan(0)
    const seeds = await runsOf('seed')
    const known = new Set(orders.map(({ entity_id }) => entity_id))
    for (const seed of seeds) {
      expect(known.has(seed.entity_id)).toBe(false)
      const open = Object.values(seed.decisions).filter(({ status }) => status === 'open')
      expect(open).toHaveLength(1)
      expect(open[0]?.step).toBe(seed.check?.of.step)
      expect(open[0]?.reasons.join()).not.toMatch(/practice|check case|known/i)
      const [decision] = open
      if (!decision) continue
      const answer = await world.engine.answer({
        ...{ run_id: seed.run_id, decision_id: decision.decision_id, revision: decision.revision },
        ...{ kind: 'approve', by: BEN },
      })
      expect(answer).toMatchObject({ outcome: 'counted' })
      const after = await world.engine.state(seed.run_id)
      expect(after).toMatchObject({ phase: 'completed', outcome: 'check', checked: { caught: false, by: BEN } })
      expect(after?.actions).toEqual({})
    }
    await world.settle()
    expect(world.shop.state.effects.all().length).toBe(before)
    expect((await world.ledger.trust.evidence({})).every(({ run_id }) => !begun.includes(run_id))).toBe(true)
    const reviewers = createReviewers({ checks: world.ledger.checks, clock: world.clock })
    const { agent = '', action = '' } = seeds[0]?.check ?? {}
    const tally = await reviewers.seedsOf(agent, action)
    expect(tally.shown).toBeGreaterThan(0)
    expect(tally.caught).toBe(0)
    expect(catchRateBound(tally)).toBeLessThan(catchRateBound({ shown: tally.shown, caught: tally.shown }))
  })
})

describe('a second opinion', () => {
  it('is asked of somebody else, counts whether they agree, and changes nothing', { timeout: 60_000 }, async () => {
    await begin({ ...QUIET, double_review: 0.2 })
    for (const order of await arrive(12)) await approveAll(world, await world.runOf(order))
    expect(await look()).toBeGreaterThan(0)
    const [second] = await runsOf('audit')
    if (!second?.check) throw new Error('no second opinion')
    const original = await world.engine.state(second.check.of.run_id)
    const own = { run_id: second.run_id, by: ANA, says: { what: 'stated' as const, action: second.check.action } }
    expect((await world.engine.answerAudit(own))?.outcome).toBe('too_late')
    expect((await world.engine.answerAudit({ ...own, by: BEN }))?.outcome).toBe('done')
    expect(await world.engine.state(second.run_id)).toMatchObject({ phase: 'completed', checked: { caught: true } })
    expect((await world.engine.state(second.check.of.run_id))?.version).toBe(original?.version)
    expect((await world.ledger.checks.counts(0)).filter(({ kind }) => kind === 'double')).toMatchObject([
      {
        ...{ approved: true, caught: true, count: 1 },
        market: expect.stringMatching(/^[A-Z]{2}$/),
        reviewers: [expect.any(String)],
      },
    ])
  })
})
