// Exact McNemar: under "no difference" each discordant case falls either way like a coin.
import { binomialAtMost } from './binomial.ts'

/** Two-sided p-value. */
export function mcnemar({ lost, won }: { lost: number; won: number }): number {
  return Math.min(1, 2 * binomialAtMost(Math.min(lost, won), lost + won, 0.5))
}

/** Most discordant cases that may go against the new version if it is to be called better; -1 when none may. */
export function mostAgainst(discordant: number, level = 0.05): number {
  let most = -1
  while (most + 1 < discordant / 2 && mcnemar({ lost: most + 1, won: discordant - most - 1 }) <= level) most += 1
  return most
}
