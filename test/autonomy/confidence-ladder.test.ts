import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { climb, RUNGS, type Scored, seenFrom, standingFrom, startLadder } from '../../src/autonomy/confidence-ladder.ts'
import { rungsFrom, startRung } from '../../src/autonomy/start-rung.ts'

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
  it('stands on a rung only where every higher one stands', () => {
    fc.assert(
      fc.property(history, (cases) => {
        const ladder = cases.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.1 }))
        const from = standingFrom(ladder)
        const standing = ladder.rungs.filter(({ at }) => from !== null && at >= from)
        expect(standing.every(({ holds }) => holds)).toBe(true)
        expect(ladder.rungs[standing.length]?.holds ?? false).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it('stands nowhere while the first rung waits for its cases', () => {
    const below = repeat(500, { confidence: 0.6, loss: 0 })
    const ladder = below.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05 }))
    expect(ladder.rungs.filter(({ holds }) => holds).map(({ at }) => at)).toEqual([0.6, 0.55, 0.5])
    expect(standingFrom(ladder)).toBeNull()
  })

  it('stops above the slice that is wrong too often', () => {
    const mixed = Array.from({ length: 40 }, () => [
      ...repeat(5, { confidence: 0.96, loss: 0 }),
      { confidence: 0.72, loss: 1 as const },
      ...repeat(5, { confidence: 0.72, loss: 0 }),
    ]).flat()
    const ladder = mixed.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05, rungs: rungsFrom(0.95) }))
    expect(standingFrom(ladder)).toBe(0.75)
  })

  it('comes down from rungs that stood when errors come after', () => {
    const cases = [...repeat(200, { confidence: 0.96, loss: 0 }), ...repeat(40, { confidence: 0.72, loss: 1 })]
    const climbed = (seen: Scored[]) =>
      seen.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05, rungs: rungsFrom(0.95) }))
    expect([standingFrom(climbed(cases.slice(0, 200))), standingFrom(climbed(cases))]).toEqual([0.5, 0.75])
  })

  it('is spoken of from no rung that has no case of its own', () => {
    const cases = repeat(200, { confidence: 0.96, loss: 0 })
    const ladder = cases.reduce((now, one) => climb(now, one), startLadder({ alpha: 0.05, rungs: rungsFrom(0.95) }))
    expect([standingFrom(ladder), seenFrom(ladder)]).toEqual([0.5, 0.95])
  })

  it('asks more of errors that come in bursts', () => {
    const cases = repeat(100, { confidence: 0.99, loss: 0 })
    const climbed = (designEffect: number) =>
      cases.reduce((now, one) => climb(now, one, designEffect), startLadder({ alpha: 0.05 }))
    expect(standingFrom(climbed(1))).toBe(0.5)
    expect(standingFrom(climbed(2))).toBeNull()
  })
})

describe('where the ladder begins', () => {
  it('is where enough scores are, whatever their labels', () => {
    expect(startRung([...Array(20).fill(0.99), ...Array(80).fill(0.82)])).toBe(0.8)
    expect(startRung([...Array(100).fill(0.99), ...Array(900).fill(0.6)])).toBe(0.98)
    expect(startRung(Array(50).fill(0.1))).toBeNull()
    expect(rungsFrom(null)).toEqual([])
    expect(rungsFrom(0.6)).toEqual([0.6, 0.55, 0.5])
  })

  it('has its rungs from the top down', () => {
    expect([...RUNGS].sort((a, b) => b - a)).toEqual([...RUNGS])
  })
})
