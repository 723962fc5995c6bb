// The folds of an action's life: scheduled, started, then what became of it, and of taking it back.
import { JsonObject } from '../contracts/json.ts'
import { type Folds, patchAction, patchStep } from './fold-parts.ts'
import { isFinal } from './refusals.ts'
import type { ActionState, RunState } from './state.ts'

type OfActions = Extract<keyof Folds, `action.${string}`>

export const foldsOfActions: Pick<Folds, OfActions> = {
  'action.scheduled': (state, body, { sealed }) => {
    const params = JsonObject.safeParse(sealed?.params)
    const action: ActionState = {
      action_id: body.action_id,
      step: body.step,
      action: body.action,
      status: 'scheduled',
      params: params.success ? params.data : {},
      scheduled_at: body.at,
      wait: body.wait,
      announced_at: null,
      announced_for: null,
      started_at: null,
      attempt: 0,
      ref: null,
      because: null,
      retry_at: null,
      done_at: null,
      checks: 0,
      undo_failed: false,
    }
    return {
      ...patchStep(state, body.step, { status: 'acting' }),
      actions: { ...state.actions, [body.action_id]: action },
      question: Math.max(state.question, body.question ?? 0),
    }
  },
  'action.announced': (state, body, { at }) =>
    patchAction(state, body.action_id, { scheduled_at: body.at, announced_at: at, announced_for: body.at }),
  'action.deferred': (state, body) =>
    patchAction(state, body.action_id, { scheduled_at: body.at, because: body.because }),
  'action.started': (state, body, { at }) =>
    patchAction(state, body.action_id, { status: 'started', started_at: at, attempt: body.attempt }),
  'action.succeeded': (state, body, { at }) => {
    const action = state.actions[body.action_id]
    const then = action ? state.config.actions[action.action]?.afterwards : undefined
    return {
      ...patchAction(state, body.action_id, { status: 'succeeded', ref: body.ref, done_at: at }),
      ...(action ? patchStep(state, action.step, { status: then === 'continue' ? 'clear' : 'stopped' }) : {}),
    }
  },
  'action.failed': (state, body, { at }) => {
    const { action_id, because, refused = false, unequipped = false } = body
    const failed = patchAction(state, action_id, { status: 'failed', because, done_at: at, refused, unequipped })
    const step = state.actions[body.action_id]?.step
    // Its agent is asked anew what else there is to do.
    return isFinal(state, refused) && step
      ? { ...failed, ...patchStep(state, step, { status: 'pending', record: null }) }
      : failed
  },
  'action.unknown': (state, body) =>
    patchAction(state, body.action_id, {
      status: 'unknown',
      because: body.because,
      retry_at: body.retry_at,
      checks: checksOf(state, body.action_id) + 1,
    }),
  'action.stopped': (state, body, { at }) =>
    patchAction(state, body.action_id, { status: 'stopped', because: body.by, done_at: at }),
  'action.blocked': (state, body, { at }) =>
    patchAction(state, body.action_id, { status: 'stopped', because: body.because, done_at: at }),
  'action.undo_requested': (state, body) =>
    patchAction(state, body.action_id, {
      status: 'undoing',
      because: body.by,
      retry_at: null,
      checks: 0,
      undo_failed: false,
    }),
  'action.undo_delayed': (state, body) =>
    patchAction(state, body.action_id, {
      because: body.because,
      retry_at: body.retry_at,
      checks: checksOf(state, body.action_id) + 1,
    }),
  'action.undone': (state, body, { at }) =>
    patchAction(state, body.action_id, { status: 'undone', ref: body.ref, done_at: at }),
  'action.undo_failed': (state, body, { at }) =>
    patchAction(state, body.action_id, { status: 'failed', because: body.because, done_at: at, undo_failed: true }),
}

function checksOf(state: RunState, id: string): number {
  return state.actions[id]?.checks ?? 0
}
