// Veto windows: an action that begins unless somebody stops it. The window runs from the moment Slack confirmed the announcement,
// and time in which nobody could be reached is added to it.
import type { EventBody, RunEvent } from '../contracts/event.ts'
import { askAgain } from './ask-again.ts'
import type { Outage, RunInput } from './input.ts'
import { outageWithin } from './outages.ts'
import { type ActionState, openDecisions, type RunState } from './state.ts'

/** Announced, so that its window runs. Stop and start compete for the one `scheduled` state from here on. */
export function decideAnnounce(
  { action_ids, at }: Extract<RunInput, { type: 'announce' }>,
  state: RunState,
  now: number,
): RunEvent[] {
  if (state.phase !== 'open') return []
  return action_ids.flatMap((id): RunEvent[] => {
    const action = state.actions[id]
    return action && awaitsAnnouncement(action)
      ? [{ at: now, body: { type: 'action.announced', action_id: id, at: Math.max(at, now) }, sealed: null }]
      : []
  })
}

/** Its window has not begun: nobody can have seen it. */
export function awaitsAnnouncement({ status, wait, announced_at }: ActionState): boolean {
  return status === 'scheduled' && wait === 'veto' && announced_at === null
}

/** Actions nobody could be told of within the time the policy gives: a person is asked instead. */
export function blockUnannounced(state: RunState, now: number): RunEvent[] {
  const because = 'It could not be announced in Slack, so nobody could have stopped it'
  return unannouncedDue(state, now).flatMap((action) =>
    [
      { type: 'action.blocked' as const, action_id: action.action_id, because },
      ...askAgain(state, action, { because }, now),
    ].map((body: EventBody) => ({ at: now, body, sealed: null })),
  )
}

export function unannouncedDue(state: RunState, now: number): ActionState[] {
  // One at a time: while something is asked, the rest waits for the answer.
  if (openDecisions(state).length > 0) return []
  return Object.values(state.actions)
    .filter((action) => awaitsAnnouncement(action) && action.scheduled_at <= now)
    .slice(0, 1)
}

/** When a window that ended in or after an outage really ends; null when it is not moved. */
export function deferredTo(action: ActionState, outages: readonly Outage[], now: number): number | null {
  if (action.wait !== 'veto' || action.announced_at === null || action.announced_for === null) return null
  const until = action.announced_for + outageWithin(outages, action.announced_at, now)
  return until > now ? until : null
}
