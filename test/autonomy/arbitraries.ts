// Counts and histories of decisions, for laws that hold for all of them.
import fc from 'fast-check'
import type { Tally } from '../../src/autonomy/evidence.ts'

export function tallies(most: number): fc.Arbitrary<Tally> {
  return fc.tuple(fc.nat(most), fc.double({ min: 0, max: 1, noNaN: true })).map(([decisions, share]) => ({
    decisions,
    // Mostly few errors, as in life; now and then nothing else.
    errors: Math.round(decisions * share ** 3),
  }))
}

export const losses: fc.Arbitrary<(0 | 1)[]> = fc.array(
  fc.oneof({ weight: 19, arbitrary: fc.constant(0 as const) }, { weight: 1, arbitrary: fc.constant(1 as const) }),
  { maxLength: 300 },
)
