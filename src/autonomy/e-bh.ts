// Many scopes looked at together: the e-Benjamini-Hochberg procedure (Wang & Ramdas 2022, J. R. Stat. Soc. B 84, 822-852). Of those
// it keeps, at most a share `level` is expected not to be good enough, however the scopes depend on each other.
// It holds for e-values as they are now. "The most it ever reached" is no e-value, and that bound does not hold for it.

/** For each e-value, given by its logarithm, whether it stands beside all the others. */
export function eBenjaminiHochberg(logs: readonly number[], level = 0.05): boolean[] {
  const order = logs.map((log, index) => ({ log, index })).sort((a, b) => b.log - a.log)
  let kept = 0
  for (const [at, { log }] of order.entries()) if (log >= Math.log(logs.length / (level * (at + 1)))) kept = at + 1
  const standing = new Set(order.slice(0, kept).map(({ index }) => index))
  return logs.map((_, index) => standing.has(index))
}

/** Above so many scopes they are also looked at together. */
export const MANY_SCOPES = 20
