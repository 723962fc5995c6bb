// Totals about those who countersign: what they catch, whether they agree unseen, and when the figures should be doubted.
import { describe, expect, it } from 'vitest'
import type { CheckCount } from '../../src/ledger/checks.ts'
import { howWell, showable } from '../../src/trust/checks/how-well.ts'

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

  it('is nothing while nobody answered', () => {
    expect(howWell([])).toBeNull()
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

describe('what managers see of it', () => {
  const three = ['UANA', 'UBEN', 'UCLE']
  const by = (reviewers: string[], rows: CheckCount[]): CheckCount[] => rows.map((row) => ({ ...row, reviewers }))
  const right: CheckCount = { ...about, kind: 'known_right', source: 'real', caught: true, count: 20, reviewers: three }
  const shown = (rows: CheckCount[], rest: CheckCount[] = []) => howWell(showable(rows, rest))

  it('is no figure of one person, however many answered something else', () => {
    const mixed = shown([...by(['UANA'], seeds(9, 11)), ...by(three, doubles(70, 25, 1, 4))])
    expect(mixed).toMatchObject({ seeds: { shown: 0, caught: 0, strata: [] }, doubles: { asked: 100 } })
    expect(shown([...by(['UANA'], doubles(70, 25, 1, 4)), right])).toMatchObject({
      ...{ doubles: { asked: 0, ac1: null }, gap: null, warnings: [], turned_down: { shown: 20, wrongly: 0 } },
    })
    expect(JSON.stringify(mixed)).not.toContain('UANA')
  })

  it('is no figure of two, who could each take away their own', () => {
    expect(shown(by(['UANA', 'UBEN'], seeds(38, 2)))).toBeNull()
    expect(shown(by(three, seeds(38, 2)))).toMatchObject({ people: 3, seeds: { shown: 40, caught: 38 } })
  })

  it('does not tell kinds of cards apart where one of them, or what is left of all, is of fewer than three', () => {
    const told = (starters: string[]) =>
      shown([...by(three, seeds(38, 2)), ...by(starters, seeds(9, 1, 'starter'))])?.seeds
    expect(told(three)?.strata).toMatchObject([
      { source: 'past_error', shown: 40 },
      { source: 'starter', shown: 10 },
    ])
    expect(told(['UANA'])).toMatchObject({ shown: 50, caught: 47, strata: [{ shown: 50 }] })
  })

  it('is nothing of an agent whose figures leave those of fewer than three when taken away from all', () => {
    const own = by(three, seeds(38, 2))
    const other = (people: string[]) => by(people, seeds(9, 1)).map((row) => ({ ...row, agent: 'refunds' }))
    expect(shown(own, other(['UANA']))).toBeNull()
    expect(shown(own, other(three))).toMatchObject({ seeds: { shown: 40 } })
  })
})
