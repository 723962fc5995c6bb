// The exact probability that an agent with a fixed error rate ever passes a rule: the distribution of its errors, carried forward
// decision by decision, with what passes taken out. No simulation.
import type { Boundary } from './boundary.ts'

const NEGLIGIBLE = 1e-22

/** Cumulative: entry n is the chance of having passed within n decisions. */
export function openingChance(boundary: Boundary, error: number): Float64Array {
  const upTo = boundary.length - 1
  const still = new Float64Array(upTo + 2)
  const passed = new Float64Array(upTo + 1)
  still[0] = 1
  let [low, high, sum] = [0, 0, 0]
  for (let n = 1; n <= upTo; n += 1) {
    high += 1
    for (let errors = high; errors >= low; errors -= 1) {
      const before = errors > low ? (still[errors - 1] ?? 0) : 0
      still[errors] = (still[errors] ?? 0) * (1 - error) + before * error
    }
    while (high > low && (still[high] ?? 0) < NEGLIGIBLE) {
      still[high] = 0
      high -= 1
    }
    const most = boundary[n] ?? -1
    for (; low <= most && low <= high; low += 1) {
      sum += still[low] ?? 0
      still[low] = 0
    }
    passed[n] = sum
    if (low > high) return passed.fill(sum, n)
  }
  return passed
}
