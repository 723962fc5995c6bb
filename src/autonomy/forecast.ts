// "About 40 more right answers in a row": how far a closed gate is from opening if no further error shows up and the seeds
// that come along are all caught.
import { type CorrectedGateOptions, correctedGate } from './catch-rate.ts'
import type { Unmet } from './exposure.ts'

export type ForecastOptions = CorrectedGateOptions & {
  /** Known-wrong seeds per reviewed decision. */
  seedShare: number
}

const FURTHEST = 1_000_000

/** Further right decisions until the gate opens; 0 when it is open, null when a million would not do. */
export function rightAnswersNeeded({ seedShare, ...gate }: ForecastOptions): number | null {
  const opens = (more: number) => {
    const seeds = Math.round(more * seedShare)
    const tally = { ...gate.tally, decisions: gate.tally.decisions + more }
    const { shown, caught } = gate.seeds
    return correctedGate({ ...gate, tally, seeds: { shown: shown + seeds, caught: caught + seeds } }).open
  }
  if (opens(0)) return 0
  let high = 1
  while (!opens(high)) {
    high *= 2
    if (high > FURTHEST) return null
  }
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (opens(middle)) high = middle
    else low = middle
  }
  return high
}

/** The evidence as one more condition beside the floors; null when it is met. */
export function unmetEvidence(options: ForecastOptions & { decisionsPerDay: number }): Unmet | null {
  const { decisionsPerDay, ...forecast } = options
  const more = rightAnswersNeeded(forecast)
  if (more === 0) return null
  const have = options.tally.decisions
  return {
    condition: 'evidence',
    have,
    need: more === null ? Number.POSITIVE_INFINITY : have + more,
    daysLeft: more === null || decisionsPerDay <= 0 ? null : more / decisionsPerDay,
  }
}
