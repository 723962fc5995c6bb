// One run in hand: its state, the events decided and not yet durable, and the facts that must survive a lost compare-and-set.
import type { RunEvent } from '../contracts/event.ts'
import type { StoredRun } from '../ledger/ledger.ts'
import { decide } from '../workflow/decide.ts'
import { evolve } from '../workflow/evolve.ts'
import type { RunInput } from '../workflow/input.ts'
import { initialState, type RunState } from '../workflow/state.ts'

export type Session = {
  state: RunState
  /** Version the record has. */
  durable: number
  pending: RunEvent[]
  consumed: string[]
}

export function foldRun(stored: StoredRun): RunState {
  return stored.events.reduce(evolve, initialState(stored))
}

export function openSession(stored: StoredRun): Session {
  return { state: foldRun(stored), durable: stored.version, pending: [], consumed: [] }
}

/** Decides the input and keeps its events for the next commit. */
export function applyInput(session: Session, input: RunInput, now: number): void {
  const { events, state } = decide(input, session.state, now)
  session.state = state
  session.pending.push(...events)
}
