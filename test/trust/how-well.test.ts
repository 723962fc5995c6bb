// Totals about those who countersign: what they catch, whether they agree unseen, and when the figures should be doubted.
import { describe, expect, it } from 'vitest'
import type { CheckCount } from '../../src/ledger/checks.ts'
import { howWell } from '../../src/trust/checks/how-well.ts'

const people = ['UANA', 'UBEN']
const about = { agent: 'order_routing', market: 'HK', source: 'past_error', approved: null, reviewers: people }
const seeds = (caught: number, missed: number, source = 'past_error'): CheckCount[] => [
  { ...about, kind: 'known_wrong', source, caught: true, count: caught },
  { ...about, kind: 'known_wrong', source, caught: false, count: missed },
]
const doubles = (both: number, first: number, second: number, neither: number): CheckCount[] =>
  (
    [
      [true, true, both],
      [true, false, first],
      [false, true, second],
      [false, false, neither],
    ] as const
  ).map(([approved, caught, count]) => ({ ...about, kind: 'double', source: 'real', approved, caught, count }))

describe('how well people check', () => {
  it('is what they catch with its bound, what they turn down wrongly, and whether they agree unseen', () => {
    const right: CheckCount[] = [
      { ...about, kind: 'known_right', source: 'real', caught: true, count: 18 },
      { ...about, kind: 'known_right', source: 'real', caught: false, count: 2 },
    ]
    const all = howWell([...seeds(37, 3), ...seeds(10, 2, 'starter'), ...right, ...doubles(90, 2, 3, 5)])
    expect(all).toMatchObject({
      people: 2,
      seeds: {
        ...{ shown: 52, caught: 47 },
        strata: [
          { source: 'past_error', shown: 40, caught: 37 },
          { source: 'starter', shown: 12, caught: 10 },
        ],
      },
      turned_down: { shown: 20, wrongly: 2 },
      doubles: { both: 90, first: 2, second: 3, neither: 5, asked: 100, ac1: expect.closeTo(0.9419, 4) },
      gap: expect.closeTo(-0.01, 9),
      warnings: [],
    })
    // The same bound the gate takes its target down by.
    expect(howWell(seeds(38, 2))?.seeds.at_least).toBeCloseTo(0.78, 2)
  })

  it('is nothing of one person alone: their figures are theirs', () => {
    expect(howWell([])).toBeNull()
    expect(howWell(seeds(38, 2).map((row) => ({ ...row, reviewers: ['UANA'] })))).toBeNull()
    expect(JSON.stringify(howWell(seeds(38, 2)))).not.toContain('UANA')
  })

  it('warns of approvals that would not have been the same unseen, when they are many and beyond chance', () => {
    expect(howWell(doubles(70, 25, 1, 4))).toMatchObject({ gap: 0.24, warnings: ['rubber_stamp'] })
    expect(howWell(doubles(80, 9, 1, 10))?.warnings).toEqual([])
    expect(howWell(doubles(10, 3, 0, 2))?.warnings).toEqual([])
    // Much disagreement both ways is no rubber stamp.
    expect(howWell(doubles(40, 30, 20, 10))?.warnings).not.toContain('rubber_stamp')
  })

  it('warns when second opinions say less is caught than the check cases do', () => {
    expect(howWell([...seeds(95, 10), ...doubles(400, 20, 2, 3)])?.warnings).toEqual(['disagrees'])
    expect(howWell([...seeds(55, 50), ...doubles(400, 20, 2, 20)])?.warnings).toEqual([])
  })

  it('warns when hardly any check case is missed, of any kind: they may be too easy', () => {
    expect(howWell(seeds(40, 1))?.warnings).toEqual(['easy_seeds'])
    expect(howWell([...seeds(40, 1), ...seeds(18, 6, 'starter')])?.warnings).toEqual([])
    expect(howWell(seeds(15, 0))?.warnings).toEqual([])
  })
})
