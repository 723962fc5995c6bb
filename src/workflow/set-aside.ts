// Questions nobody answered because an answer elsewhere, or the hold after a deadline, took their place.
import type { RunEvent } from '../contracts/event.ts'
import type { DecisionState, RunState } from './state.ts'

/** `inFavourOf`: the action that takes their place. */
export function setAside(
  decisions: readonly DecisionState[],
  { because, inFavourOf }: { because: string; inFavourOf?: string },
  now: number,
): RunEvent[] {
  return decisions.map(({ decision_id }) => ({
    at: now,
    body: {
      ...{ type: 'decision.superseded', decision_id, because },
      ...(inFavourOf === undefined ? {} : { in_favour_of: inFavourOf }),
    },
    sealed: null,
  }))
}

/** What stands open again when nothing comes of an action: of each step the last decision, unless it was judged or asked anew since. */
export function setAsideFor(state: RunState, actionId: string): DecisionState[] {
  const all = Object.values(state.decisions)
  return all.filter(
    (decision) =>
      decision.in_favour_of === actionId &&
      state.steps[decision.step]?.status === 'clear' &&
      all.findLast(({ step }) => step === decision.step) === decision,
  )
}
