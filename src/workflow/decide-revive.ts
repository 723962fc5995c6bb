// A dead run tries again where it stopped; what could not be taken back is tried again too.
import type { RunEvent } from '../contracts/event.ts'
import { askAgain } from './ask-again.ts'
import { isStandIn } from './expired.ts'
import type { RunState } from './state.ts'

export function decideRevive(by: string, state: RunState, now: number): RunEvent[] {
  if (state.phase !== 'dead') return []
  const standing = Object.values(state.actions).filter((action) => action.undo_failed)
  // It died because nobody answered, or for want of a shop: now somebody is there.
  const unheld = Object.values(state.actions).findLast(
    (action) =>
      (isStandIn(action) || action.unequipped) &&
      ['failed', 'stopped'].includes(action.status) &&
      state.steps[action.step]?.status === 'acting',
  )
  const open: RunState = { ...state, phase: state.died_from ?? 'open' }
  const asked = unheld ? askAgain(open, unheld, { because: state.ended?.because ?? '' }, now) : []
  return [
    { at: now, body: { type: 'run.revived', by }, sealed: null },
    ...asked.map((body): RunEvent => ({ at: now, body, sealed: null })),
    ...standing.map(
      ({ action_id }): RunEvent => ({ at: now, body: { type: 'action.undo_requested', action_id, by }, sealed: null }),
    ),
  ]
}
