// The same gate for losses that are not just right or wrong: money, graded errors, audits weighted by their probability.
// 64 bets of fixed size run side by side and their wealth is averaged; for losses of 0 and 1 this is the uniform mixture of
// evidence.ts up to its grid (Waudby-Smith & Ramdas, betting martingales).

const BETS = 64

export type Bets = {
  readonly alpha: number
  /** Largest possible loss: 1, or 1 / (smallest audit probability) for weighted audits. Must exceed alpha. */
  readonly cap: number
  /** ln wealth of each bet. */
  readonly w: readonly number[]
}

export function startBets({ alpha, cap = 1 }: { alpha: number; cap?: number }): Bets {
  return { alpha, cap, w: Array.from({ length: BETS }, () => 0) }
}

/** `loss` in [0, cap]; what lies outside is brought to the nearer end. */
export function bet(bets: Bets, loss: number): Bets {
  const { alpha, cap } = bets
  const x = Math.min(cap, Math.max(0, loss))
  return { alpha, cap, w: bets.w.map((wealth, g) => wealth + Math.log1p(stake(g, bets) * (alpha - x))) }
}

/** ln of the average wealth: the evidence against "the mean loss is alpha or more". */
export function logWealth({ w }: Bets): number {
  const most = Math.max(...w)
  return most + Math.log(w.reduce((sum, wealth) => sum + Math.exp(wealth - most), 0) / w.length)
}

/** Midpoints of 64 equal parts of (0, 1 / (cap - alpha)). */
function stake(g: number, { alpha, cap }: Bets): number {
  return (g + 0.5) / BETS / (cap - alpha)
}
