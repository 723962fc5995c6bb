// Silence ends a question on the careful side: the order is held while it still can be, and left as it is where it cannot.
import { hasShipped } from './decide-signal.ts'
import type { ActionState, DecisionState, RunState } from './state.ts'

/** The parameters of the hold that stands in when nobody answered in time; the card and the executor know it by them. */
export const EXPIRED = { reason_code: 'no_answer_in_time' } as const

export type Instead = 'hold' | 'skipped' | 'nothing'

export function isStandIn({ action, params }: Pick<ActionState, 'action' | 'params'>): boolean {
  return action === 'hold' && params['reason_code'] === EXPIRED.reason_code
}

export function insteadOf(state: RunState, late: readonly DecisionState[]): Instead {
  if (late.every(({ step }) => state.steps[step]?.plan.fallback === 'skip')) return 'skipped'
  if (hasLeft(state)) return 'nothing'
  // What is done already is not mended by holding the order, unless just that was asked.
  const isRepair = (state.request?.about ?? null) !== null
  return isRepair && !late.some(({ record }) => record.decision === 'hold') ? 'nothing' : 'hold'
}

/** What follows a shipment runs by itself, after it. */
function hasLeft(state: RunState): boolean {
  return state.parent !== null || state.order?.fulfilment_status === 'fulfilled' || hasShipped(state)
}

export type Became = 'skipped' | 'nothing' | 'holding' | 'held' | 'not_held' | 'released'

/** What really came of a question nobody answered, as far as it is known. */
export function becameOf(state: RunState, { closed }: Pick<DecisionState, 'closed'>): Became {
  if (closed?.because === 'skipped' || closed?.because === 'nothing') return closed.because
  const hold = Object.values(state.actions).find(
    (action) => isStandIn(action) && action.scheduled_at >= (closed?.at ?? 0),
  )
  if (!hold) return 'held'
  switch (hold.status) {
    case 'scheduled':
    case 'started':
    case 'unknown':
      return 'holding'
    case 'failed':
    case 'stopped':
      return 'not_held'
    case 'undoing':
    case 'undone':
      return 'released'
    case 'succeeded':
      return 'held'
    default:
      return hold.status satisfies never
  }
}
