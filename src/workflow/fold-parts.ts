// The small moves that folds are made of: reading sealed fields leniently, patching one step, decision or action.
import { z } from 'zod'
import type { EventBody, EventOf } from '../contracts/event.ts'
import { ObservedFact, PersonsRequest } from '../contracts/fact.ts'
import { JsonObject } from '../contracts/json.ts'
import { Order } from '../contracts/order.ts'
import { Proposal } from '../contracts/proposal.ts'
import { onReject } from './on-reject.ts'
import type { ActionState, DecisionState, Feedback, RunState, StepRecord, StepState } from './state.ts'

/** What a fold may know besides the body. */
export type Context = { at: number; sealed: JsonObject | null }

/** One fold per kind of event: what changes in the state. */
export type Folds = {
  [T in EventBody['type']]: (state: RunState, body: EventOf<T>, context: Context) => Partial<RunState>
}

export function freshStep(plan: StepState['plan'], serial = 0): StepState {
  return { plan, status: 'pending', record: null, ahead: null, waiting: null, serial, feedback: [], revising: null }
}

/** When the order changes under a draft that was sent back, the wishes still stand, and so does that a person sees what comes. */
export function judgedAnew({ plan, serial, feedback, revising }: StepState): StepState {
  return { ...freshStep(plan, serial), feedback, revising }
}

export function feedbackWith(
  state: RunState,
  { step, params }: DecisionState,
  said: Omit<Feedback, 'draft'>,
): Pick<StepState, 'feedback'> {
  return { feedback: [...(state.steps[step]?.feedback ?? []), { ...said, draft: params }] }
}

export function serialOf(state: RunState, step: string): number {
  return state.steps[step]?.serial ?? 0
}

export function serialAfter(state: RunState, step: string): number {
  return serialOf(state, step) + 1
}

/** Where an answer leaves its step; an approved effect is then moved on by its `action.scheduled`. */
export function afterVerdict(
  state: RunState,
  { step, record, question, decision_id }: DecisionState,
  status: EventOf<'verdict.given'>['status'],
): Partial<StepState> {
  switch (status) {
    case 'open':
      return {}
    case 'approved':
    case 'edited':
      return { status: state.config.actions[record.decision]?.afterwards === 'continue' ? 'clear' : 'stopped' }
    case 'rejected':
      return { status: onReject(state, step, record) === 'continue' ? 'clear' : 'manual' }
    case 'changes_requested':
      return { status: 'pending', record: null, ahead: null, revising: { question, decision_id } }
    default:
      return status satisfies never
  }
}

export function recordOf(
  { type: _, ...body }: EventOf<'step.completed'> | EventOf<'step.previewed'>,
  { at, sealed }: Context,
): StepRecord {
  return { ...body, at, params: membersOf(sealed, 'params'), input: membersOf(sealed, 'input') }
}

export function orderIn(sealed: JsonObject | null): RunState['order'] {
  const order = Order.safeParse(sealed?.order)
  return order.success ? order.data : null
}

export function membersOf(sealed: JsonObject | null, key: string): JsonObject {
  const members = JsonObject.safeParse(sealed?.[key])
  return members.success ? members.data : {}
}

export function requestIn(sealed: JsonObject | null): RunState['request'] {
  const request = PersonsRequest.safeParse(sealed?.request)
  return request.success ? request.data : null
}

export function givenIn(sealed: JsonObject | null): RunState['given'] {
  const given = z.record(z.string(), ObservedFact).safeParse(sealed?.facts)
  return given.success ? given.data : {}
}

export function scriptedIn(sealed: JsonObject | null): RunState['scripted'] {
  const scripted = z.record(z.string(), Proposal).safeParse(sealed?.scripted)
  return scripted.success ? scripted.data : {}
}

/** A step whose action has not begun may be judged anew when the order changes under it. */
export function isUntouched(state: RunState, step: StepState): boolean {
  return !Object.values(state.actions).some(
    (action) => action.step === step.plan.step && !['scheduled', 'stopped', 'failed', 'undone'].includes(action.status),
  )
}

export function patchStep(state: RunState, step: string, patch: Partial<StepState>): Pick<RunState, 'steps'> {
  const before = state.steps[step]
  return { steps: before ? { ...state.steps, [step]: { ...before, ...patch } } : state.steps }
}

export function patchDecision(state: RunState, id: string, patch: Partial<DecisionState>): Pick<RunState, 'decisions'> {
  const before = state.decisions[id]
  return { decisions: before ? { ...state.decisions, [id]: { ...before, ...patch } } : state.decisions }
}

/** Closes a decision nobody answered; its step no longer asks, and what follows (a hold, the other side) is an event of its own. */
export function setDown(
  state: RunState,
  id: string,
  status: 'expired' | 'superseded',
  { at, because, in_favour_of = null }: { at: number; because: string; in_favour_of?: string | null },
): Pick<RunState, 'decisions' | 'steps'> {
  const step = state.decisions[id]?.step ?? ''
  const closed = {
    at,
    by: null,
    kind: null,
    because,
    reason_code: null,
    note: null,
    carried: false,
    weight: 'evidence' as const,
    on_behalf_of: null,
  }
  return {
    ...(state.steps[step]?.status === 'asked' ? patchStep(state, step, { status: 'clear' }) : { steps: state.steps }),
    ...patchDecision(state, id, { status, closed, in_favour_of }),
  }
}

export function patchAction(state: RunState, id: string, patch: Partial<ActionState>): Pick<RunState, 'actions'> {
  const before = state.actions[id]
  return { actions: before ? { ...state.actions, [id]: { ...before, ...patch } } : state.actions }
}

export function mapValues<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
