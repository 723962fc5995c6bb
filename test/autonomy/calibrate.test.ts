// What a stated confidence is worth: fitted on one epoch, used in the next, and never a change of order.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../eval/seeded-random.ts'
import { calibrated, fitCalibration, isotonic, platt } from '../../src/autonomy/calibrate.ts'
import { brier, calibrationError, type Stated } from '../../src/autonomy/calibration.ts'

/** Overconfident: says c, is right in c squared of the cases. */
function overconfident(cases: number, stream: string): Stated[] {
  const random = seededRandom(1, stream)
  return Array.from({ length: cases }, () => {
    const confidence = 0.5 + 0.5 * random()
    return { confidence, correct: random() < confidence ** 2 }
  })
}

const through = (cases: readonly Stated[], fit: NonNullable<ReturnType<typeof fitCalibration>>): Stated[] =>
  cases.map(({ confidence, correct }) => ({ confidence: calibrated(fit, confidence), correct }))

describe('a calibration', () => {
  it.each([
    [500, 'platt'],
    [3000, 'isotonic'],
  ])('from %i labels of one epoch makes the next one honest, by %s', (labels, kind) => {
    const fit = fitCalibration(overconfident(labels, 'before'))
    const after = overconfident(4000, 'after')
    expect(fit?.kind).toBe(kind)
    expect(calibrationError(after)).toBeGreaterThan(0.14)
    const fitted = through(after, fit as NonNullable<typeof fit>)
    expect(calibrationError(fitted)).toBeLessThan(0.04)
    expect(brier(fitted)).toBeLessThan(brier(after) ?? 0)
  })

  it('of known odds finds slope and offset', () => {
    // One in four right at even odds, three in four right at nine to one: logits 0 and ln 9 become -ln 3 and ln 3.
    const cases = [0.5, 0.9].flatMap((confidence, at) =>
      Array.from({ length: 40_000 }, (_, one) => ({ confidence, correct: one % 4 < (at === 0 ? 1 : 3) })),
    )
    const fit = platt(cases)
    expect(calibrated(fit, 0.5)).toBeCloseTo(0.25, 3)
    expect(calibrated(fit, 0.9)).toBeCloseTo(0.75, 3)
    expect(fit).toMatchObject({ slope: expect.closeTo(1, 2), offset: expect.closeTo(-Math.log(3), 2) })
  })

  it('pools what falls, and takes what lies below the first step for the first', () => {
    const cases = [
      { confidence: 0.5, correct: false },
      { confidence: 0.6, correct: true },
      { confidence: 0.7, correct: false },
      { confidence: 0.7, correct: true },
      { confidence: 0.9, correct: true },
    ]
    const fit = isotonic(cases)
    expect(fit).toEqual({
      kind: 'isotonic',
      steps: [
        { from: 0.5, value: 0 },
        { from: 0.6, value: 2 / 3 },
        { from: 0.9, value: 1 },
      ],
    })
    expect([0.1, 0.65, 0.95].map((confidence) => calibrated(fit, confidence))).toEqual([0, 2 / 3, 1])
  })

  it('never turns two cases round, whatever it was fitted on', () => {
    const stated = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() })
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(stated, { minLength: 1, maxLength: 40 }), unit, unit, (cases, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        for (const fit of [platt(cases), isotonic(cases)]) {
          const values = [low, high].map((confidence) => calibrated(fit, confidence))
          expect(values[0]).toBeLessThanOrEqual((values[1] ?? 0) + 1e-12)
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is none without labels', () => {
    expect(fitCalibration([])).toBeNull()
  })
})
