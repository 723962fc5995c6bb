// The same threshold from a finished history, looked at once: fixed-sequence Learn-then-Test (Angelopoulos et al. 2021).
// Each rung is a binomial test; the walk goes down from the start rung and stops at the first failure, so no rung pays for another.
import { binomialAtMost } from './binomial.ts'
import { RUNGS, type Scored } from './confidence-ladder.ts'
import type { Tally } from './evidence.ts'
import { DELTA } from './threshold.ts'

/** A start rung holds this share of the scores, or this many. */
const START_SHARE = 0.3
const START_COUNT = 100

export type BatchOptions = { alpha: number; delta?: number; rungs?: readonly number[] }

export type TestedRung = Tally & { at: number; p: number; passed: boolean }

export type BatchLadder = {
  /** The lowest rung that passed; null when not even the start rung did. */
  granted: number | null
  /** The rungs that were tested, from the start rung down. */
  tested: readonly TestedRung[]
}

export function batchLadder(
  cases: readonly Scored[],
  { alpha, delta = DELTA, rungs = RUNGS }: BatchOptions,
): BatchLadder {
  const scores = cases.map(({ confidence }) => confidence)
  const tested: TestedRung[] = []
  for (const at of rungsFrom(startRung(scores, rungs), rungs)) {
    const slice = cases.filter(({ confidence }) => confidence >= at)
    const errors = slice.filter(({ loss }) => loss === 1).length
    const p = binomialAtMost(errors, slice.length, alpha)
    tested.push({ at, errors, decisions: slice.length, p, passed: p <= delta })
    if (p > delta) break
  }
  return { granted: tested.findLast(({ passed }) => passed)?.at ?? null, tested }
}

/** The highest rung with enough scores at or above it. Looks at scores only, never at labels; null when none has enough. */
export function startRung(scores: readonly number[], rungs: readonly number[] = RUNGS): number | null {
  const enough = Math.min(START_COUNT, Math.max(1, START_SHARE * scores.length))
  const downwards = [...rungs].sort((a, b) => b - a)
  return downwards.find((at) => scores.filter((score) => score >= at).length >= enough) ?? null
}

/** The rungs of a ladder that begins at a start rung, from the top down. */
export function rungsFrom(start: number | null, rungs: readonly number[] = RUNGS): number[] {
  return start === null ? [] : [...rungs].filter((at) => at <= start).sort((a, b) => b - a)
}
