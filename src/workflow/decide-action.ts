// The life of an action: started once, then succeeded, failed, unknown, stopped or undone. Every transition is guarded by the state it leaves.
import type { EventBody, RunEvent } from '../contracts/event.ts'
import { askAgain } from './ask-again.ts'
import { deferredTo } from './decide-window.ts'
import { isStandIn } from './expired.ts'
import type { RunInput } from './input.ts'
import { isFinal } from './refusals.ts'
import type { ActionState, RunState } from './state.ts'

type ActionInput = Extract<RunInput, { type: 'start' | 'outcome' | 'stop' | 'undo' }>

export function decideAction(input: ActionInput, state: RunState, now: number): RunEvent[] {
  return bodiesFor(input, state, now).map((body) => ({ at: now, body, sealed: null }))
}

function bodiesFor(input: ActionInput, state: RunState, now: number): EventBody[] {
  if (input.type === 'start')
    return input.action_ids.flatMap((id) => {
      const action = state.actions[id]
      return action ? start(action, input, state, now) : []
    })
  const action = state.actions[input.action_id]
  if (!action) return []
  if (input.type === 'stop')
    return action.status === 'scheduled' && state.phase === 'open'
      ? [
          { type: 'action.stopped', action_id: action.action_id, by: input.by },
          ...askAgain(state, action, { because: `<@${input.by}> stopped "${action.action}" before it began` }, now),
        ]
      : []
  if (input.type === 'undo')
    return action.status === 'succeeded' && undoable(state, action, now)
      ? [{ type: 'action.undo_requested', action_id: action.action_id, by: input.by }]
      : []
  return outcome(input, action, state, now)
}

/** Nothing begins that no person approved once its agent is stopped or may not do it alone any more; no window ends while people could not look. */
function start(
  action: ActionState,
  { outages = [], stops = {}, unearned = [] }: Extract<ActionInput, { type: 'start' }>,
  state: RunState,
  now: number,
): EventBody[] {
  const { action_id } = action
  const started: EventBody = { type: 'action.started', action_id, attempt: action.attempt + 1 }
  if (action.status === 'started' || action.status === 'unknown') return [started]
  if (action.status !== 'scheduled') return []
  const stoppedBy = stops['all'] ?? stops[state.steps[action.step]?.plan.agent ?? '']
  const ended =
    stoppedBy !== undefined
      ? `<@${stoppedBy}> stopped this agent before "${action.action}" began`
      : unearned.includes(action_id)
        ? `What let this agent act alone was taken back before "${action.action}" began`
        : null
  if (ended !== null && !isApproved(state, action)) {
    const because = ended
    return [{ type: 'action.blocked', action_id, because }, ...askAgain(state, action, { because }, now)]
  }
  const at = deferredTo(action, outages, now)
  const because = 'Slack could not be reached during its window'
  return at === null ? [started] : [{ type: 'action.deferred', action_id, at, because }]
}

/** A person answered for it; an automation only carries out what was decided before; the hold after a deadline is the careful side. */
function isApproved(state: RunState, action: ActionState): boolean {
  const { action_id, step } = action
  const isAnswered = (state.decisions[action_id]?.closed?.by ?? null) !== null
  return isAnswered || state.steps[step]?.plan.runs === 'automation' || isStandIn(action)
}

function outcome(
  { outcome }: Extract<ActionInput, { type: 'outcome' }>,
  action: ActionState,
  state: RunState,
  now: number,
): EventBody[] {
  const id = { action_id: action.action_id }
  switch (outcome.status) {
    case 'succeeded':
      return isUnderWay(action)
        ? [{ type: 'action.succeeded', ...id, ref: outcome.ref }, ...takenBackAtOnce(state, action)]
        : []
    case 'unknown':
      return isUnderWay(action)
        ? [{ type: 'action.unknown', ...id, because: outcome.because, retry_at: outcome.retry_at }]
        : []
    case 'failed':
      return isUnderWay(action)
        ? [
            {
              ...{ type: 'action.failed', ...id, because: outcome.because },
              ...(outcome.refused ? { refused: true } : {}),
              ...(outcome.unequipped ? { unequipped: true } : {}),
            },
            ...(outcome.unequipped
              ? unequipped(state, action, outcome.because)
              : isStandIn(action)
                ? givenUp(state, action, outcome.because)
                : isFinal(state, outcome.refused ?? false)
                  ? []
                  : askAgain(state, action, { because: `"${action.action}" did not work: ${outcome.because}` }, now)),
          ]
        : []
    case 'blocked':
      return action.status === 'scheduled'
        ? [
            { type: 'action.blocked', ...id, because: outcome.because },
            ...(isStandIn(action) && !outcome.rival
              ? givenUp(state, action, outcome.because)
              : askAgain(state, action, outcome, now)),
          ]
        : []
    case 'undone':
      return action.status === 'undoing'
        ? [{ type: 'action.undone', ...id, ref: outcome.ref }, ...reopened(state, action)]
        : []
    case 'undo_delayed':
      return action.status === 'undoing'
        ? [{ type: 'action.undo_delayed', ...id, because: outcome.because, retry_at: outcome.retry_at }]
        : []
    case 'undo_failed':
      return action.status === 'undoing'
        ? [{ type: 'action.undo_failed', ...id, because: outcome.because }, ...standing(state, action, outcome.because)]
        : []
    default:
      return outcome satisfies never
  }
}

/**
 * Nobody answered, and the order cannot be held either: asking once more would go on for ever. An order's own run is given to a
 * person; what somebody asked for on top of it ends.
 */
function givenUp(state: RunState, { action_id }: ActionState, because: string): EventBody[] {
  if (state.phase !== 'open') return []
  if (state.requested_by !== null) return [{ type: 'run.completed', outcome: 'expired' }]
  const why = `Nobody answered in time, and the order could not be put on hold: ${because}`
  return [{ type: 'run.dead', because: why, ref: action_id.slice(-8) }]
}

/** No order can have it done here: asking once more would go on for ever, and an installation that is set up otherwise can try again. */
function unequipped(state: RunState, { action, action_id }: ActionState, because: string): EventBody[] {
  if (state.phase !== 'open') return []
  return [{ type: 'run.dead', because: `"${action}" cannot be carried out: ${because}`, ref: action_id.slice(-8) }]
}

/** It was under way when the order ended in the shop: what can be taken back is, at once. */
function takenBackAtOnce(state: RunState, action: ActionState): EventBody[] {
  const isOver = state.phase === 'cancelled' || state.outcome === 'shipped_elsewhere'
  const canUndo = (state.config.actions[action.action]?.undo_ms ?? 0) > 0
  return isOver && canUndo
    ? [{ type: 'action.undo_requested', action_id: action.action_id, by: 'the order had ended in the shop meanwhile' }]
    : []
}

/** Taking back the hold a run ended with makes what led to it a question again: an order is never left without anybody. */
function reopened(state: RunState, action: ActionState): EventBody[] {
  const endedWithIt = state.phase === 'completed' && state.outcome === action.action
  return endedWithIt ? [{ type: 'run.revived', by: action.because ?? 'undo' }] : []
}

/** Something stands that should have been taken back: a person must know, and can let it be tried again. */
function standing(state: RunState, action: ActionState, because: string): EventBody[] {
  return state.phase === 'dead'
    ? []
    : [
        {
          type: 'run.dead',
          because: `"${action.action}" could not be taken back: ${because}`,
          ref: action.action_id.slice(-8),
        },
      ]
}

function isUnderWay(action: ActionState): boolean {
  return action.status === 'started' || action.status === 'unknown'
}

function undoable(state: RunState, action: ActionState, now: number): boolean {
  return now <= (action.done_at ?? 0) + (state.config.actions[action.action]?.undo_ms ?? 0)
}
