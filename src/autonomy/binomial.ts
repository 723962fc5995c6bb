// The binomial distribution's two tails, through the incomplete beta function (Abramowitz & Stegun 26.5.24).
import { logBetaTails } from './incomplete-beta.ts'

/** ln P(X <= k) for X ~ Binomial(n, p); precise however small. */
export function logBinomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return Number.NEGATIVE_INFINITY
  return k >= n ? 0 : logBetaTails(k + 1, n - k, p).upper
}

/** ln P(X > k) for X ~ Binomial(n, p). */
export function logBinomialAbove(k: number, n: number, p: number): number {
  if (k < 0) return 0
  return k >= n ? Number.NEGATIVE_INFINITY : logBetaTails(k + 1, n - k, p).lower
}

export function binomialAtMost(k: number, n: number, p: number): number {
  return Math.exp(logBinomialAtMost(k, n, p))
}

export function binomialAbove(k: number, n: number, p: number): number {
  return Math.exp(logBinomialAbove(k, n, p))
}
