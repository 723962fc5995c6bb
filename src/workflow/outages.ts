// Time in which people could not be reached does not count against them: it is added to what they were given.
import type { Outage } from './input.ts'
import type { DecisionState } from './state.ts'

/** Milliseconds of [from, to] that fall into outages. They do not overlap each other. */
export function outageWithin(outages: readonly Outage[], from: number, to: number): number {
  return outages.reduce(
    (sum, outage) => sum + Math.max(0, Math.min(outage.to ?? to, to) - Math.max(outage.from, from)),
    0,
  )
}

/** The deadline with the outages since the question was put added to it. What the world sets (a ship cut-off) does not move. */
export function deadlineWith(outages: readonly Outage[], decision: DecisionState, now: number): number {
  return decision.due.hard
    ? decision.deadline
    : Math.max(decision.deadline, decision.deadline_at_first + outageWithin(outages, decision.opened_at, now))
}
