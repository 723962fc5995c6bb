// What people and other runs do around a question without answering it: pass it on, correct it afterwards, choose another run's side.
import type { EventBody, RunEvent } from '../contracts/event.ts'
import { childRunId } from '../contracts/ids.ts'
import type { PassedTo } from '../contracts/verdict.ts'
import type { RunInput } from './input.ts'
import { schedule, settledAt } from './schedule.ts'
import { acts, type DecisionState, openDecisions, type RunState } from './state.ts'

type AroundInput = Extract<RunInput, { type: 'pass' | 'correct' | 'give_way' | 'free' | 'defer' | 'join' }>

export function decideAround(input: AroundInput, state: RunState, now: number): RunEvent[] {
  switch (input.type) {
    case 'pass':
      return pass(input, state, now)
    case 'correct':
      return correct(input, state, now)
    case 'give_way':
      return giveWay(input, state).map((body) => ({ at: now, body, sealed: null }))
    case 'free':
      return free(input, state, now)
    case 'defer':
      return state.actions[input.action_id]?.status === 'scheduled'
        ? [
            {
              at: now,
              body: { type: 'action.deferred', action_id: input.action_id, at: input.at, because: input.because },
              sealed: null,
            },
          ]
        : []
    case 'join':
      return isOpen(state, input.decision_id)
        ? [
            {
              at: now,
              body: { type: 'decision.joined', decision_id: input.decision_id, with: input.with },
              sealed: null,
            },
          ]
        : []
    default:
      return input satisfies never
  }
}

/** Passing on decides nothing: the deadline stays, and so does the revision on the card. */
function pass(
  { decision_id, by, to }: Extract<AroundInput, { type: 'pass' }>,
  state: RunState,
  now: number,
): RunEvent[] {
  if (!isOpen(state, decision_id) || isSaidAlready(state.decisions[decision_id]?.passes ?? [], { by, to })) return []
  const question = to.kind === 'channel' ? state.question + 1 : state.question
  return [{ at: now, body: { type: 'decision.passed', decision_id, by, to, question }, sealed: null }]
}

/** Pressing twice says it once; and whoever says "not mine" need not say it again until it is passed to somebody. */
function isSaidAlready(passes: DecisionState['passes'], { by, to }: { by: string; to: PassedTo }): boolean {
  const since = passes.slice(
    Math.max(
      0,
      passes.findLastIndex((pass) => pass.to.kind !== 'nobody'),
    ),
  )
  if (to.kind === 'nobody') return since.some((pass) => pass.by === by && pass.to.kind === 'nobody')
  const last = passes.at(-1)?.to
  return last?.kind === to.kind && last.id === to.id
}

/** Once per decision: what was said of it later is a new case. Open questions are answered, not corrected. */
function correct(input: Extract<AroundInput, { type: 'correct' }>, state: RunState, now: number): RunEvent[] {
  const { decision_id, by, reason_code, severity, repair, note } = input
  if (!isCorrectable(state, decision_id)) return []
  return [
    {
      at: now,
      body: { type: 'decision.corrected', decision_id, by, reason_code, severity, repair },
      sealed: note === null ? null : { note },
    },
  ]
}

/** Something was decided there, by a person or alone, and nobody has called it wrong yet. */
export function isCorrectable(state: RunState, decisionId: string): boolean {
  if (state.corrections[decisionId] || !acts(state)) return false
  const decision = state.decisions[decisionId]
  if (decision) return ['approved', 'edited', 'rejected'].includes(decision.status)
  return Object.values(state.steps).some(
    ({ record, status }) => record?.decision_id === decisionId && ['clear', 'stopped', 'acting'].includes(status),
  )
}

/** A person chose what stands in another run: what stood against it here is set aside, and where nothing may follow the run ends. */
function giveWay({ id, because, ends }: Extract<AroundInput, { type: 'give_way' }>, state: RunState): EventBody[] {
  const action = state.actions[id]
  const stands = isOpen(state, id) || action?.status === 'scheduled'
  if (state.phase !== 'open' || !stands) return []
  const setAside = openDecisions(state)
    .filter(({ decision_id }) => ends || decision_id === id)
    .map(({ decision_id }): EventBody => ({ type: 'decision.superseded', decision_id, because }))
  const stopped = Object.values(state.actions)
    .filter(({ status, action_id }) => status === 'scheduled' && (ends || action_id === id))
    .flatMap(({ action_id, step }): EventBody[] => [
      { type: 'action.stopped', action_id, by: because },
      ...(ends ? [] : [{ type: 'step.skipped' as const, step, because }]),
    ])
  return [...setAside, ...stopped, ...(ends ? [{ type: 'run.completed' as const, outcome: 'gave_way' }] : [])]
}

/** Only what was asked because of something in another run: the action under it had been decided before, and was held back. */
function free(
  { decision_id, because }: Extract<AroundInput, { type: 'free' }>,
  state: RunState,
  now: number,
): RunEvent[] {
  const decision = state.decisions[decision_id]
  if (!isOpen(state, decision_id) || !decision?.rival) return []
  const { step, record, params } = decision
  const action_id = childRunId(state.run_id, `${step}#freed#${state.steps[step]?.serial ?? 0}`)
  const at = settledAt(state, record.decision, now)
  return [
    { at: now, body: { type: 'decision.superseded', decision_id, because }, sealed: null },
    ...schedule(state, { action_id, step, action: record.decision, params, at }, now),
  ]
}

function isOpen(state: RunState, decisionId: string): boolean {
  return state.phase === 'open' && state.decisions[decisionId]?.status === 'open'
}
