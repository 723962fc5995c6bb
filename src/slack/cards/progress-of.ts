// What became of a run so far: answers given, actions and where they stand, steps that wait for data, how it ended.
import { actionWords, outcomeWords } from '../../../blocks/action-words.ts'
import type { ActionData, AnsweredData, CardData, Change, EndedData } from '../../../blocks/card-data.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import { canonicalJson } from '../../contracts/json.ts'
import { formatMoney, Money } from '../../contracts/money.ts'
import { agreed } from '../../workflow/approvals.ts'
import { becameOf } from '../../workflow/expired.ts'
import { type ActionState, acts, type DecisionState, type RunState } from '../../workflow/state.ts'

export function answeredOf(state: RunState): AnsweredData[] {
  return Object.values(state.decisions)
    .flatMap((decision) => answered(state, decision) ?? [])
    .sort((a, b) => a.at - b.at)
}

function answered(state: RunState, decision: DecisionState): AnsweredData | null {
  const { status, closed, record } = decision
  if (status === 'open' || !closed) return null
  return {
    words: actionWords(record.decision, state.number),
    agent: record.agent,
    status,
    by: closed.by,
    first: agreed(decision).find(({ by }) => by !== closed.by)?.by ?? null,
    ...(status === 'rejected' && closed.by !== null && closed.by === state.requested_by ? { withdrawn: true } : {}),
    at: status === 'expired' ? decision.deadline : closed.at,
    because: status === 'expired' ? becameOf(state, decision) : closed.because,
    reason: closed.reason_code,
    carried: closed.carried,
    changed: status === 'edited' ? changes(record.params, decision.params) : [],
  }
}

/** Fields whose value differs, both as text. */
export function changes(from: JsonObject, to: JsonObject): Change[] {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return fields
    .filter((field) => canonicalJson(from[field] ?? null) !== canonicalJson(to[field] ?? null))
    .map((field) => ({ field, from: asText(from[field]), to: asText(to[field]) }))
}

function asText(value: Json | undefined): string {
  const money = Money.safeParse(value)
  if (money.success) return formatMoney(money.data)
  return typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value)
}

export function actionsOf(state: RunState, now: number): ActionData[] {
  return Object.values(state.actions)
    .map((action) => ({
      action: action.action_id,
      words: actionWords(action.action, state.number),
      status: action.status,
      at:
        action.status === 'scheduled'
          ? action.scheduled_at
          : (action.done_at ?? action.started_at ?? action.scheduled_at),
      ref: action.ref,
      because: action.because,
      veto: vetoOf(state, action),
      stoppable: action.status === 'scheduled' && action.scheduled_at > now && state.phase === 'open',
      undo_until: undoUntil(state, action, now),
      asks_again: endedWith(state, action),
    }))
    .sort((a, b) => a.at - b.at)
}

function vetoOf(state: RunState, { status, wait, announced_at, step }: ActionState): ActionData['veto'] {
  if (status !== 'scheduled' || wait !== 'veto') return null
  const record = state.steps[step]?.record
  return {
    announced: announced_at !== null,
    reasons: record?.reasons.map(({ text }) => text) ?? [],
    why: record?.gate.reasons ?? [],
  }
}

/** Taking back is offered once the run is over: while it goes on, later steps build on what was done. */
function undoUntil(state: RunState, action: ActionState, now: number): number | null {
  const window = state.config.actions[action.action]?.undo_ms ?? 0
  const until = (action.done_at ?? 0) + window
  const offered = action.status === 'succeeded' && state.phase !== 'open' && acts(state)
  const judged = state.steps[action.step]?.plan.runs === 'agent' || endedWith(state, action)
  return offered && judged && window > 0 && until > now ? until : null
}

/** What the run ended with: taking that back makes what led to it a question again. */
function endedWith(state: RunState, { action }: ActionState): boolean {
  return state.phase === 'completed' && state.outcome === action
}

export function waitingOf(state: RunState): CardData['waiting'] {
  if (state.phase !== 'open') return []
  return Object.values(state.steps).flatMap(({ status, waiting, plan }) =>
    status === 'waiting' && waiting
      ? [
          {
            agent: plan.agent,
            because: waiting.because,
            since: state.waiting_since ?? waiting.retry_at,
            retry_at: waiting.retry_at,
          },
        ]
      : [],
  )
}

export function endedOf(state: RunState): EndedData | null {
  if (state.phase === 'new' || state.phase === 'open') return null
  return {
    phase: state.phase,
    outcome: state.phase === 'dead' ? 'needs a person' : outcomeWords(state.outcome ?? state.phase),
    because: state.ended?.because ?? '',
    ref: state.ended?.ref ?? null,
  }
}
