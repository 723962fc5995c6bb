// The life of an action: started once, then succeeded, failed, unknown, stopped or undone. Every transition is guarded by the state it leaves.
import type { EventBody, RunEvent } from '../contracts/event.ts'
import { nextDecisionId } from './decide-results.ts'
import type { RunInput } from './input.ts'
import type { ActionState, RunState } from './state.ts'

type ActionInput = Extract<RunInput, { type: 'start' | 'outcome' | 'stop' | 'undo' }>

export function decideAction(input: ActionInput, state: RunState, now: number): RunEvent[] {
  return bodiesFor(input, state, now).map((body) => ({ at: now, body, sealed: null }))
}

function bodiesFor(input: ActionInput, state: RunState, now: number): EventBody[] {
  if (input.type === 'start') {
    return input.action_ids.flatMap((id): EventBody[] => {
      const action = state.actions[id]
      return action && ['scheduled', 'started', 'unknown'].includes(action.status)
        ? [{ type: 'action.started', action_id: id, attempt: action.attempt + 1 }]
        : []
    })
  }
  const action = state.actions[input.action_id]
  if (!action) return []
  if (input.type === 'stop')
    return action.status === 'scheduled' && state.phase === 'open'
      ? [
          { type: 'action.stopped', action_id: action.action_id, by: input.by },
          ...askAgain(state, action, `<@${input.by}> stopped "${action.action}" before it began`, now),
        ]
      : []
  if (input.type === 'undo')
    return action.status === 'succeeded' && undoable(state, action, now)
      ? [{ type: 'action.undo_requested', action_id: action.action_id, by: input.by }]
      : []
  return outcome(input, action, state, now)
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
      return isUnderWay(action) ? [{ type: 'action.succeeded', ...id, ref: outcome.ref }] : []
    case 'unknown':
      return isUnderWay(action)
        ? [{ type: 'action.unknown', ...id, because: outcome.because, retry_at: outcome.retry_at }]
        : []
    case 'failed':
      return isUnderWay(action)
        ? [
            { type: 'action.failed', ...id, because: outcome.because },
            ...askAgain(state, action, `"${action.action}" did not work: ${outcome.because}`, now),
          ]
        : []
    case 'blocked':
      return action.status === 'scheduled'
        ? [
            { type: 'action.blocked', ...id, because: outcome.because },
            ...askAgain(state, action, outcome.because, now),
          ]
        : []
    case 'undone':
      return action.status === 'undoing' ? [{ type: 'action.undone', ...id, ref: outcome.ref }] : []
    case 'undo_failed':
      return action.status === 'undoing'
        ? [
            { type: 'action.undo_failed', ...id, because: outcome.because },
            ...(state.phase === 'open'
              ? askAgain(state, action, `Undoing "${action.action}" did not work: ${outcome.because}`, now)
              : []),
          ]
        : []
    default:
      return outcome satisfies never
  }
}

/** A person decides whether to try again: the same payload, as a new decision and so under a new key. */
function askAgain(state: RunState, action: ActionState, because: string, now: number): EventBody[] {
  const { deadlines } = state.config.policy
  return [
    {
      type: 'decision.opened',
      decision_id: nextDecisionId(state, action.step),
      step: action.step,
      revision: 1,
      question: state.question + 1,
      reasons: [because],
      deadline: now + (deadlines.by_step[action.step] ?? deadlines.default),
      against: null,
    },
  ]
}

function isUnderWay(action: ActionState): boolean {
  return action.status === 'started' || action.status === 'unknown'
}

function undoable(state: RunState, action: ActionState, now: number): boolean {
  return now <= (action.done_at ?? 0) + (state.config.actions[action.action]?.undo_ms ?? 0)
}
