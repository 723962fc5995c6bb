// Agents have answered: record each, let pass what the gate lets pass, count what an earlier answer already covers.
import type { RunEvent } from '../contracts/event.ts'
import type { GateAnswer } from '../contracts/gate.ts'
import { nextDecisionId } from './decision-id.ts'
import type { StepResult } from './input.ts'
import { refusalOf } from './refusals.ts'
import { isSetGoing, schedule, settledAt } from './schedule.ts'
import { openDecisions, type RunState } from './state.ts'

export function decideResults(results: StepResult[], state: RunState, now: number): RunEvent[] {
  if (state.phase !== 'open')
    return results.flatMap((result) => (result.status === 'late' ? eventsOf(result, state, now) : []))
  return [...results.flatMap((result) => eventsOf(result, state, now)), ...revisions(results, state, now)]
}

/** What would follow changed under an open question: the card shows it as a new revision, and an answer to the old one decides nothing. */
function revisions(results: StepResult[], state: RunState, now: number): RunEvent[] {
  const isNews = results.some(
    (result) =>
      result.status === 'completed' &&
      result.ahead &&
      state.steps[result.step]?.ahead?.fingerprint !== result.body.fingerprint,
  )
  if (!isNews) return []
  return openDecisions(state).map(({ decision_id, revision }) => ({
    at: now,
    body: { type: 'decision.revised', decision_id, revision: revision + 1, because: 'what would follow is known now' },
    sealed: null,
  }))
}

function eventsOf(result: StepResult, state: RunState, now: number): RunEvent[] {
  switch (result.status) {
    case 'skipped':
      return [{ at: now, body: { type: 'step.skipped', step: result.step, because: result.because }, sealed: null }]
    case 'waiting':
      return [
        {
          at: now,
          body: {
            type: 'step.waiting',
            step: result.step,
            facts: result.facts,
            because: result.because,
            retry_at: result.retry_at,
          },
          sealed: null,
        },
      ]
    case 'late':
      return [{ at: now, body: { type: 'step.late', step: result.step, after_ms: result.after_ms }, sealed: null }]
    case 'completed':
      return completed(result, state, now)
    default:
      return result satisfies never
  }
}

function completed(result: Extract<StepResult, { status: 'completed' }>, state: RunState, now: number): RunEvent[] {
  const { step, params } = result
  const revising = state.steps[step]?.revising ?? null
  const body = { ...result.body, gate: revising ? seenAgain(result.body.gate) : result.body.gate }
  const refusal = refusalOf(state, { step, fingerprint: body.fingerprint })
  if (refusal) {
    const because = `the shop refused just this: ${refusal.because}`
    return [{ at: now, body: { type: 'step.skipped', step, because }, sealed: null }]
  }
  const decision_id = nextDecisionId(state, step)
  const sealed = { params, input: result.input }
  if (result.ahead)
    return [
      { at: now, body: { type: 'step.previewed', decision_id, step, ...body }, sealed, measured: result.measured },
    ]
  const recorded: RunEvent = {
    at: now,
    body: { type: 'step.completed', decision_id, step, ...body },
    sealed,
    measured: result.measured,
  }
  const scheduling = { action_id: decision_id, step, action: body.decision, params }
  const carried = state.carried[step]
  if (body.gate.answer === 'ask' && !revising && carried?.fingerprint === body.fingerprint && body.fallback === null) {
    return [
      recorded,
      {
        at: now,
        body: {
          type: 'decision.opened',
          decision_id,
          step,
          revision: 1,
          question: state.question,
          reasons: body.gate.reasons,
          deadline: now,
          due: { hard: false, words: '' },
          against: null,
          rival: null,
          revises: null,
        },
        sealed: null,
      },
      {
        at: now,
        body: {
          type: 'verdict.given',
          decision_id,
          kind: 'approve',
          by: carried.by,
          revision: 1,
          status: 'approved',
          latency_ms: 0,
          evidence_opened: carried.evidence_opened,
          carried: true,
          reason_code: null,
          fingerprint: body.fingerprint,
          carries: {},
          weight: 'evidence',
          on_behalf_of: null,
          bulk: null,
        },
        sealed: null,
      },
      ...schedule(state, { ...scheduling, at: settledAt(state, body.decision, now) }, now),
    ]
  }
  if (body.gate.answer === 'ask') return [recorded]
  if (body.gate.answer === 'act')
    return [recorded, ...schedule(state, { ...scheduling, ...waitOf(state, body.decision, now) }, now)]
  const at = now + state.config.policy.veto.unannounced
  return [recorded, ...schedule(state, { ...scheduling, at, wait: 'veto', question: state.question + 1 }, now)]
}

/**
 * What follows a person's answer by itself waits like what they approved, and can be stopped meanwhile; with no card in the run yet
 * it gets one for that. Where no person had a hand in it, nobody knows of it: it begins at once.
 */
function waitOf(state: RunState, action: string, now: number): { at: number; question?: number } {
  const at = isSetGoing(state) ? settledAt(state, action, now) : now
  return at > now && state.question === 0 ? { at, question: 1 } : { at }
}

/** Whoever asked for changes sees what came of them, whatever the gate would say of the new version alone. */
function seenAgain(gate: GateAnswer): GateAnswer {
  return gate.answer === 'ask'
    ? gate
    : { ...gate, answer: 'ask', must_ask: true, p_ask: 1, reasons: ['A person asked for changes', ...gate.reasons] }
}
