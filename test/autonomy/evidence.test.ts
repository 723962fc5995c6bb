import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bet, logWealth, startBets } from '../../src/autonomy/betting.ts'
import { logEvidence, logEvidenceAgainst } from '../../src/autonomy/evidence.ts'
import { losses, tallies } from './arbitraries.ts'

const alphas = fc.constantFrom(0.01, 0.02, 0.05, 0.1)

describe('the evidence', () => {
  it.each([
    [0, 88, 0.05, 3.0104424544914097],
    [1, 134, 0.05, 3.0023562750581476],
    [2, 200, 0.05, 3.9392469979031084],
    [10, 500, 0.05, 4.918624685168915],
    [40, 500, 0.05, -2.8932444596353264],
    [0, 224, 0.02, 3.0106586097834556],
    [0, 449, 0.01, 2.9976038054305354],
  ])('of %d errors in %d at %d is as computed elsewhere', (errors, decisions, alpha, expected) => {
    expect(Math.abs(logEvidence({ errors, decisions }, alpha) - expected)).toBeLessThan(1e-12)
  })

  it('is nothing before the first decision', () => {
    expect(logEvidence({ errors: 0, decisions: 0 }, 0.05)).toBeCloseTo(0, 14)
  })

  it('is the average likelihood ratio over all better error rates', () => {
    fc.assert(
      fc.property(tallies(300), alphas, ({ errors, decisions }, alpha) => {
        const likelihood = (q: number) => errors * Math.log(q) + (decisions - errors) * Math.log1p(-q)
        const grid = Array.from({ length: 4000 }, (_, i) => ((i + 0.5) / 4000) * alpha)
        const sum = grid.reduce((total, q) => total + Math.exp(likelihood(q) - likelihood(alpha)), 0)
        expect(logEvidence({ errors, decisions }, alpha)).toBeCloseTo(Math.log(sum / 4000), 3)
      }),
    )
  })

  it('falls with every error', () => {
    fc.assert(
      fc.property(tallies(3000), alphas, ({ errors, decisions }, alpha) => {
        fc.pre(errors < decisions)
        expect(logEvidence({ errors: errors + 1, decisions }, alpha)).toBeLessThan(
          logEvidence({ errors, decisions }, alpha),
        )
      }),
    )
  })

  it('never rises when approvals are dropped', () => {
    fc.assert(
      fc.property(tallies(3000), fc.nat(3000), alphas, ({ errors, decisions }, dropped, alpha) => {
        const kept = Math.max(errors, decisions - dropped)
        expect(logEvidence({ errors, decisions: kept }, alpha)).toBeLessThanOrEqual(
          logEvidence({ errors, decisions }, alpha) + 1e-9,
        )
      }),
    )
  })

  it('is a fair game at the worst error rate still called bad: no bet gains on average', () => {
    fc.assert(
      fc.property(tallies(2000), alphas, ({ errors, decisions }, alpha) => {
        const now = logEvidence({ errors, decisions }, alpha)
        const right = Math.exp(logEvidence({ errors, decisions: decisions + 1 }, alpha) - now)
        const wrong = Math.exp(logEvidence({ errors: errors + 1, decisions: decisions + 1 }, alpha) - now)
        expect(alpha * wrong + (1 - alpha) * right).toBeCloseTo(1, 8)
      }),
    )
  })

  it('cannot exist for a target of nothing, and says nothing about a target of everything', () => {
    expect(logEvidence({ errors: 0, decisions: 50 }, 0)).toBe(Number.NEGATIVE_INFINITY)
    expect(logEvidence({ errors: 0, decisions: 50 }, 1)).toBe(0)
  })
})

describe('the mirror', () => {
  it('grows with errors and falls without', () => {
    expect(logEvidenceAgainst({ errors: 30, decisions: 200 }, 0.05)).toBeGreaterThan(Math.log(20))
    expect(logEvidenceAgainst({ errors: 0, decisions: 200 }, 0.05)).toBeLessThan(0)
  })

  it('is never strong together with the evidence', () => {
    fc.assert(
      fc.property(tallies(3000), alphas, (tally, alpha) => {
        expect(Math.min(logEvidence(tally, alpha), logEvidenceAgainst(tally, alpha))).toBeLessThan(Math.log(20))
      }),
    )
  })
})

describe('the bets', () => {
  const wealthAfter = (series: readonly number[], cap = 1) =>
    logWealth(series.reduce(bet, startBets({ alpha: 0.05, cap })))

  it('come to the formula for losses of 0 and 1', () => {
    const series = Array.from({ length: 200 }, (_, n) => (n === 20 || n === 150 ? 1 : 0))
    expect(wealthAfter(series)).toBeCloseTo(3.939251, 6)
  })

  it('do not care about the order', () => {
    fc.assert(
      fc.property(losses, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (series, keys) => {
        const shuffled = series
          .map((loss) => ({ loss, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ loss }) => loss)
        expect(wealthAfter(shuffled)).toBeCloseTo(wealthAfter(series), 9)
      }),
    )
  })

  it('follow the formula along any history of rights and wrongs', () => {
    fc.assert(
      fc.property(losses, (series) => {
        const errors = series.filter((loss) => loss === 1).length
        const exact = logEvidence({ errors, decisions: series.length }, 0.05)
        expect(Math.abs(wealthAfter(series) - exact)).toBeLessThan(0.05 + 0.02 * Math.abs(exact))
      }),
    )
  })

  it('take losses above 1, as weighted audits have, and gain less by each right one', () => {
    const right = Array.from({ length: 100 }, () => 0)
    expect(wealthAfter(right, 10)).toBeLessThan(wealthAfter(right))
    expect(wealthAfter([...right, 10], 10)).toBeLessThan(wealthAfter(right, 10))
    expect(Number.isFinite(wealthAfter([10, 10, 10], 10))).toBe(true)
  })

  it('bring a loss beyond the cap back to it', () => {
    expect(wealthAfter([7])).toBe(wealthAfter([1]))
    expect(wealthAfter([-7])).toBe(wealthAfter([0]))
  })
})
