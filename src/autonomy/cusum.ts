// The watch over a scope that acts alone: a Bernoulli CUSUM over its random audits (Page 1954; Reynolds & Stoumbos 1999).
// Tuned to notice an error of 1.2 alpha where 0.4 alpha was usual; while nothing is wrong, at least
// e^h audits pass between false alarms on average, whatever the errors' dependence on each other.

export const ALARM_AT = 5

/** At or above it, audits become frequent. */
export const WORRIED_AT = 1

export type Cusum = {
  h: number
  /** What one audit adds, by what it found. */
  steps: { wrong: number; right: number }
  value: number
  /** Stays once raised: demotion is not taken back by a good day. */
  alarm: boolean
}

/** `headStart` 0.5 begins half way to the alarm, as after a change of version. */
export function startCusum({
  alpha,
  h = ALARM_AT,
  headStart = 0,
}: {
  alpha: number
  h?: number
  headStart?: number
}): Cusum {
  return { h, steps: cusumSteps(alpha), value: h * headStart, alarm: false }
}

/** ln(p1 / p0) when wrong, ln((1 - p1) / (1 - p0)) when right; p0 = 0.4 alpha, p1 = 1.2 alpha. */
export function cusumSteps(alpha: number): Cusum['steps'] {
  const [usual, bad] = [0.4 * alpha, 1.2 * alpha]
  return { wrong: Math.log(bad / usual), right: Math.log((1 - bad) / (1 - usual)) }
}

export function watch(cusum: Cusum, wrong: boolean): Cusum {
  const { h, steps } = cusum
  const value = Math.max(0, cusum.value + (wrong ? steps.wrong : steps.right))
  return { h, steps, value, alarm: cusum.alarm || value >= h }
}
