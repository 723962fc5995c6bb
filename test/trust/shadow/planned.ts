// One step of a plan.
import type { PlannedStep } from '../../../src/contracts/topology.ts'

export function planned(patch: Partial<PlannedStep> = {}): PlannedStep {
  return {
    ...{
      step: 'fraud_detection',
      agent: 'fraud_detection',
      version: '1.0.0',
      tier: 1,
      depends_on: [],
      timeout_ms: 1_000,
    },
    ...{ fallback: 'manual_review_queue', kind: 'local', url: null, runs: 'agent', team: 'default', actions: {} },
    ...patch,
  }
}
