// ln Gamma for positive arguments, to full double precision: Stirling's series, with small arguments shifted up by
// Gamma(x + 1) = x Gamma(x). What is left over beside Stirling's main term has its own name, because beta functions
// built from it keep their digits where differences of ln Gamma would lose them.

/** ln(2 pi) / 2 */
export const HALF_LOG_TWO_PI = 0.9189385332046728

/** B(2k) / (2k (2k - 1)), k = 1..8 (Abramowitz & Stegun 6.1.41). */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]
const SERIES_FROM = 10

/** ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi) / 2], for x > 0. */
export function stirlingRest(x: number): number {
  let shifted = x
  let rest = 0
  for (; shifted < SERIES_FROM; shifted += 1) rest += (shifted + 0.5) * Math.log1p(1 / shifted) - 1
  const inverse = 1 / shifted
  const squared = inverse * inverse
  let sum = 0
  for (let k = SERIES.length - 1; k >= 0; k -= 1) sum = sum * squared + (SERIES[k] ?? 0)
  return rest + sum * inverse
}

export function logGamma(x: number): number {
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x)
}
