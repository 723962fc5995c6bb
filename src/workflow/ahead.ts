// Ask once: what later steps would do if the open question is answered with "go on", and what one answer therefore covers.
import type { JsonObject } from '../contracts/json.ts'
import type { DecisionState, RunState, StepRecord, StepState } from './state.ts'

export type EarlierDecision = { action: string; params: JsonObject; confidence: number }

/** What a step may know of the steps before it: what was decided, or "as usual" where a person overruled or is being asked. */
export function earlierDecisions(state: RunState): Record<string, EarlierDecision> {
  const own = Object.entries(state.steps).flatMap(([name, step]) => {
    const decided = decidedBy(state, step)
    return decided ? [[name, decided] as const] : []
  })
  return { ...state.inherited, ...Object.fromEntries(own) }
}

const AS_USUAL: EarlierDecision = { action: 'as_usual', params: {}, confidence: 1 }

function decidedBy(state: RunState, step: StepState): EarlierDecision | null {
  switch (step.status) {
    case 'pending':
    case 'waiting':
      return step.ahead ? spoken(step.ahead) : null
    case 'judged':
    case 'asked':
      return step.record && state.config.actions[step.record.decision]?.afterwards === 'continue'
        ? spoken(step.record)
        : AS_USUAL
    case 'acting':
    case 'clear':
    case 'stopped':
    case 'manual':
      return overruled(state, step) ? AS_USUAL : step.record && spoken(step.record, paramsOf(state, step.record))
    case 'skipped':
      return null
    default:
      return step.status satisfies never
  }
}

function spoken(record: StepRecord, params = record.params): EarlierDecision {
  return { action: record.decision, params, confidence: record.confidence }
}

function overruled(state: RunState, step: StepState): boolean {
  const last = Object.values(state.decisions).findLast((decision) => decision.step === step.plan.step)
  return last?.status === 'rejected' || last?.status === 'superseded'
}

function paramsOf(state: RunState, record: StepRecord): JsonObject {
  return state.decisions[record.decision_id]?.params ?? record.params
}

/** The rows a card shows under "if released", in the order they would happen. */
export function aheadRows(state: RunState): StepRecord[] {
  return Object.values(state.steps).flatMap((step) =>
    step.ahead && (step.status === 'pending' || step.status === 'waiting') ? [step.ahead] : [],
  )
}

/**
 * Payloads that an answer which lets the run go on covers. A fallback is a question of its own; and what takes two people is
 * covered only by an answer that took two.
 */
export function carriedBy(state: RunState, { record }: Pick<DecisionState, 'record'>): Record<string, string> {
  return Object.fromEntries(
    aheadRows(state)
      .filter((row) => row.fallback === null && (!row.gate.four_eyes || record.gate.four_eyes))
      .map((row) => [row.step, row.fingerprint]),
  )
}
