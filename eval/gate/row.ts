// One line of the evaluation: a figure that was expected, the figure that came out, and how far apart they may be.

export type Row = {
  name: string
  /** From an independent calculation; null where the figure is only shown. */
  expected: number | null
  got: number
  /** Largest distance allowed; for `at_most` rows the expected figure is the limit itself. */
  tolerance: number
  ok: boolean
  /** Set for simulated figures: standard error of `got`. */
  se?: number
  runs?: number
  /** The same quantity without simulation, where it can be had. */
  exact?: number
  rule?: 'at_most'
}

export type Section = { name: string; note: string; rows: Row[] }

/** How far simulation may stray: four standard errors of both sides, and the rounding of the expected figure. */
const STRAY = 4

export function exactRow(name: string, expected: number, got: number, tolerance = 0): Row {
  return { name, expected, got, tolerance, ok: Math.abs(got - expected) <= tolerance }
}

export function atMostRow(name: string, limit: number, got: number): Row {
  return { name, expected: limit, got, tolerance: 0, ok: got <= limit, rule: 'at_most' }
}

export type Simulated = {
  name: string
  expected: number | null
  /** Runs behind the expected figure; null: it is exact. */
  expectedRuns: number | null
  /** Half of the last digit of the expected figure. */
  rounding: number
  runs: number
  exact?: number
}

/** A share of runs. */
export function shareRow({ hits, ...given }: Simulated & { hits: number }): Row {
  const { runs } = given
  const got = hits / runs
  // Never 0: no hit in 400 runs is not certainty.
  const near = (hits + 1) / (runs + 2)
  return simulatedRow({ ...given, got, se: Math.sqrt((near * (1 - near)) / runs) })
}

/** Any figure with a known standard error. */
export function simulatedRow(given: Simulated & { got: number; se: number }): Row {
  const { name, expected, expectedRuns, rounding, runs, exact, got, se } = given
  const theirs = expectedRuns === null ? 0 : se * Math.sqrt(runs / expectedRuns)
  const tolerance = STRAY * Math.hypot(se, theirs) + rounding
  const asExpected = expected === null || Math.abs(got - expected) <= tolerance
  const asExact = exact === undefined || Math.abs(got - exact) <= STRAY * se + 1e-9
  const row = { name, expected, got, tolerance, ok: asExpected && asExact, se, runs }
  return exact === undefined ? row : { ...row, exact }
}

/** Mean and quantiles of a sample, each with its standard error. */
export function meanOf(values: readonly number[]): { got: number; se: number } {
  const got = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - got) ** 2, 0)
  return { got, se: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) }
}

export function quantileOf(values: readonly number[], share: number): { got: number; se: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(part * sorted.length)))] ?? 0
  const spread = Math.sqrt((share * (1 - share)) / sorted.length)
  return { got: at(share), se: (at(share + spread) - at(share - spread)) / 2 }
}
