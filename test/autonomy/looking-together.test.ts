// Agreement of two people, many scopes at once and inputs that look different: figures from elsewhere, and laws.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../eval/seeded-random.ts'
import { ac1, kappa } from '../../src/autonomy/agreement.ts'
import { eBenjaminiHochberg } from '../../src/autonomy/e-bh.ts'
import { inputDrift } from '../../src/autonomy/input-drift.ts'

describe('agreement', () => {
  it("is Gwet's AC1 where kappa collapses: 118 yes, 5 and 2 apart, of 125", () => {
    const counts = { both: 118, first: 5, second: 2, neither: 0 }
    expect(ac1(counts)).toBeCloseTo(0.9408, 4)
    expect(kappa(counts)).toBeCloseTo(-0.0234, 4)
  })

  it('is one when all agree, nothing without cases, and does not care who was first', () => {
    expect(ac1({ both: 40, first: 0, second: 0, neither: 0 })).toBe(1)
    expect(ac1({ both: 20, first: 0, second: 0, neither: 20 })).toBe(1)
    expect(ac1({ both: 10, first: 10, second: 10, neither: 10 })).toBe(0)
    expect(ac1({ both: 0, first: 0, second: 0, neither: 0 })).toBeNull()
    const counts = fc.record({ both: fc.nat(99), first: fc.nat(99), second: fc.nat(99), neither: fc.nat(99) })
    fc.assert(
      fc.property(counts, (one) => {
        const value = ac1(one)
        const turned = ac1({ ...one, first: one.second, second: one.first })
        expect(turned === null ? null : turned.toFixed(9)).toBe(value === null ? null : value.toFixed(9))
        if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})

describe('many scopes together', () => {
  const kept = (values: readonly number[], level?: number) => eBenjaminiHochberg(values.map(Math.log), level)

  it('asks more of the first than of the tenth', () => {
    // 4 at 5 %: the best needs 80, the two best 40 each, three 26.7, all four 20.
    expect(kept([79, 1, 1, 1])).toEqual([false, false, false, false])
    expect(kept([80, 1, 1, 1])).toEqual([true, false, false, false])
    expect(kept([1, 40, 1, 40])).toEqual([false, true, false, true])
    expect(kept([20, 20, 20, 20])).toEqual([true, true, true, true])
    expect(kept([])).toEqual([])
  })

  it('keeps whatever is better than what it keeps, and more evidence never costs a place', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.nat(), (given, which) => {
        const now = kept(given)
        const least = Math.min(...given.filter((_, index) => now[index]), Number.POSITIVE_INFINITY)
        for (const [index, value] of given.entries()) if (value > least) expect(now[index]).toBe(true)
        const at = which % given.length
        const more = kept(given.map((value, index) => (index === at ? value * 2 : value)))
        for (const [index, isKept] of now.entries()) if (isKept) expect(more[index]).toBe(true)
      }),
    )
  })

  it('lets fewer than one in twenty of those it keeps be no good, over a thousand portfolios', () => {
    const draw = seededRandom(5, 'portfolio')
    let share = 0
    for (let run = 0; run < 1_000; run += 1) {
      // Twenty that are not good enough: e-values of mean one. Ten that are.
      const none = Array.from({ length: 20 }, () => (draw() < 0.01 ? 100 : 0.001))
      const result = kept([...none, ...Array.from({ length: 10 }, () => 400)])
      const wrong = result.slice(0, 20).filter(Boolean).length
      share += wrong / Math.max(1, result.filter(Boolean).length)
    }
    expect(share / 1_000).toBeLessThan(0.05)
  })
})

describe('inputs that look different', () => {
  it('are the population stability index of the bins', () => {
    // (0.7 - 0.5) ln(0.7 / 0.5) + (0.3 - 0.5) ln(0.3 / 0.5), but for half a case a bin.
    expect(inputDrift([5_000, 5_000], [7_000, 3_000])?.psi).toBeCloseTo(0.1695, 3)
    expect(inputDrift([300, 700], [300, 700])?.psi).toBeCloseTo(0, 6)
  })

  it('warn of a shift, not of what chance does to small counts, and say nothing of fewer than fifty', () => {
    expect(inputDrift([10, 90, 400], [200, 200, 100])).toMatchObject({ warns: true, before: 500, now: 500 })
    expect(inputDrift([10, 20, 20], [15, 18, 17])).toMatchObject({ warns: false })
    expect(inputDrift([10, 90, 400], [20, 19, 10])).toBeNull()
    const draw = seededRandom(7, 'bins')
    const sample = () => {
      const bins = Array.from({ length: 10 }, () => 0)
      for (let n = 0; n < 60; n += 1) {
        const at = Math.floor(draw() * 10)
        bins[at] = (bins[at] ?? 0) + 1
      }
      return bins
    }
    const warned = Array.from({ length: 400 }, () => inputDrift(sample(), sample())).filter((each) => each?.warns)
    expect(warned.length).toBeLessThan(20)
  })
})
