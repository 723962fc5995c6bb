// What a test of a thousand decisions can tell, against figures computed elsewhere.
import { describe, expect, it } from 'vitest'
import { fewestCases, powerWhenEqual } from '../../src/autonomy/margin-power.ts'
import { notInferior } from '../../src/autonomy/non-inferiority.ts'

describe('the power of a test of two equal versions', () => {
  it.each([
    [0.02, [0.99, 0.92, 0.81, 0.63]],
    [0.01, [0.69, 0.47, 0.35, 0.26]],
  ])('with a thousand decisions and a margin of %s', (margin, expected) => {
    const found = [0.02, 0.04, 0.06, 0.1].map((discordant) => powerWhenEqual({ cases: 1_000, discordant, margin }))
    for (const [index, each] of found.entries())
      expect(Math.abs(each - (expected[index] ?? Number.NaN))).toBeLessThan(0.012)
  })

  it('is three thousand decisions worth of a margin of one point', () => {
    const found = [0.02, 0.1].map((discordant) => powerWhenEqual({ cases: 3_000, discordant, margin: 0.01 }))
    expect(found[0]).toBeGreaterThan(0.95)
    expect(found[1]).toBeGreaterThan(0.5)
  })

  it('is certain where nothing differs and there are enough cases, and nothing where there are too few', () => {
    expect(powerWhenEqual({ cases: 1_000, discordant: 0, margin: 0.02 })).toBe(1)
    expect(powerWhenEqual({ cases: 20, discordant: 0, margin: 0.02 })).toBe(0)
  })

  it('is next to nothing where every case differs, as it is where nearly every case does', () => {
    for (const cases of [330, 1_000]) {
      const [nearly = 0, every = 0] = [1 - 1e-9, 1].map((discordant) =>
        powerWhenEqual({ cases, discordant, margin: 0.02 }),
      )
      expect(every).toBeCloseTo(nearly, 5)
      expect(every).toBeGreaterThan(0)
      expect(every).toBeLessThan(0.17)
    }
  })

  it('is a coin per case where every case differs', () => {
    const cases = 12
    let most = -1
    while (notInferior({ cases, lost: most + 1, won: cases - most - 1 }, 0.02)) most += 1
    const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (cases - k + 1)) / k)
    const exact =
      Array.from({ length: most + 1 }, (_, k) => choose(k)).reduce((sum, each) => sum + each, 0) / 2 ** cases
    expect(powerWhenEqual({ cases, discordant: 1, margin: 0.02 })).toBeCloseTo(exact, 10)
  })
})

describe('the fewest cases', () => {
  it.each([0.01, 0.02])('let a version pass that never differs, one fewer does not (margin %s)', (margin) => {
    const cases = fewestCases(margin)
    expect(notInferior({ cases, lost: 0, won: 0 }, margin)).toBe(true)
    expect(notInferior({ cases: cases - 1, lost: 0, won: 0 }, margin)).toBe(false)
  })

  it('are 133 for two points', () => expect(fewestCases(0.02)).toBe(133))
})
