// What a rejection means for the run: as the agent declared it, and for a fallback question by the step's tier.
import type { OnReject } from '../contracts/action.ts'
import type { RunState, StepRecord } from './state.ts'

export function onReject(state: RunState, step: string, record: Pick<StepRecord, 'decision' | 'fallback'>): OnReject {
  const plan = state.steps[step]?.plan
  // A check that gave no answer may be waved through by a person; a step that later ones build on cannot be.
  if (record.fallback && record.fallback.used !== 'rules') return plan?.tier === 1 ? 'continue' : 'manual'
  return plan?.actions[record.decision]?.on_reject ?? 'manual'
}
