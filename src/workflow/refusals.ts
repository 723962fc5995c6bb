// What the shop refused for good: in a run that somebody asked for, the same is not put to people again.
import { fingerprint } from '../contracts/proposal.ts'
import type { ActionState, RunState } from './state.ts'

/** An order's own run cannot do without its steps: there a person says what now, and may try the same again. */
export function isFinal({ requested_by }: Pick<RunState, 'requested_by'>, refused: boolean): boolean {
  return refused && requested_by !== null
}

/** Oldest first. */
export function refusedIn(state: RunState, step?: string): ActionState[] {
  return Object.values(state.actions).filter(
    (action) => isFinal(state, action.refused ?? false) && (step === undefined || action.step === step),
  )
}

/** The refusal of just this proposal; null when it was never refused. */
export function refusalOf(state: RunState, proposal: { step: string; fingerprint: string }): ActionState | null {
  const same = ({ action, params }: ActionState) => fingerprint({ action, params }) === proposal.fingerprint
  return refusedIn(state, proposal.step).findLast(same) ?? null
}
