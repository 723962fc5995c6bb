// Where a scope stands, from the decisions people made: when it may be offered more, and what keeps it from that.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import { baseErrorOf } from '../../src/trust/base-error.ts'
import { fresh } from '../../src/trust/grants.ts'
import { type StandingInput, standingOf } from '../../src/trust/standing.ts'
import { history, NOW, policy, row, scope, wrong } from './sample-evidence.ts'

const caught = { shown: 40, caught: 40 }
const standing = (patch: Partial<StandingInput>) =>
  standingOf({
    ...{ trust: fresh(scope), rows: [], risk: 'A', attempt: 1, seeds: caught, policy, now: NOW },
    ...{ skill: { improvements: 0, harms: 0 }, needsSkill: false },
    ...patch,
  })

describe('a scope that only suggests', () => {
  it('is offered the veto window once the evidence is enough and the floors are reached', () => {
    const { offer, unmet, evidence, from_confidence } = standing({ rows: history({ decisions: 240 }) })
    expect({ offer, unmet }).toEqual({ offer: 'L2', unmet: [] })
    expect(evidence.at_worst).toBeLessThanOrEqual(evidence.alpha_eff)
    expect(from_confidence).toBeLessThanOrEqual(0.9)
  })

  it('lesson: accuracy over a handful of reviews opens nothing, however perfect', () => {
    for (const decisions of [3, 50, 87]) {
      const { offer, binding } = standing({ rows: history({ decisions }) })
      expect(offer).toBeNull()
      expect(binding).not.toBeNull()
    }
    const good = standing({ rows: history({ decisions: 50, errors: 7 }) })
    expect(good.offer).toBeNull()
  })

  it('names what binds, with the days it takes at this pace', () => {
    const days = standing({ rows: history({ decisions: 240, days: 6 }) })
    expect(days.unmet.map(({ condition }) => condition)).toContain('days_or_decisions')
    const alone = standing({ rows: history({ decisions: 240 }).map((each) => ({ ...each, verdict_by: 'UANA' })) })
    expect(alone.binding).toMatchObject({ condition: 'reviewers', have: 1, need: 2 })
    const silent = Array.from({ length: 60 }, () => row({ status: 'expired', verdict: null, verdict_by: null }))
    expect(standing({ rows: [...history({ decisions: 240 }), ...silent] }).unmet).toMatchObject([
      { condition: 'coverage', need: 0.9 },
    ])
  })

  it('asks for more evidence where reviewers miss errors, and for any at all where nothing is known of them', () => {
    const rows = history({ decisions: 160 })
    expect(standing({ rows, seeds: { shown: 100, caught: 100 } }).offer).toBe('L2')
    expect(standing({ rows, seeds: { shown: 100, caught: 55 } }).offer).toBeNull()
    const unknown = standing({ rows, seeds: { shown: 0, caught: 0 } })
    expect(unknown.offer).toBeNull()
    expect(unknown.unmet.map(({ condition }) => condition)).toContain('seeds')
  })

  it('is held to what its kind of action costs, and what never acts alone is never offered', () => {
    const rows = history({ decisions: 240 })
    expect(standing({ rows, risk: 'B' }).offer).toBeNull()
    expect(standing({ rows, risk: 'D' })).toMatchObject({ offer: null, unmet: [] })
    expect(standing({ rows, policy: { ...policy, never: ['route'] } }).offer).toBeNull()
  })

  it('must beat doing nothing where it departs from it: right on average is not enough', () => {
    const rows = history({ decisions: 240 })
    const worse = standing({ rows, needsSkill: true, skill: { improvements: 6, harms: 77 } })
    expect(worse).toMatchObject({ offer: null, binding: { condition: 'skill' } })
    expect(standing({ rows, needsSkill: true, skill: { improvements: 40, harms: 3 } }).offer).toBe('L2')
  })

  it('needs more for a second version, and more again after probation', () => {
    const rows = history({ decisions: 170 })
    expect(standing({ rows, seeds: { shown: 200, caught: 200 } }).offer).toBe('L2')
    expect(standing({ rows, seeds: { shown: 200, caught: 200 }, attempt: 3 }).offer).toBeNull()
    const trust = { ...fresh(scope), probation_since: NOW - 30 * DAY, demotions: 2 }
    expect(standing({ rows, seeds: { shown: 200, caught: 200 }, trust }).offer).toBeNull()
  })

  it('counts nothing from before its probation', () => {
    const trust = { ...fresh(scope), probation_since: NOW - DAY, demotions: 1 }
    const { tally, level } = standing({ rows: history({ decisions: 240 }), trust })
    expect(level).toBe('P')
    expect(tally.decisions).toBeLessThan(20)
  })

  it('waits ninety days after a severe error, whichever version it was and however it was taken back', () => {
    const trust = { ...fresh(scope), probation_since: NOW - 30 * DAY, demotions: 1 }
    const severe = row({ closed_at: NOW - 40 * DAY, corrected_at: NOW - 31 * DAY, severity: 3 })
    const rows = [severe, ...history({ decisions: 900, days: 29 })]
    expect(standing({ rows, trust })).toMatchObject({
      offer: null,
      unmet: [{ condition: 'days_without_severe', have: 31 }],
    })
    expect(standing({ rows: rows.slice(1), trust }).offer).toBe('L2')
    expect(standing({ rows: rows.slice(1), trust, severeAt: NOW - 89 * DAY }).offer).toBeNull()
    expect(standing({ rows: rows.slice(1), trust, severeAt: NOW - 91 * DAY }).offer).toBe('L2')
  })

  it('is not offered more for being right long ago: what it said lately counts by itself', () => {
    const before = history({ decisions: 3_000, days: 60 }).map((each) => ({
      ...each,
      closed_at: (each.closed_at ?? 0) - 2 * DAY,
    }))
    const lately = Array.from({ length: 20 }, (_, index) => wrong({ closed_at: NOW - (20 - index) * HOUR }))
    expect(standing({ rows: before }).offer).toBe('L2')
    const worse = standing({ rows: [...before, ...lately] })
    expect(worse).toMatchObject({ open: true, offer: null, unmet: [{ condition: 'recent_errors', have: 0 }] })
    const missing = worse.binding?.need ?? 0
    const right = (count: number) => Array.from({ length: count }, () => row({ closed_at: NOW }))
    expect(standing({ rows: [...before, ...lately, ...right(missing - 1)] }).offer).toBeNull()
    expect(standing({ rows: [...before, ...lately, ...right(missing)] }).offer).toBe('L2')
  })

  it('is offered for a week after the last case it rests on', () => {
    const rows = history({ decisions: 240 })
    expect(standing({ rows, now: NOW + 6 * DAY }).offer).toBe('L2')
    expect(standing({ rows, now: NOW + 8 * DAY })).toMatchObject({
      offer: null,
      unmet: [{ condition: 'recent_cases' }],
    })
  })

  it('reaches no lower than the confidence of the cases it was seen in', () => {
    expect(
      standing({ rows: history({ decisions: 240 }).map((each) => ({ ...each, confidence: 0.96 })) }),
    ).toMatchObject({
      ...{ offer: 'L2', from_confidence: 0.95 },
    })
  })

  it('is said to be proven below target, so that nobody waits for it', () => {
    expect(standing({ rows: history({ decisions: 100, errors: 20 }) }).futile).toBe(true)
    expect(standing({ rows: history({ decisions: 100, errors: 1 }) }).futile).toBe(false)
  })
})

describe('a target beside doing nothing', () => {
  // Nineteen of twenty orders are fine, and what the agent holds is not: doing nothing is wrong in one of twenty.
  const hold = (patch: Parameters<typeof row>[0] = {}) => row({ action: 'hold', departs: true, ...patch })
  const shop = (usual: number, held: number, p_ask = 1) => [
    ...Array.from({ length: usual }, () => row({ p_ask })),
    ...Array.from({ length: held }, () => hold()),
  ]
  const base = (rows: ReturnType<typeof shop>, action = 'route') => baseErrorOf(rows, { ...scope, action })

  it('is half of what doing nothing costs where that is rare, and says from what it comes', () => {
    const rows = history({ decisions: 240 })
    expect(standing({ rows, baseError: 0.3 })).toMatchObject({ alpha: 0.05, relative: null, offer: 'L2' })
    expect(standing({ rows, baseError: 0.03 })).toMatchObject({
      ...{ alpha: 0.015, relative: { base_error: 0.03, policy_alpha: 0.05 }, offer: null },
    })
    expect(standing({ rows, baseError: null })).toMatchObject({ alpha: 0.05, relative: null })
  })

  it('can never be met where doing nothing was never wrong', () => {
    expect(standing({ rows: history({ decisions: 2_000 }), baseError: 0 })).toMatchObject({
      ...{ offer: null, unmet: [{ condition: 'nothing_to_win' }], cusum: 0 },
    })
  })

  it('weighs every case by how likely it was to be asked', () => {
    expect(base(shop(190, 10))).toBeCloseTo(0.05, 5)
    expect(base(shop(190, 10, 0.1))).toBeCloseTo(10 / 1_910, 5)
  })

  it('holds what departs against its own cases: doing nothing was wrong wherever the agent was right', () => {
    expect(base(shop(190, 100), 'hold')).toBe(1)
    expect(base([...shop(190, 50), ...Array.from({ length: 50 }, () => hold(wrongly))], 'hold')).toBeCloseTo(0.5, 5)
  })

  it('says nothing of few cases, nor of an agent that never does anything else', () => {
    expect(base(shop(80, 10))).toBeNull()
    expect(base(shop(400, 0))).toBeNull()
  })

  const wrongly = { status: 'rejected', verdict: 'reject', reason_code: 'wrong_call' } as const
})

describe('what counts', () => {
  const tallyOf = (rows: Parameters<typeof standing>[0]['rows']) => standing({ rows: rows ?? [] }).tally

  it('lesson: unanswered and deferred questions are no evidence: they are coverage', () => {
    const { tally, coverage } = standing({ rows: [row(), row({ status: 'expired', verdict: null, verdict_by: null })] })
    expect({ tally, coverage }).toEqual({ tally: { decisions: 1, errors: 0 }, coverage: 0.5 })
  })

  it('drops approvals nobody can have read, and keeps the rejections', () => {
    expect(tallyOf([row({ weight: 'too_fast' }), row({ weight: 'over_the_hour' })]).decisions).toBe(0)
    expect(tallyOf([wrong({ weight: 'too_fast' })])).toEqual({ decisions: 1, errors: 1 })
  })

  it('drops what an earlier answer carried unseen', () => {
    expect(tallyOf([row({ carried: true })]).decisions).toBe(0)
    expect(tallyOf([row({ carried: true, evidence_opened: true })]).decisions).toBe(1)
  })

  it('counts alike cases answered in one go as one, with the worst of them', () => {
    const bulk = Array.from({ length: 41 }, (_, index) =>
      row({ bulk: 'b1', cluster: 'c', closed_at: NOW - index * 9_000 }),
    )
    expect(tallyOf(bulk)).toEqual({ decisions: 1, errors: 0 })
    expect(tallyOf([...bulk, wrong({ bulk: 'b1', cluster: 'c' })])).toEqual({ decisions: 1, errors: 1 })
  })

  it('turns a right into a wrong when the world or a person says so later', () => {
    expect(tallyOf([row({ outcome: 'chargeback', outcome_at: NOW })]).errors).toBe(1)
    expect(tallyOf([row({ corrected_at: NOW, severity: 2 })]).errors).toBe(1)
    expect(tallyOf([wrong({ reason_code: 'out_of_stock_since' })]).decisions).toBe(0)
  })

  it('tells an edit of the wording from one of the payload', () => {
    expect(tallyOf([row({ verdict: 'edit', status: 'edited', executed: 'f' })])).toEqual({ decisions: 1, errors: 0 })
    expect(tallyOf([row({ verdict: 'edit', status: 'edited', executed: 'other' })]).errors).toBe(1)
  })
})
