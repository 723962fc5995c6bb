// Errors of a day drawn in one go: independent ones, or such that come together (beta-binomial with a given correlation).
import { logGamma } from '../../src/autonomy/log-gamma.ts'
import type { Random } from '../seeded-random.ts'

/** Cumulative chances of 0, 1, 2... errors. */
export type Counts = Float64Array

export function binomialCounts(n: number, error: number): Counts {
  return cumulative(n, (k) => k * Math.log(error) + (n - k) * Math.log1p(-error))
}

/** `correlation` between any two decisions of one day, in (0, 1). */
export function clusteredCounts(n: number, { error, correlation }: { error: number; correlation: number }): Counts {
  if (correlation === 0) return binomialCounts(n, error)
  const size = 1 / correlation - 1
  const [a, b] = [size * error, size * (1 - error)]
  const rising = (from: number, steps: number) => logGamma(from + steps) - logGamma(from)
  return cumulative(n, (k) => rising(a, k) + rising(b, n - k) - rising(size, n))
}

export function drawCount(counts: Counts, random: Random): number {
  const u = random()
  let k = 0
  while (k < counts.length - 1 && u >= (counts[k] ?? 1)) k += 1
  return k
}

function cumulative(n: number, logChance: (k: number) => number): Counts {
  let sum = 0
  return Float64Array.from({ length: n + 1 }, (_, k) => {
    const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
    sum += Math.exp(ways + logChance(k))
    return sum
  })
}
