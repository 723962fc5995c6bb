import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisionsNeeded, decisionsNeededFixed, errorsAllowed } from '../../src/autonomy/decisions-needed.ts'
import { errorBound } from '../../src/autonomy/error-bound.ts'
import { evidenceGate, provenBelowTarget } from '../../src/autonomy/evidence-gate.ts'
import { clopperPearsonUpper, wilsonUpper, Z_TWO_SIDED_95 } from '../../src/autonomy/intervals.ts'
import { errorBudget, logThreshold } from '../../src/autonomy/threshold.ts'
import { tallies } from './arbitraries.ts'

describe('the error bound', () => {
  it('is 4.1 % for 2 wrong of 212', () => {
    expect(errorBound({ errors: 2, decisions: 212 })).toBeCloseTo(0.0410353673, 9)
  })

  it('is everything before the first decision and when all were wrong', () => {
    expect(errorBound({ errors: 0, decisions: 0 })).toBe(1)
    expect(errorBound({ errors: 9, decisions: 9 })).toBe(1)
  })

  it('is never below the bound that allows one look only', () => {
    fc.assert(
      fc.property(tallies(5000), (tally) => {
        expect(errorBound(tally)).toBeGreaterThanOrEqual(clopperPearsonUpper(tally))
      }),
    )
  })

  it('is at most the target exactly when the gate is open', () => {
    fc.assert(
      fc.property(
        tallies(2000),
        fc.constantFrom(0.01, 0.02, 0.05),
        fc.constantFrom(1, 1.3, 2),
        fc.integer({ min: 1, max: 4 }),
        (tally, alpha, designEffect, k) => {
          const gate = evidenceGate({ tally, alpha, designEffect, k })
          fc.pre(Math.abs(gate.atWorst - alpha) > 1e-9)
          expect(gate.open).toBe(gate.atWorst <= alpha)
        },
      ),
    )
  })
})

describe('the textbook bounds', () => {
  it('know the rule of three and its kin', () => {
    expect(clopperPearsonUpper({ errors: 0, decisions: 59 })).toBeCloseTo(1 - 0.05 ** (1 / 59), 12)
    expect(clopperPearsonUpper({ errors: 12, decisions: 600 })).toBeCloseTo(0.0322, 4)
    expect(clopperPearsonUpper({ errors: 12, decisions: 600 }, 0.005)).toBeCloseTo(0.0398, 4)
    expect(clopperPearsonUpper({ errors: 10, decisions: 500 })).toBeCloseTo(0.0337, 4)
    expect(clopperPearsonUpper({ errors: 4, decisions: 4 })).toBe(1)
  })

  it('give Wilson his numbers', () => {
    // Solves (p - 0.02)^2 = z^2 p (1 - p) / 600 by hand.
    const upper = wilsonUpper({ errors: 12, decisions: 600 }, Z_TWO_SIDED_95)
    expect((upper - 0.02) ** 2).toBeCloseTo((Z_TWO_SIDED_95 ** 2 * upper * (1 - upper)) / 600, 14)
    expect(wilsonUpper({ errors: 0, decisions: 0 })).toBe(1)
  })
})

describe('the threshold', () => {
  it('grows with the square of the version', () => {
    expect([1, 2, 3].map((k) => Math.round(Math.exp(logThreshold({ k }))))).toEqual([20, 80, 180])
    expect([1, 2, 3].map((k) => Math.round(Math.exp(logThreshold({ k, strict: true }))))).toEqual([40, 120, 240])
  })

  it('keeps what all versions together may cost below its limit', () => {
    const versions = Array.from({ length: 10_000 }, (_, index) => index + 1)
    const spent = (strict: boolean) => versions.reduce((sum, k) => sum + errorBudget({ k, strict }), 0)
    expect(spent(false)).toBeLessThan((0.05 * Math.PI ** 2) / 6)
    expect(spent(true)).toBeLessThan(0.05)
  })
})

describe('the gate', () => {
  it('opens at 88 clean decisions and not at 87', () => {
    const open = (decisions: number) => evidenceGate({ tally: { errors: 0, decisions }, alpha: 0.05 }).open
    expect([open(87), open(88)]).toEqual([false, true])
  })

  it('asks more of a second version, and of errors that come in bursts', () => {
    const tally = { errors: 0, decisions: 100 }
    expect(evidenceGate({ tally, alpha: 0.05 }).open).toBe(true)
    expect(evidenceGate({ tally, alpha: 0.05, k: 2 }).open).toBe(false)
    expect(evidenceGate({ tally, alpha: 0.05, designEffect: 1.5 }).open).toBe(false)
  })

  it('never takes a design effect below 1 for a gift', () => {
    const tally = { errors: 0, decisions: 80 }
    expect(evidenceGate({ tally, alpha: 0.05, designEffect: 0.2 })).toEqual(evidenceGate({ tally, alpha: 0.05 }))
  })

  it('says when a scope is proven to be below target', () => {
    expect(evidenceGate({ tally: { errors: 30, decisions: 200 }, alpha: 0.05 })).toMatchObject({
      open: false,
      futile: true,
    })
    expect(provenBelowTarget({ tally: { errors: 12, decisions: 200 }, alpha: 0.05 })).toBe(false)
  })
})

describe('the decisions needed', () => {
  const count = (most: number) => Array.from({ length: most }, (_, errors) => errors)

  it.each([
    [0.05, [59, 93, 124, 153, 181, 208, 234]],
    [0.02, [149, 236, 313, 386]],
    [0.01, [299, 473, 628, 773]],
  ])('for one look at %d are those of audit sampling', (alpha, expected) => {
    expect(count(expected.length).map((errors) => decisionsNeededFixed(errors, alpha))).toEqual(expected)
  })

  it.each([
    [0.05, [88, 134, 174, 210, 244, 277]],
    [0.02, [224, 340, 439, 531, 617, 700]],
    [0.01, [449, 683, 882, 1065, 1238, 1404]],
  ])('for any number of looks at %d are as computed elsewhere', (alpha, expected) => {
    expect(count(expected.length).map((errors) => decisionsNeeded(errors, { alpha }))).toEqual(expected)
  })

  it('are the other side of the errors allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), (decisions) => {
        const most = errorsAllowed(decisions, { alpha: 0.05 })
        if (most >= 0) expect(decisionsNeeded(most, { alpha: 0.05 })).toBeLessThanOrEqual(decisions)
        expect(decisionsNeeded(most + 1, { alpha: 0.05 })).toBeGreaterThan(decisions)
      }),
    )
  })
})
