// Where a ladder begins: by how sure an agent is of its cases, before any label is looked at, so that no rung pays for another.
import { RUNGS } from './confidence-ladder.ts'

/** A start rung holds this share of the scores, or this many. */
const START_SHARE = 0.3
const START_COUNT = 100

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
