// After every input: what follows by itself from where the run now stands - children, undoing, the end.
import type { EventBody } from '../contracts/event.ts'
import { childRunId } from '../contracts/ids.ts'
import { openDecisions, type RunState } from './state.ts'

const BUSY = new Set(['scheduled', 'started', 'unknown', 'undoing'])

export function conclude(state: RunState): EventBody[] {
  if (state.phase !== 'open') return []
  if (state.check) return isOver(state) ? [{ type: 'run.completed', outcome: 'check' }] : []
  const steps = Object.values(state.steps)
  const actions = Object.values(state.actions)
  if (openDecisions(state).length > 0 || actions.some((action) => BUSY.has(action.status))) return []

  const ending = steps.find((step) => step.status === 'stopped')
  if (ending) {
    const last = actions.findLast((action) => action.step === ending.plan.step && action.status === 'succeeded')
    const spec = state.config.actions[last?.action ?? ending.record?.decision ?? '']
    const undoable =
      spec?.afterwards === 'unwind'
        ? actions.filter(
            (action) =>
              action.status === 'succeeded' &&
              action.action_id !== last?.action_id &&
              (state.config.actions[action.action]?.undo_ms ?? 0) > 0,
          )
        : []
    if (undoable.length > 0)
      return undoable.map((action) => ({
        type: 'action.undo_requested',
        action_id: action.action_id,
        by: spec?.name ?? 'unwind',
      }))
    return [{ type: 'run.completed', outcome: spec?.name ?? 'stopped' }]
  }
  if (steps.some((step) => step.status === 'manual')) return [{ type: 'run.completed', outcome: 'manual' }]
  if (!steps.every((step) => step.status === 'clear' || step.status === 'skipped')) return []
  const children = Object.values(state.children).filter((child) => child.run_id === null)
  return [
    ...children.map(
      ({ plan }): EventBody => ({ type: 'child.started', step: plan.step, child: childRunId(state.run_id, plan.step) }),
    ),
    { type: 'run.completed', outcome: state.parent ? state.parent.step : 'done' },
  ]
}

/** A check is over with its one question, however that was closed: nothing follows from it. */
function isOver(state: RunState): boolean {
  if (state.checked) return true
  const asked = Object.values(state.decisions).filter(({ step }) => step === state.check?.of.step)
  if (asked.length > 0) return asked.every(({ status }) => status !== 'open')
  const steps = Object.values(state.steps)
  return state.audit === null && steps.every(({ status }) => status === 'clear' || status === 'skipped')
}
