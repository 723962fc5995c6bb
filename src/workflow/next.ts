// What a run could do right now, when it must be looked at again, and what it waits for. Pure: the engine only carries it out.
import { SECOND } from '../contracts/clock.ts'
import type { RunStatus, WaitingOn } from '../contracts/run.ts'
import { awaitsAnnouncement, unannouncedDue } from './decide-window.ts'
import { dueRungs, nextRungAt } from './reminders.ts'
import { type ActionState, type DecisionState, openDecisions, type RunState, type StepState } from './state.ts'

export type Next = {
  /** Agents to call, all at the same time. */
  calls: { step: string; ahead: boolean }[]
  /** Something was judged "ask" and no agent is left to call: time to put the question. */
  ask: boolean
  /** Scheduled actions that may start now. */
  starts: string[]
  /** Started or unknown actions whose result must be read back. */
  readBacks: string[]
  /** The one action to undo now: the last that succeeded comes first. */
  undo: string | null
  /** A deadline has passed, somebody is to be reminded, or an announcement came to nothing. */
  tick: boolean
}

/** After a start, how long past its own timeout an action may be silent before its result is read back. */
const SILENCE_MS = 5 * SECOND

export function nextOf(state: RunState, now: number): Next {
  const actions = Object.values(state.actions)
  const undo =
    actions
      .filter((action) => action.status === 'undoing' && (action.retry_at ?? 0) <= now)
      .sort((a, b) => (b.done_at ?? 0) - (a.done_at ?? 0))[0]?.action_id ?? null
  const readBacks = actions.filter((action) => readBackAt(state, action) <= now).map((action) => action.action_id)
  if (state.phase !== 'open') return { calls: [], ask: false, starts: [], readBacks, undo, tick: false }
  const calls = callable(state, now)
  return {
    calls,
    ask: calls.length === 0 && Object.values(state.steps).some((step) => step.status === 'judged'),
    starts: actions
      .filter((action) => action.status === 'scheduled' && action.scheduled_at <= now)
      .filter((action) => !awaitsAnnouncement(action) && !isHeldUp(state, action))
      .map((action) => action.action_id),
    readBacks,
    undo,
    tick:
      openDecisions(state).some((each) => each.deadline <= now || dueRungs(state, each, now).length > 0) ||
      unannouncedDue(state, now).length > 0 ||
      (asksForAudit(state) && (state.audit?.deadline ?? 0) <= now),
  }
}

/** True when an advance has something to do without waiting for anybody. */
export function isRunnable(next: Next): boolean {
  return (
    next.calls.length > 0 ||
    next.ask ||
    next.starts.length > 0 ||
    next.readBacks.length > 0 ||
    next.undo !== null ||
    next.tick
  )
}

/** When the run must be looked at again, in epoch milliseconds; null when nothing can ever happen to it by itself. */
export function wakeAt(state: RunState, now: number): number | null {
  if (isRunnable(nextOf(state, now))) return now
  const earliest = Math.min(...timersOf(state, now))
  return Number.isFinite(earliest) ? earliest : null
}

/** True for an open run that nothing will ever move again. No history leads there (test/workflow/laws); if one does, a person gets it. */
export function isStuck(state: RunState, now: number): boolean {
  return state.phase === 'open' && wakeAt(state, now) === null
}

function timersOf(state: RunState, now: number): number[] {
  const actions = Object.values(state.actions)
  const readBacks = actions.map((action) =>
    action.status === 'undoing' ? (action.retry_at ?? now) : readBackAt(state, action),
  )
  if (state.phase !== 'open') return readBacks
  return [
    ...readBacks,
    ...openDecisions(state).map((decision) => decision.deadline),
    ...(asksForAudit(state) ? [state.audit?.deadline ?? now] : []),
    nextRungAt(state),
    ...actions
      .filter((action) => action.status === 'scheduled' && action.scheduled_at > now)
      .map((action) => action.scheduled_at),
    ...Object.values(state.steps).flatMap((step) =>
      step.status === 'waiting' && step.waiting ? [step.waiting.retry_at] : [],
    ),
  ]
}

export function statusOf(state: RunState): { status: RunStatus; waiting_on: WaitingOn | null } {
  if (state.phase === 'completed' || state.phase === 'cancelled' || state.phase === 'dead')
    return { status: state.phase, waiting_on: null }
  if (openDecisions(state).length > 0 || asksForAudit(state)) return { status: 'waiting', waiting_on: 'human' }
  if (
    Object.values(state.actions).some((action) =>
      ['scheduled', 'started', 'unknown', 'undoing'].includes(action.status),
    )
  )
    return { status: 'waiting', waiting_on: 'action' }
  if (Object.values(state.steps).some((step) => step.status === 'waiting'))
    return { status: 'waiting', waiting_on: 'data' }
  return { status: 'running', waiting_on: null }
}

function readBackAt(state: RunState, action: ActionState): number {
  if (action.status === 'unknown') return action.retry_at ?? Number.NEGATIVE_INFINITY
  if (action.status !== 'started') return Number.POSITIVE_INFINITY
  return (action.started_at ?? 0) + (state.config.actions[action.action]?.timeout_ms ?? 0) + SILENCE_MS
}

/** An action waits while a question that contradicts it is open, and tier 1 effects that a hold would contradict wait for all of tier 1. */
function isHeldUp(state: RunState, action: ActionState): boolean {
  const excluded = state.config.actions[action.action]?.conflicts_with ?? []
  const contradicted = Object.values(state.steps).some(
    (step) =>
      (step.status === 'judged' || step.status === 'asked') &&
      step.record !== null &&
      step.plan.step !== action.step &&
      excluded.includes(step.record.decision),
  )
  const tierOneWaits =
    excluded.includes('hold') &&
    Object.values(state.steps).some(
      (step) =>
        step.plan.tier === 1 &&
        step.plan.step !== action.step &&
        ['pending', 'waiting', 'judged', 'asked'].includes(step.status),
    )
  return contradicted || tierOneWaits
}

function callable(state: RunState, now: number): { step: string; ahead: boolean }[] {
  const steps = Object.values(state.steps)
  const due = steps.filter(
    (step) => step.status === 'pending' || (step.status === 'waiting' && (step.waiting?.retry_at ?? 0) <= now),
  )
  const real = due.filter((step) => step.plan.depends_on.every((name) => isClear(state.steps[name])))
  if (real.length > 0) return real.map(({ plan }) => ({ step: plan.step, ahead: false }))
  const isAsking = steps.some((step) => step.status === 'judged' || step.status === 'asked')
  if (!isAsking) return []
  const assumable = (step: StepState | undefined): boolean =>
    step === undefined || isClear(step) || ['judged', 'asked', 'acting'].includes(step.status) || step.ahead !== null
  return due
    .filter(
      (step) =>
        step.status === 'pending' &&
        step.ahead === null &&
        step.plan.depends_on.every((name) => assumable(state.steps[name])),
    )
    .map(({ plan }) => ({ step: plan.step, ahead: true }))
}

function isClear(step: StepState | undefined): boolean {
  return step === undefined || step.status === 'clear' || step.status === 'skipped'
}

/** The decision in focus on the run's card. */
export function focusOf(state: RunState): DecisionState | null {
  return openDecisions(state)[0] ?? null
}

/** Something is to be announced and nobody has been told of it yet. */
export function hasUnannounced(state: RunState): boolean {
  return state.phase === 'open' && Object.values(state.actions).some(awaitsAnnouncement)
}

/** It begins by itself after the wait that follows an answer elsewhere, and nothing was asked here: its card is there to stop it. */
export function canBeStopped(state: RunState): boolean {
  const isWaiting = Object.values(state.actions).some(({ status, wait }) => status === 'scheduled' && wait === 'settle')
  return state.phase === 'open' && isWaiting && Object.keys(state.decisions).length === 0
}

/** People must see this: a new question, or something that begins unless they stop it. A changed message calls nobody. */
export function callsForPeople(state: RunState): boolean {
  return focusOf(state) !== null || hasUnannounced(state) || canBeStopped(state) || asksForAudit(state)
}

/** Somebody is asked what they would have done, in place of an agent that did it alone. */
export function asksForAudit(state: RunState): boolean {
  return state.phase === 'open' && state.audit !== null && state.checked === null
}
