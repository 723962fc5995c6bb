// A dead run tries again where it stopped; what could not be taken back is tried again too.
import type { RunEvent } from '../contracts/event.ts'
import type { RunState } from './state.ts'

export function decideRevive(by: string, state: RunState, now: number): RunEvent[] {
  if (state.phase !== 'dead') return []
  const standing = Object.values(state.actions).filter((action) => action.undo_failed)
  return [
    { at: now, body: { type: 'run.revived', by }, sealed: null },
    ...standing.map(
      ({ action_id }): RunEvent => ({ at: now, body: { type: 'action.undo_requested', action_id, by }, sealed: null }),
    ),
  ]
}
