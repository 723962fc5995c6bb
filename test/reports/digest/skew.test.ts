// What stands out and what does not: enough orders, a wide gap, more than chance over all comparisons together.
import { describe, expect, it } from 'vitest'
import { higherByChance } from '../../../src/autonomy/fisher-exact.ts'
import type { Place } from '../../../src/ledger/queries/digest-details.ts'
import { skewsOf } from '../../../src/reports/digest/skew.ts'

const place = (segment: string, orders: number, held: number, answered = 0, overridden = 0): Place => ({
  ...{ agent: 'fraud_detection', segment, orders, held, answered, overridden },
})

describe('a share that is higher here than there', () => {
  it.each([
    // R. A. Fisher's tea tasting: three and four of four cups.
    [{ part: 3, of: 4 }, { part: 1, of: 4 }, 17 / 70],
    [{ part: 4, of: 4 }, { part: 0, of: 4 }, 1 / 70],
    [{ part: 0, of: 4 }, { part: 4, of: 4 }, 1],
    [{ part: 0, of: 0 }, { part: 4, of: 4 }, 1],
  ])('%o beside %o comes by chance with %d', (here, there, chance) => {
    expect(higherByChance(here, there)).toBeCloseTo(chance, 10)
  })
})

describe('skews', () => {
  it.each<[string, Place[], string[]]>([
    ['23 % of a region beside 6 % elsewhere', [place('HK|0-50', 100, 23), place('SG|0-50', 400, 24)], ['HK null']],
    ['the same share everywhere', [place('HK|0-50', 100, 6), place('SG|0-50', 400, 24)], []],
    ['too few orders, whatever their share', [place('HK|0-50', 29, 20), place('SG|0-50', 400, 24)], []],
    ['too few elsewhere', [place('HK|0-50', 400, 200), place('SG|0-50', 29, 0)], []],
    ['a gap that chance makes', [place('HK|0-50', 40, 5), place('SG|0-50', 400, 24)], []],
    ['a true but small gap', [place('HK|0-50', 40_000, 4_400), place('SG|0-50', 40_000, 4_000)], []],
    // More dear orders in one market: each band is as anywhere.
    [
      'one band of a market',
      [place('HK|0-50', 1_000, 20), place('HK|500+', 60, 30), place('SG|0-50', 1_000, 20), place('SG|500+', 1_000, 50)],
      ['HK 500+'],
    ],
    [
      'proposals changed more often',
      [place('HK|0-50', 200, 0, 100, 40), place('SG|0-50', 900, 0, 500, 50)],
      ['HK null'],
    ],
  ])('%s', (_name, places, expected) => {
    expect(skewsOf(places).map(({ market, band }) => `${market} ${band}`)).toEqual(expected)
  })

  it('takes more, the more is compared', () => {
    const pair = (agent: string): Place[] =>
      [place('HK|0-50', 60, 12), place('SG|0-50', 300, 18)].map((each) => ({ ...each, agent }))
    const alike = Array.from({ length: 40 }, (_, index) =>
      [place('HK|0-50', 60, 6), place('SG|0-50', 300, 30)].map((each) => ({ ...each, agent: `agent_${index}` })),
    ).flat()
    expect(skewsOf(pair('fraud_detection'))).toHaveLength(1)
    expect(skewsOf([...pair('fraud_detection'), ...alike])).toEqual([])
  })
})
