// Time passed: reminders go out, deadlines move by the time Slack was away, and silence ends. It is never approval: the order is put
// on hold (or an optional step skipped, or nothing done where the order has left), and says so.
import type { RunEvent } from '../contracts/event.ts'
import { childRunId } from '../contracts/ids.ts'
import { blockUnannounced } from './decide-window.ts'
import { EXPIRED, insteadOf } from './expired.ts'
import type { Outage } from './input.ts'
import { asksForAudit } from './next.ts'
import { deadlineWith } from './outages.ts'
import { dueRungs } from './reminders.ts'
import { schedule, stopContradicted } from './schedule.ts'
import { setAside } from './set-aside.ts'
import { type DecisionState, openDecisions, type RunState } from './state.ts'

export function decideTick(state: RunState, outages: readonly Outage[], now: number): RunEvent[] {
  if (state.phase !== 'open') return []
  if (asksForAudit(state) && (state.audit?.deadline ?? 0) <= now)
    return [{ at: now, body: { type: 'run.completed', outcome: 'unanswered' }, sealed: null }]
  const open = openDecisions(state).map((decision) => ({ ...decision, deadline: deadlineWith(outages, decision, now) }))
  const late = open.filter((decision) => decision.deadline <= now)
  const waiting = open.filter((decision) => decision.deadline > now)
  return [
    ...waiting.flatMap((decision) => extended(state, decision, now)),
    ...(late.length > 0
      ? expire(state, { late, waiting }, now)
      : waiting.flatMap((each) => reminded(state, each, now))),
    ...(late.length > 0 ? [] : blockUnannounced(state, now)),
  ]
}

function extended(state: RunState, { decision_id, deadline }: DecisionState, now: number): RunEvent[] {
  if (state.decisions[decision_id]?.deadline === deadline) return []
  const because = 'Slack could not be reached for a while, and that time does not count'
  return [{ at: now, body: { type: 'decision.extended', decision_id, deadline, because }, sealed: null }]
}

function reminded(state: RunState, decision: DecisionState, now: number): RunEvent[] {
  const { decision_id } = decision
  return dueRungs(state, decision, now).map(({ rung, to }) => ({
    at: now,
    body: { type: 'decision.reminded', decision_id, rung, to },
    sealed: null,
  }))
}

function expire(
  state: RunState,
  { late, waiting }: { late: DecisionState[]; waiting: DecisionState[] },
  now: number,
): RunEvent[] {
  const instead = insteadOf(state, late)
  const step = late[0]?.step ?? ''
  const inFavourOf = holdId(state, step)
  const isHeld = instead !== 'nothing' && instead !== 'skipped'
  const expired = late.map(
    ({ decision_id }): RunEvent => ({
      at: now,
      body: { type: 'decision.expired', decision_id, instead, ...(isHeld ? { in_favour_of: inFavourOf } : {}) },
      sealed: null,
    }),
  )
  if (instead === 'nothing')
    return [
      ...expired,
      ...setAside(waiting, { because: 'nobody answered in time, and nothing was done' }, now),
      ...stopAll(state, now),
      { at: now, body: { type: 'run.completed', outcome: 'expired' }, sealed: null },
    ]
  if (instead === 'skipped')
    return [
      ...expired,
      ...late.map(
        (decision): RunEvent => ({
          at: now,
          body: { type: 'step.skipped', step: decision.step, because: 'nobody answered in time' },
          sealed: null,
        }),
      ),
    ]
  const hold = schedule(state, { action_id: inFavourOf, step, action: 'hold', params: EXPIRED, at: now }, now)
  return [
    ...expired,
    ...setAside(waiting, { because: 'the order was held: nobody answered in time', inFavourOf }, now),
    ...stopContradicted(state, 'hold', 'deadline', now),
    ...hold,
    ...(hold.length === 0
      ? [{ at: now, body: { type: 'run.completed' as const, outcome: 'expired' }, sealed: null }]
      : []),
  ]
}

function stopAll(state: RunState, now: number): RunEvent[] {
  return Object.values(state.actions)
    .filter(({ status }) => status === 'scheduled')
    .map(({ action_id }) => ({ at: now, body: { type: 'action.stopped', action_id, by: 'deadline' }, sealed: null }))
}

/** The hold is no answer to the question, so it has a key of its own: trying the question again must never run under it. */
function holdId(state: RunState, step: string): string {
  return childRunId(state.run_id, `${step}#held#${state.steps[step]?.serial ?? 0}`)
}
