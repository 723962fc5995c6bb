import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catchRateBound, correctedGate } from '../../src/autonomy/catch-rate.ts'
import { decisionsNeeded } from '../../src/autonomy/decisions-needed.ts'
import { errorBound } from '../../src/autonomy/error-bound.ts'
import { binding, type Exposure, unmetFloors } from '../../src/autonomy/exposure.ts'
import { rightAnswersNeeded, unmetEvidence } from '../../src/autonomy/forecast.ts'
import { logSkill, skillGateOpen, targetError } from '../../src/autonomy/skill.ts'
import { tallies } from './arbitraries.ts'

const enough: Exposure = {
  days: 20,
  decisions: 200,
  distinctDays: 12,
  reviewers: 3,
  answered: 200,
  expired: 5,
  daysSinceSevere: null,
}

describe('the floors', () => {
  const unmet = (change: Partial<Exposure>) => unmetFloors({ ...enough, ...change })

  it('are met by time, volume, people and coverage together', () => {
    expect(unmet({})).toEqual([])
    expect(binding([])).toBeNull()
  })

  it('take 500 decisions in place of 14 days', () => {
    expect(unmet({ days: 9, decisions: 500 })).toEqual([])
    expect(unmet({ days: 9, decisions: 499 }).map(({ condition }) => condition)).toEqual(['days_or_decisions'])
  })

  it('reckon the days left by whichever of the two comes first', () => {
    expect(unmet({ days: 4, decisions: 400 })[0]?.daysLeft).toBe(1)
    expect(unmet({ days: 4, decisions: 100 })[0]?.daysLeft).toBe(10)
  })

  it.each<[Partial<Exposure>, object]>([
    [{ decisions: 80 }, { condition: 'decisions', have: 80, need: 100, daysLeft: 5 }],
    [{ distinctDays: 4 }, { condition: 'distinct_days', have: 4, need: 5, daysLeft: 5 }],
    [{ reviewers: 1 }, { condition: 'reviewers', have: 1, need: 2, daysLeft: null }],
    [
      { answered: 80, expired: 20 },
      { condition: 'coverage', have: 0.8, need: 0.9, daysLeft: null },
    ],
    [
      { answered: 0, expired: 0 },
      { condition: 'coverage', have: 0, need: 0.9, daysLeft: null },
    ],
    [{ daysSinceSevere: 30 }, { condition: 'days_without_severe', have: 30, need: 90, daysLeft: 60 }],
  ])('name what is missing: %j', (change, expected) => {
    expect(unmet(change)).toEqual([expected])
  })

  it('let the longest wait bind, and what time alone does not bring before all', () => {
    expect(binding(unmet({ decisions: 80, daysSinceSevere: 30 }))?.condition).toBe('days_without_severe')
    expect(binding(unmet({ reviewers: 1, daysSinceSevere: 30 }))?.condition).toBe('reviewers')
  })

  it('do not promise a date to a scope without decisions', () => {
    const idle = unmet({ days: 3, decisions: 0, distinctDays: 0 })
    expect(idle.find(({ condition }) => condition === 'decisions')?.daysLeft).toBeNull()
    expect(idle.find(({ condition }) => condition === 'days_or_decisions')?.daysLeft).toBe(11)
  })
})

describe('the catch rate', () => {
  it.each([
    [20, 20, 0.77],
    [40, 38, 0.78],
    [60, 57, 0.82],
    [100, 95, 0.86],
    [100, 85, 0.72],
    [100, 70, 0.54],
  ])('is bounded from below by %d seeds with %d caught', (shown, caught, expected) => {
    expect(catchRateBound({ shown, caught })).toBeCloseTo(expected, 2)
  })

  it('is nothing without seeds, and then the gate stays closed', () => {
    expect(catchRateBound({ shown: 0, caught: 0 })).toBe(0)
    const gate = correctedGate({
      tally: { errors: 0, decisions: 5000 },
      seeds: { shown: 0, caught: 0 },
      alpha: 0.05,
    })
    expect(gate).toMatchObject({ open: false, catchRate: 0, alphaEff: 0 })
  })

  it.each([
    [1, [105, 153, 194, 231]],
    [0.9, [117, 170, 215, 257]],
    [0.8, [132, 192, 243, 290]],
    [0.7, [151, 220, 278, 332]],
  ])('of %d has its price in decisions', (catchRate, expected) => {
    const needed = [0, 1, 2, 3].map((errors) =>
      decisionsNeeded(errors, { alpha: 0.05 * catchRate, logThreshold: Math.log(40) }),
    )
    expect(needed).toEqual(expected)
  })

  it('opens the gate exactly when the bound is within what is left of the target', () => {
    fc.assert(
      fc.property(tallies(1500), fc.nat(100), fc.nat(100), (tally, caught, missed) => {
        const seeds = { shown: caught + missed, caught }
        const gate = correctedGate({ tally, seeds, alpha: 0.05 })
        const bound = errorBound(tally, 0.025)
        fc.pre(Math.abs(bound - gate.alphaEff) > 1e-9)
        expect(gate.open).toBe(bound <= 0.05 * catchRateBound(seeds))
      }),
    )
  })

  it('does not excuse errors that were found', () => {
    const gate = correctedGate({ tally: { errors: 5, decisions: 200 }, seeds: { shown: 50, caught: 20 }, alpha: 0.05 })
    expect(gate).toMatchObject({ open: false, futile: false })
  })
})

describe('the forecast', () => {
  const fresh = { tally: { errors: 0, decisions: 0 }, seeds: { shown: 0, caught: 0 }, alpha: 0.05, seedShare: 0.04 }

  it('needs about 202 right decisions from nothing with 4 % seeds', () => {
    expect(rightAnswersNeeded(fresh)).toBe(202)
  })

  it('is 0 where the gate is open, and null where it never opens', () => {
    const open = { ...fresh, tally: { errors: 0, decisions: 300 }, seeds: { shown: 60, caught: 60 } }
    expect(rightAnswersNeeded(open)).toBe(0)
    expect(unmetEvidence({ ...open, decisionsPerDay: 10 })).toBeNull()
    expect(rightAnswersNeeded({ ...fresh, seedShare: 0 })).toBeNull()
  })

  it('becomes a condition with a date', () => {
    expect(unmetEvidence({ ...fresh, decisionsPerDay: 20 })).toEqual({
      condition: 'evidence',
      have: 0,
      need: 202,
      daysLeft: 10.1,
    })
    expect(unmetEvidence({ ...fresh, decisionsPerDay: 0 })?.daysLeft).toBeNull()
  })
})

describe('skill', () => {
  it('is 23.9 to 1 after 12 improvements and 2 harms', () => {
    expect(Math.exp(logSkill({ improvements: 12, harms: 2 }))).toBeCloseTo(23.9172161162, 8)
    expect(skillGateOpen({ improvements: 12, harms: 2 })).toBe(true)
  })

  it('is not shown by an agent that holds good customers', () => {
    expect(skillGateOpen({ improvements: 6, harms: 77 })).toBe(false)
  })

  it('sets the target below what doing nothing reaches anyway', () => {
    expect(targetError({ policyAlpha: 0.05, baseError: 0.045 })).toBe(0.0225)
    expect(targetError({ policyAlpha: 0.05, baseError: 0.4 })).toBe(0.05)
    expect(targetError({ policyAlpha: 0.05, baseError: null })).toBe(0.05)
  })
})
