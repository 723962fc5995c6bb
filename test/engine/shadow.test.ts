// A new version beside the old, from silent to at work: it thinks along, is compared on what was decided, judged blind, and inherits.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { agents } from '../../agents/index.ts'
import type { ShadowTarget } from '../../blocks/target.ts'
import { actions } from '../../src/actions/registry.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { TrustEvent } from '../../src/contracts/trust.ts'
import { createEarnedBy } from '../../src/trust/earned-by.ts'
import { caseCause } from '../../src/trust/shadow/begin.ts'
import type { ShadowTest } from '../../src/trust/shadow/fold.ts'
import { createSurvey } from '../../src/trust/survey.ts'
import { buttonsOf, read } from '../blocks/read.ts'
import { better, broken, CASES, createShadowWorld, LEA, type ShadowWorld, worse } from './shadow-world.ts'
import { ANA } from './world.ts'

let its: ShadowWorld
beforeAll(async () => {
  its = await createShadowWorld()
}, 60_000)
afterAll(() => its.world.close())

describe('a version on trial', () => {
  it('has thought along with every live decision, and decided none of them', async () => {
    const { ledger } = its.world
    expect(await ledger.shadow.versions()).toEqual([
      { agent: 'fraud_detection', version: fraudDetection.version, decisions: CASES },
    ])
    const counts = await ledger.shadow.beside()
    expect(counts.map(({ version, said, same, failed }) => ({ version, said, same, failed }))).toEqual([
      { version: '1.9.0', said: CASES, same: CASES - 4, failed: 0 },
      { version: '1.9.1', said: CASES, same: CASES - 4, failed: 0 },
      { version: '1.9.2', said: CASES, same: 0, failed: CASES },
    ])
    expect(its.posted).toEqual([])
  })

  it('can neither delay nor change a decision by failing or by what it does to its input', async () => {
    const [decision] = await its.world.ledger.shadow.decisions({ ...its.scope, limit: 1 })
    const state = await its.world.engine.state(decision?.run_id ?? '')
    expect(state).toMatchObject({ phase: 'completed', order: { number: expect.stringMatching(/^#?3\d+/) } })
  })
})

describe('a version that differs and is found right', () => {
  let test: ShadowTest

  it('is compared on frozen inputs: the old version says there again what it said then', async () => {
    const grant = { level: 'L3' as const, from_confidence: 0.7, alpha: 0.05, delta: 0.05, attempt: 1 }
    const evidence = { decisions: 300, errors: 0, at_worst: 0.01, log_evidence: 9, log_threshold: 3, alpha_eff: 0.04 }
    const expires_at = its.world.clock() + 90 * DAY
    await its.world.ledger.trust.append(
      TrustEvent.parse({
        ...{
          type: 'granted',
          scope: its.scope,
          ...grant,
          expires_at,
          override: null,
          cap_usd_cents: 5_000,
          renews: null,
          root_cause: null,
        },
        evidence: { ...evidence, catch_rate: 0.9 },
      }),
      { by: LEA, at: its.world.clock(), cause: 'granted/for-this-test' },
    )
    its.book.forget()
    const begun = await its.begin(better)
    test = begun.test
    expect(begun.replayed).toMatchObject({ unknown: 0, again: { asked: CASES, same: CASES } })
    expect(test.begun).toMatchObject({ cases: CASES, same: CASES - 4, failed: 0, unfrozen: 0, cards: 4, margin: 0.02 })
  })

  it('is put to people blind: no version, no reason, and sides drawn by lot', async () => {
    expect(await its.look()).toBe(4)
    const card = read(its.posted[0]?.blocks ?? [])
    expect(card).toMatch(/Release it|Hold it/)
    expect(card).not.toContain('1.9.0')
    expect(card).not.toContain(fraudDetection.version)
    expect(buttonsOf(its.posted[0]?.blocks ?? []).map(({ label }) => label)).toEqual([
      'A is right',
      'B is right',
      'Both are fine',
      'Neither',
    ])
  })

  it('is judged by those who may, once a case, and nothing is decided by it', async () => {
    const before = await its.world.ledger.trust.evidence({})
    const target: ShadowTarget = { report: test.begun.report, nth: 1, choice: 'both', a: null, b: null }
    expect(await its.compare.choose(target, 'U0NOBODY1')).toMatchObject({
      text: expect.stringContaining('Not counted'),
    })
    expect(await its.judge(test, 1, 'new')).toContain('Compared by')
    expect(await its.judge(test, 1, 'old')).toContain('Compared by')
    for (const nth of [2, 3]) await its.judge(test, nth, 'new')
    await its.judge(test, 4, 'both')
    expect((await its.testNow('1.9.0')).cases.map(({ judged }) => judged?.choice === 'both')).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect(await its.world.ledger.trust.evidence({})).toEqual(before)
  })

  it('has its report posted with what it says and what it cannot say', async () => {
    expect(await its.look()).toBe(1)
    const { finished } = await its.testNow('1.9.0')
    expect(finished).toMatchObject({ passed: true, whole: { won: 3, lost: 0, passed: true }, new_severe: 0 })
    const words = read(its.posted.at(-1)?.blocks ?? [])
    expect(words).toContain('140 decisions support a margin of 2 points, not 1 point')
    expect(words).toContain('Better than the old version: not shown')
    expect(words).toContain('It inherits 1 grant as they are')
    expect(await its.look()).toBe(0)
  })

  it('takes over by a manager’s click alone, at the level of the old one, never wider, watched more closely', async () => {
    const { report } = test.begun
    expect(await its.compare.takeOver(report, ANA)).toMatchObject({
      text: expect.stringContaining('only leads and admins'),
    })
    expect(its.trial.liveVersion('fraud_detection')).toBe(fraudDetection.version)
    expect(await its.compare.takeOver(report, LEA)).toMatchObject({ to: 'message' })
    expect(await its.trial.look()).toBe(1)
    expect(its.trial.liveVersion('fraud_detection')).toBe('1.9.0')
    its.book.forget()
    const own = { ...its.scope, version: '1.9.0' }
    const about = { confidence: 0.9, amount: { amount: 4_000, currency: 'USD' } }
    expect(await its.book.levelOf(own, about)).toBe('L3')
    expect(await its.book.levelOf(own, { ...about, amount: { amount: 6_000, currency: 'USD' } })).toBe('L1')
    expect(await its.book.levelOf({ ...own, version: '1.9.1' }, about)).toBe('L1')
    const earnedBy = createEarnedBy({
      ...{ trust: its.world.ledger.trust, book: its.book, clock: its.world.clock },
      policy: its.world.configuration.policy,
    })
    // Half way to the alarm is above the worry, so half of it is audited until that has calmed down.
    expect(await earnedBy(own)).toMatchObject({ rate: 0.5, cap_usd_cents: 5_000 })
  })

  it('decides the next order, while what is on trial goes on thinking along', async () => {
    const state = await its.arrives(CASES + 1)
    expect(state.steps['fraud_detection']?.record).toMatchObject({ version: '1.9.0', decision: 'release' })
    expect(await its.world.ledger.shadow.beside()).toContainEqual(
      expect.objectContaining({ version: '1.9.1', live_version: '1.9.0', said: 1 }),
    )
  })
})

describe('a version with one severe error of its own', () => {
  it('does not pass, stays silent, and starts at suggestion with one attempt more', async () => {
    const { test } = await its.begin(worse)
    for (const nth of [1, 2, 3]) await its.judge(test, nth, 'new')
    await its.judge(test, 4, 'old', 3)
    await its.look()
    const { finished } = await its.testNow('1.9.1')
    expect(finished).toMatchObject({ passed: false, new_severe: 1, whole: { passed: true } })
    expect(await its.compare.takeOver(test.begun.report, LEA)).toMatchObject({
      text: expect.stringContaining('not passed'),
    })
    expect(await its.trial.look()).toBe(0)
    expect(await its.begin(worse)).toMatchObject({ replayed: null, test: { begun: { report: test.begun.report } } })
  })

  it('is one without an answer: no test is begun, so that an outage does not use up its number', async () => {
    await expect(its.begin(broken)).rejects.toMatchObject({
      code: 'shadow.no_answers',
      message: expect.stringMatching(/140 of 140 decisions.*in 140 of 140: "it does not know what to say"/),
    })
    expect(await its.look()).toBe(0)
    await expect(its.testNow('1.9.2')).rejects.toThrow('no test of 1.9.2')
  })
})

describe('a version that was put at work without a test', () => {
  it('has nothing of what the old one had, and counts as one more attempt', async () => {
    const { ledger, clock, configuration } = its.world
    const survey = createSurvey({
      ...{ trust: ledger.trust, book: its.book, clock, policy: configuration.policy, actions, registry: agents },
      seedsOf: async () => ({ shown: 0, caught: 0 }),
    })
    const levels = (await survey({ agent: 'fraud_detection' })).map((each) => [each.scope.version, each.level])
    expect(levels).toContainEqual(['1.9.0', 'L3'])
    expect(await its.book.levelOf({ ...its.scope, version: '2.0.0' }, { confidence: 0.99, amount: null })).toBe('L1')
  })
})

describe('a customer who is erased', () => {
  it('is gone from what versions on trial said and from what cards would show', async () => {
    const { shadow, erase } = its.world.ledger
    const { begun, cases } = await its.testNow('1.9.0')
    const [first, second] = cases.map((tried) => tried.case)
    if (!first || !second) throw new Error('there are no cases')
    const decisions = [first.decision_id, second.decision_id]
    expect((await shadow.silent('1.9.0', decisions)).size).toBe(2)
    const state = await its.world.engine.state(first.run_id)
    await erase(state?.entity_id ?? '')
    expect([...(await shadow.silent('1.9.0', decisions)).keys()]).toEqual([second.decision_id])
    expect(await shadow.sealed(caseCause(begun.report, first.nth))).toBeNull()
    expect(await shadow.sealed(caseCause(begun.report, second.nth))).not.toBeNull()
    const pressed = { report: begun.report, nth: first.nth, choice: 'both' as const, a: null, b: null }
    expect(await its.compare.choose(pressed, ANA)).toMatchObject({ text: expect.stringContaining('is over') })
  })
})
