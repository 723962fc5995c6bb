// Is a share higher here than there, or is it chance? Exact for any number of cases (R. A. Fisher, 1935), one-sided.
import { logGamma } from './log-gamma.ts'

export type Counted = { part: number; of: number }

/** The chance of a share at least as high as `here` if both places were the same. 1 where there is nothing to compare. */
export function higherByChance(here: Counted, there: Counted): number {
  const parts = here.part + there.part
  const all = here.of + there.of
  if (here.of === 0 || there.of === 0 || parts === 0) return 1
  const most = Math.min(parts, here.of)
  const total = logChoose(all, here.of)
  let chance = 0
  for (let part = here.part; part <= most; part += 1)
    chance += Math.exp(logChoose(parts, part) + logChoose(all - parts, here.of - part) - total)
  return Math.min(1, chance)
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}
