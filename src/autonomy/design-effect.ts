// Errors come in bursts, and a burst is less evidence than as many separate errors. The spread of errors between days, over
// what independent errors would give, is the design effect; the gate divides its log evidence by it. This makes the gate
// robust; it is not part of its proof.
import type { Tally } from './evidence.ts'

/** What is assumed of a scope before its days are known, and how many days that assumption weighs. */
const PRIOR = 1.5
const PRIOR_DAYS = 10

/** At least 1. `days` are the reviewed decisions of one scope by day. */
export function designEffect(days: readonly Tally[]): number {
  const seen = days.filter(({ decisions }) => decisions > 0)
  const shrunk = (PRIOR_DAYS * PRIOR + seen.length * spread(seen)) / (PRIOR_DAYS + seen.length)
  return Math.max(1, shrunk)
}

/** Between-day variance over binomial variance; 1 where there is nothing to compare. */
function spread(days: readonly Tally[]): number {
  const decisions = days.reduce((sum, day) => sum + day.decisions, 0)
  const errors = days.reduce((sum, day) => sum + day.errors, 0)
  const rate = errors / Math.max(1, decisions)
  if (days.length < 2 || errors === 0 || errors === decisions) return 1
  const squares = days.reduce((sum, day) => sum + (day.errors - day.decisions * rate) ** 2, 0)
  return ((squares / (decisions * rate * (1 - rate))) * days.length) / (days.length - 1)
}
