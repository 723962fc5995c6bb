// The regularised incomplete beta function I_x(a, b), both tails, as logarithms: evidence lives in tails far below 1e-300.
// Continued fraction DLMF 8.17.22 by Lentz's method, on the side of the mean where it converges fast.
import { AppError } from '../contracts/app-error.ts'
import { logBetaWeight } from './log-beta.ts'

export type LogTails = {
  /** ln I_x(a, b) */
  lower: number
  /** ln (1 - I_x(a, b)) */
  upper: number
}

const TINY = 1e-300
const PRECISION = 1e-16
const MOST_STEPS = 100_000

/** Needs a, b > 0; x outside (0, 1) gives the limits. */
export function logBetaTails(a: number, b: number, x: number): LogTails {
  if (x <= 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 }
  if (x >= 1) return { lower: 0, upper: Number.NEGATIVE_INFINITY }
  const weight = logBetaWeight(a, b, x)
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(0, weight + Math.log(fraction(a, b, x) / a))
    return { lower, upper: logOneMinusExp(lower) }
  }
  const upper = Math.min(0, weight + Math.log(fraction(b, a, 1 - x) / b))
  return { lower: logOneMinusExp(upper), upper }
}

/** ln(1 - e^v) for v <= 0, without cancellation at either end. */
export function logOneMinusExp(v: number): number {
  return v > -Math.LN2 ? Math.log(-Math.expm1(v)) : Math.log1p(-Math.exp(v))
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = awayFromZero(1 - ((a + b) * x) / (a + 1))
  d = 1 / d
  let value = d
  for (let m = 1; m <= MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    const step = d * c
    value *= step
    if (Math.abs(step - 1) <= PRECISION) return value
  }
  throw new AppError('autonomy.beta', `the incomplete beta function did not settle at a=${a}, b=${b}, x=${x}`)
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}
