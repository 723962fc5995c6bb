// Whether what an agent says of itself looks different from when it earned its grant: the population stability index over the bins
// of its confidence, sum (p - q) ln(p / q). Without an error budget, so a warning to look at, never a reason to take anything back.

/** By convention a quarter is a shift worth a look; beside it stands what chance alone does to counts of this size. */
const WORTH_A_LOOK = 0.25
/** Fewer than that on either side say nothing. */
const ENOUGH = 50

export type Drift = { psi: number; before: number; now: number; warns: boolean }

/** Counts by bin, then and now, in the same order. Null of too few. */
export function inputDrift(before: readonly number[], now: readonly number[]): Drift | null {
  const [then, lately] = [sum(before), sum(now)]
  if (then < ENOUGH || lately < ENOUGH) return null
  const bins = before.map((count, index) => [count, now[index] ?? 0] as const).filter(([a, b]) => a + b > 0)
  // Half a case in each bin: an empty one is no infinite surprise.
  const share = (count: number, all: number): number => (count + 0.5) / (all + 0.5 * bins.length)
  const psi = bins.reduce((total, [a, b]) => {
    const [p, q] = [share(b, lately), share(a, then)]
    return total + (p - q) * Math.log(p / q)
  }, 0)
  // Without any shift the index is about (bins - 1) (1/n + 1/m): it is a scaled chi-square (Yurdakul 2018).
  const byChance = (bins.length - 1) * (1 / then + 1 / lately)
  return { psi, before: then, now: lately, warns: psi >= WORTH_A_LOOK + byChance }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
