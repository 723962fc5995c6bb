// What each answer does, in words that continue "Approving …" and "Rejecting …".
import type { JsonObject } from '../../contracts/json.ts'
import { onReject } from '../../workflow/on-reject.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'
import type { CardContext } from './card-context.ts'

const REJECTING = {
  continue: 'lets the order go on as usual',
  stop: 'ends this here, nothing is done',
  manual: 'leaves the order to people',
} as const

export function doingWords(
  state: RunState,
  record: Pick<StepRecord, 'decision'>,
  params: JsonObject,
  { actions }: CardContext,
): string {
  const total = state.order?.total ?? null
  const words = actions[record.decision]?.describe(params, { number: state.number, total })
  return words ?? `carries out "${record.decision}"`
}

export function approvingWords(state: RunState, record: StepRecord, params: JsonObject, context: CardContext): string {
  const spec = state.config.actions[record.decision]
  const waits = (spec?.settle_ms ?? 0) > 0 && state.config.policy.settle > 0
  return `${doingWords(state, record, params, context)}${waits ? ' (it can be stopped for a short while before it starts)' : ''}`
}

export function rejectingWords(state: RunState, record: StepRecord): string {
  return REJECTING[onReject(state, record.step, record)]
}

/** Whether the run goes on when the decision is answered one way or the other: only then do later steps matter. */
export function goesOn(state: RunState, record: StepRecord): 'If approved' | 'If released' | null {
  if (state.config.actions[record.decision]?.afterwards === 'continue') return 'If approved'
  return onReject(state, record.step, record) === 'continue' ? 'If released' : null
}
