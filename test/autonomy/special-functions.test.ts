import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialAbove, binomialAtMost, logBinomialAtMost } from '../../src/autonomy/binomial.ts'
import { logBetaTails, logOneMinusExp } from '../../src/autonomy/incomplete-beta.ts'
import { logBeta, logBetaWeight } from '../../src/autonomy/log-beta.ts'
import { logGamma } from '../../src/autonomy/log-gamma.ts'

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })

describe('ln Gamma', () => {
  it.each([
    [1, 0],
    [2, 0],
    [0.5, Math.log(Math.PI) / 2],
    [10, Math.log(362_880)],
    [171, 706.5730622457874],
    [1000, 5905.220423209181],
  ])('of %d is known', (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected)))
  })
})

describe('ln B', () => {
  it('is a ratio of factorials for whole numbers', () => {
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 14)
    expect(logBeta(1, 500)).toBeCloseTo(-Math.log(500), 13)
  })

  it('gives the weight of the density', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), probability, (a, b, x) => {
        const plain = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)
        expect(Math.abs(logBetaWeight(a, b, x) - plain)).toBeLessThan(1e-11 * Math.max(1, Math.abs(plain)))
      }),
    )
  })
})

describe('the incomplete beta function', () => {
  it('has two tails that are everything together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), probability, (a, b, x) => {
        const { lower, upper } = logBetaTails(a, b, x)
        expect(Math.exp(lower) + Math.exp(upper)).toBeCloseTo(1, 13)
      }),
    )
  })

  it('is mirrored when its arguments change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), probability, (a, b, x) => {
        const [one, other] = [logBetaTails(a, b, x).lower, logBetaTails(b, a, 1 - x).upper]
        expect(Math.abs(one - other)).toBeLessThan(1e-9 * Math.max(1, Math.abs(one)))
      }),
    )
  })

  it('stays precise where the probability itself would be 0', () => {
    // P(no error in n) = (1 - p)^n
    expect(logBinomialAtMost(0, 20_000, 0.05)).toBeCloseTo(20_000 * Math.log(0.95), 8)
    expect(binomialAtMost(0, 20_000, 0.05)).toBe(0)
  })

  it('ends at 0 and 1', () => {
    expect(logBetaTails(2, 3, 0)).toEqual({ lower: Number.NEGATIVE_INFINITY, upper: 0 })
    expect(logBetaTails(2, 3, 1)).toEqual({ lower: 0, upper: Number.NEGATIVE_INFINITY })
  })

  it('takes ln(1 - e^v) at both ends', () => {
    expect(logOneMinusExp(-1e-20)).toBeCloseTo(Math.log(1e-20), 12)
    expect(logOneMinusExp(-50)).toBeCloseTo(-Math.exp(-50), 30)
  })
})

describe('the binomial tails', () => {
  it('are the sums of their parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), probability, (n, k, p) => {
        let [sum, term] = [0, (1 - p) ** n]
        for (let i = 0; i <= Math.min(k, n); i += 1) {
          sum += term
          term *= ((n - i) / (i + 1)) * (p / (1 - p))
        }
        expect(binomialAtMost(k, n, p)).toBeCloseTo(sum, 10)
        expect(binomialAbove(k, n, p)).toBeCloseTo(1 - sum, 10)
      }),
    )
  })

  it('end below none and at all', () => {
    expect([binomialAtMost(-1, 5, 0.3), binomialAtMost(5, 5, 0.3)]).toEqual([0, 1])
    expect([binomialAbove(-1, 5, 0.3), binomialAbove(5, 5, 0.3)]).toEqual([1, 0])
  })
})
