// The id of a step's next decision: a pure function of the run, the step and how many it had, so a repeated decide repeats it.
import { childRunId } from '../contracts/ids.ts'
import type { RunState } from './state.ts'

export function nextDecisionId(state: RunState, step: string): string {
  return childRunId(state.run_id, `${step}#${(state.steps[step]?.serial ?? 0) + 1}`)
}
