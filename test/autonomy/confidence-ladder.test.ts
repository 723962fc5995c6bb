import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchLadder, rungsFrom, startRung } from '../../src/autonomy/batch-ladder.ts'
import {
  climb,
  grantedFrom,
  RUNGS,
  type Scored,
  standingFrom,
  startLadder,
} from '../../src/autonomy/confidence-ladder.ts'

const history: fc.Arbitrary<Scored[]> = fc.array(
  fc.record({
    confidence: fc.double({ min: 0.4, max: 1, noNaN: true }),
    loss: fc.oneof(
      { weight: 30, arbitrary: fc.constant(0 as const) },
      { weight: 1, arbitrary: fc.constant(1 as const) },
    ),
  }),
  { minLength: 50, maxLength: 400 },
)

const repeat = (times: number, one: Scored): Scored[] => Array.from({ length: times }, () => one)

describe('the live ladder', () => {
  it('grants only rungs whose every higher rung has passed', () => {
    fc.assert(
      fc.property(history, (cases) => {
        const ladder = cases.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.1 }))
        const granted = grantedFrom(ladder)
        const passed = ladder.rungs.filter(({ at }) => granted !== null && at >= granted)
        expect(passed.every((rung) => rung.passed)).toBe(true)
        const next = ladder.rungs[passed.length]
        expect(next?.passed ?? false).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it('never takes a grant back when more verdicts come', () => {
    fc.assert(
      fc.property(history, (cases) => {
        let ladder = startLadder({ alpha: 0.1 })
        let lowest = Number.POSITIVE_INFINITY
        for (const one of cases) {
          ladder = climb(ladder, one)
          const granted = grantedFrom(ladder) ?? Number.POSITIVE_INFINITY
          expect(granted).toBeLessThanOrEqual(lowest)
          lowest = granted
        }
      }),
      { numRuns: 20 },
    )
  })

  it('grants nothing below while the first rung waits for its cases', () => {
    const below = repeat(500, { confidence: 0.6, loss: 0 })
    const ladder = below.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05 }))
    expect(ladder.rungs.filter(({ passed }) => passed).map(({ at }) => at)).toEqual([0.6, 0.55, 0.5])
    expect(grantedFrom(ladder)).toBeNull()
  })

  it('stops above the slice that is wrong too often', () => {
    const mixed = Array.from({ length: 40 }, () => [
      ...repeat(5, { confidence: 0.96, loss: 0 }),
      { confidence: 0.72, loss: 1 as const },
      ...repeat(5, { confidence: 0.72, loss: 0 }),
    ]).flat()
    const ladder = mixed.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05, rungs: rungsFrom(0.95) }))
    expect([grantedFrom(ladder), standingFrom(ladder)]).toEqual([0.75, 0.75])
  })

  it('knows which rungs still stand when errors came after they had passed', () => {
    const cases = [...repeat(200, { confidence: 0.96, loss: 0 }), ...repeat(40, { confidence: 0.72, loss: 1 })]
    const ladder = cases.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05, rungs: rungsFrom(0.95) }))
    expect([grantedFrom(ladder), standingFrom(ladder)]).toEqual([0.5, 0.75])
  })

  it('asks more of errors that come in bursts', () => {
    const cases = repeat(100, { confidence: 0.99, loss: 0 })
    const climbed = (designEffect: number) =>
      cases.reduce((now, one) => climb(now, one, designEffect), startLadder({ alpha: 0.05 }))
    expect(grantedFrom(climbed(1))).toBe(0.5)
    expect(grantedFrom(climbed(2))).toBeNull()
  })
})

describe('the ladder from a finished history', () => {
  it('starts where enough scores are, whatever their labels', () => {
    expect(startRung([...Array(20).fill(0.99), ...Array(80).fill(0.82)])).toBe(0.8)
    expect(startRung([...Array(100).fill(0.99), ...Array(900).fill(0.6)])).toBe(0.98)
    expect(startRung(Array(50).fill(0.1))).toBeNull()
    expect(rungsFrom(null)).toEqual([])
    expect(rungsFrom(0.6)).toEqual([0.6, 0.55, 0.5])
  })

  it('passes 12 wrong of 600 at 5 % and stops at the first rung that fails', () => {
    const cases = [
      ...repeat(588, { confidence: 0.99, loss: 0 }),
      ...repeat(12, { confidence: 0.99, loss: 1 }),
      ...repeat(100, { confidence: 0.83, loss: 1 }),
      ...repeat(9000, { confidence: 0.51, loss: 0 }),
    ]
    const { granted, tested } = batchLadder(cases, { alpha: 0.05 })
    expect(granted).toBe(0.85)
    expect(tested.map(({ at, passed }) => [at, passed])).toEqual([
      [0.98, true],
      [0.95, true],
      [0.9, true],
      [0.85, true],
      [0.8, false],
    ])
  })

  it('grants nothing without cases', () => {
    expect(batchLadder([], { alpha: 0.05 })).toEqual({ granted: null, tested: [] })
  })

  it('has its rungs from the top down', () => {
    expect([...RUNGS].sort((a, b) => b - a)).toEqual([...RUNGS])
  })
})
