// Scheduling an action after an answer: the wait before what cannot be taken back, and the veto window, are both "at".
import type { RunEvent } from '../contracts/event.ts'
import type { JsonObject } from '../contracts/json.ts'
import { fingerprint } from '../contracts/proposal.ts'
import { acts, type RunState } from './state.ts'

/** `wait`: none is told from settle by `at`; `question`: the number an announcement is posted under. */
export type Scheduling = {
  action_id: string
  step: string
  action: string
  params: JsonObject
  at: number
  wait?: 'none' | 'settle' | 'veto'
  question?: number
}

/** Nothing for actions that are only recorded, and for runs that only pretend. */
export function schedule(
  state: RunState,
  { params, wait = 'none', question, ...body }: Scheduling,
  now: number,
): RunEvent[] {
  if (!state.config.actions[body.action]?.effect || !acts(state)) return []
  return [
    {
      at: now,
      body: {
        type: 'action.scheduled',
        ...body,
        wait: wait === 'none' && body.at > now ? 'settle' : wait,
        question: question ?? null,
        fingerprint: fingerprint({ action: body.action, params }),
      },
      sealed: { params },
    },
  ]
}

/** A person had a hand in it: one asked for the run, or answered something in it or in the one it follows. */
export function isSetGoing({
  requested_by,
  parent,
  decisions,
}: Pick<RunState, 'requested_by' | 'parent' | 'decisions'>): boolean {
  const isAnswered = Object.values(decisions).some(({ closed }) => closed !== null && closed.by !== null)
  return requested_by !== null || (parent?.answered ?? false) || isAnswered
}

/** When an approved action may start: at once, or after the wait its kind or the policy asks for. */
export function settledAt(state: RunState, action: string, now: number): number {
  const settle = state.config.actions[action]?.settle_ms ?? 0
  return now + (settle > 0 ? Math.max(0, Math.min(settle, state.config.policy.settle)) : 0)
}

/** Stops what is scheduled and contradicts `action`. */
export function stopContradicted(state: RunState, action: string, because: string, now: number): RunEvent[] {
  const excluded = state.config.actions[action]?.conflicts_with ?? []
  return Object.values(state.actions)
    .filter((other) => other.status === 'scheduled' && excluded.includes(other.action))
    .map((other) => ({
      at: now,
      body: { type: 'action.stopped', action_id: other.action_id, by: because },
      sealed: null,
    }))
}
