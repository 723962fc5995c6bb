// How long a workflow may take while nobody is waited for: the time limits of its steps, those of tier 1 at once, the rest in turn.
import type { PlannedStep } from '../contracts/topology.ts'

/** Milliseconds by workflow. Tier 3 has runs of its own. */
export function expectedTimes(plans: Readonly<Record<string, readonly PlannedStep[]>>): Record<string, number> {
  return Object.fromEntries(Object.entries(plans).map(([name, steps]) => [name, expectedTime(steps)]))
}

function expectedTime(steps: readonly PlannedStep[]): number {
  const limits = (tier: PlannedStep['tier']): number[] =>
    steps.filter((step) => step.tier === tier).map(({ timeout_ms }) => timeout_ms)
  return Math.max(0, ...limits(1)) + limits(2).reduce((sum, ms) => sum + ms, 0)
}
