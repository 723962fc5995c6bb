// The rungs an unanswered question climbs before its deadline. Pure: which are reached, and when the next one is.
import { type DecisionState, openDecisions, type RunState } from './state.ts'

export type Rung = { rung: number; to: string; at: number }

/** Never before half of the time is over, so that a short deadline does not begin with a reminder. */
function rungsOf({ config }: RunState, { opened_at, deadline }: DecisionState): Rung[] {
  const earliest = opened_at + (deadline - opened_at) / 2
  return config.policy.reminders.map(({ before, to }, index) => ({
    rung: index + 1,
    to,
    at: Math.max(deadline - before, earliest),
  }))
}

/** Rungs reached and not yet climbed. Practice reminds nobody; a question asked on another card is reminded of there. */
export function dueRungs(state: RunState, decision: DecisionState, now: number): Rung[] {
  return ahead(state, decision).filter(({ at }) => at <= now)
}

export function nextRungAt(state: RunState): number {
  return Math.min(...openDecisions(state).flatMap((decision) => ahead(state, decision).map(({ at }) => at)))
}

function ahead(state: RunState, decision: DecisionState): Rung[] {
  if (state.kind !== 'live' || decision.joined !== null) return []
  return rungsOf(state, decision).filter(({ rung, at }) => rung > decision.reminded && at < decision.deadline)
}
