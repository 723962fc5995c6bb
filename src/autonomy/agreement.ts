// How far two people agree on the same cases. Cohen's kappa collapses where nearly everything is right (one class is rare), Gwet's
// AC1 does not: AC1 = (po - pe) / (1 - pe), pe = 2 q (1 - q), q = the mean share of "yes" of both.
// Gwet, K. L. (2008), Br. J. Math. Stat. Psychol. 61, 29-48. Shown beside the raw counts, never instead of them.

/** First answer by second: who said yes. */
export type TwoByTwo = { both: number; first: number; second: number; neither: number }

/** Null without cases. 1: they always agree; 0: no more than by chance. */
export function ac1(counts: TwoByTwo): number | null {
  const { both, first, second, neither } = counts
  const cases = both + first + second + neither
  if (cases === 0) return null
  const agreed = (both + neither) / cases
  const yes = (2 * both + first + second) / (2 * cases)
  const byChance = 2 * yes * (1 - yes)
  return (agreed - byChance) / (1 - byChance)
}

/** Cohen's, for comparison; null where it is not defined. */
export function kappa({ both, first, second, neither }: TwoByTwo): number | null {
  const cases = both + first + second + neither
  if (cases === 0) return null
  const [a, b] = [(both + first) / cases, (both + second) / cases]
  const byChance = a * b + (1 - a) * (1 - b)
  return byChance === 1 ? null : ((both + neither) / cases - byChance) / (1 - byChance)
}
