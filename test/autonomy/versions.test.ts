import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brier, calibrationError, equalMassBins } from '../../src/autonomy/calibration.ts'
import { mcnemar, mostAgainst } from '../../src/autonomy/mcnemar.ts'
import { notInferior, tangoScore } from '../../src/autonomy/non-inferiority.ts'

describe('non-inferiority', () => {
  const of = (lost: number, won: number, cases = 1000) => ({ cases, lost, won })

  it('has the score of the published examples', () => {
    expect(tangoScore(of(24, 16), 0.02)).toBeCloseTo(1.794, 3)
    expect(tangoScore(of(25, 15), 0.02)).toBeCloseTo(1.508, 3)
  })

  it.each([
    [15, 5, 0.02],
    [24, 16, 0.02],
    [33, 27, 0.02],
    [51, 49, 0.02],
    [11, 9, 0.01],
    [19, 21, 0.01],
    [28, 32, 0.01],
  ])('passes with %d lost and %d won at a margin of %d, and not with one more lost', (lost, won, margin) => {
    expect(notInferior(of(lost, won), margin)).toBe(true)
    expect(notInferior(of(lost + 1, won - 1), margin)).toBe(false)
  })

  it('is McNemar at a margin of 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (lost, won) => {
        expect(tangoScore(of(lost, won), 0)).toBeCloseTo((won - lost) / Math.sqrt(won + lost), 9)
      }),
    )
  })

  it('falls when a case is lost in place of won', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 40 }), (lost, won) => {
        expect(tangoScore(of(lost + 1, won - 1), 0.02)).toBeLessThan(tangoScore(of(lost, won), 0.02))
      }),
    )
  })

  it('is settled without a discordant case: by the margin, or not at all', () => {
    expect(notInferior(of(0, 0), 0.02)).toBe(true)
    expect(tangoScore(of(0, 0), 0)).toBe(0)
    expect(notInferior(of(0, 0, 50), 0.02)).toBe(false)
  })
})

describe('exact McNemar', () => {
  it('lets at most so many go against the new version', () => {
    expect([20, 40, 60, 100].map((discordant) => mostAgainst(discordant))).toEqual([5, 13, 21, 39])
  })

  it('is certain of nothing without cases, and of little with few', () => {
    expect(mcnemar({ lost: 0, won: 0 })).toBe(1)
    expect(mcnemar({ lost: 0, won: 5 })).toBeCloseTo(2 / 32, 12)
    expect(mostAgainst(5)).toBe(-1)
  })
})

describe('calibration', () => {
  const stated = (count: number, confidence: number, right: number) =>
    Array.from({ length: count }, (_, n) => ({ confidence, correct: n < right }))

  it('is the mean gap of ten equal bins', () => {
    const cases = [...stated(50, 0.9, 40), ...stated(50, 0.6, 30)]
    // The upper five bins say 0.9 and hold 40 right of 50, first all right, then none; the lower ones say 0.6.
    expect(equalMassBins(cases).map((bin) => bin.cases)).toEqual(Array(10).fill(10))
    expect(calibrationError(cases)).toBeCloseTo((3 * 0.4 + 2 * 0.6 + 4 * 0.1 + 0.9) / 10, 12)
  })

  it('is 0 for one who is always sure and right', () => {
    expect(calibrationError(stated(7, 1, 7))).toBe(0)
    expect(brier(stated(7, 1, 7))).toBe(0)
  })

  it('scores by Brier: a coin flip said to be one costs a quarter', () => {
    expect(brier(stated(10, 0.5, 5))).toBe(0.25)
    expect(brier(stated(10, 1, 0))).toBe(1)
  })

  it('fills bins of sizes that differ by at most one', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 300 }), (all) => {
        const sizes = equalMassBins(all.map((confidence) => ({ confidence, correct: true }))).map((bin) => bin.cases)
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(all.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is unknown without cases', () => {
    expect([calibrationError([]), brier([])]).toEqual([null, null])
  })
})
