// ln B(a, b), and the beta density's kernel over it, written so that nothing large is ever subtracted from something large.
import { HALF_LOG_TWO_PI, stirlingRest } from './log-gamma.ts'

/** ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  const n = a + b
  return a * Math.log(a / n) + b * Math.log(b / n) + rootTerm(a, b)
}

/** ln [x^a (1 - x)^b / B(a, b)], for 0 < x < 1: minus n times the divergence of the mean from x, and a small rest. */
export function logBetaWeight(a: number, b: number, x: number): number {
  const n = a + b
  return -(a * logRatio(a, n * x) + b * logRatio(b, n * (1 - x))) - rootTerm(a, b)
}

function rootTerm(a: number, b: number): number {
  const n = a + b
  return HALF_LOG_TWO_PI + 0.5 * Math.log(n / (a * b)) + stirlingRest(a) + stirlingRest(b) - stirlingRest(n)
}

/** ln(p / q), exact to the last digits where p is close to q. */
function logRatio(p: number, q: number): number {
  const away = (p - q) / q
  return Math.abs(away) < 0.5 ? Math.log1p(away) : Math.log(p / q)
}
