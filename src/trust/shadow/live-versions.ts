// Which version of each agent is at work: the one in the plan, unless another has passed its test and taken over. Pure.
import type { AnyAgent } from '../../contracts/agent.ts'
import type { RunConfig } from '../../contracts/run.ts'
import type { PlannedStep } from '../../contracts/topology.ts'
import type { ShadowTest } from './fold.ts'

export type Plans = RunConfig['plans']

/** Versions by agent as the plans name them. */
export function plannedVersions(plans: Plans): Map<string, string> {
  return new Map(
    Object.values(plans)
      .flat()
      .filter(({ runs }) => runs === 'agent')
      .map(({ agent, version }) => [agent, version]),
  )
}

/**
 * The plans with every step at the version that took over last, one after the other. Only a version that is loaded can be at work, and
 * never where the topology names a version: that is a person's own word.
 */
export function plansAtWork(
  plans: Plans,
  about: { tests: readonly ShadowTest[]; loaded: readonly AnyAgent[]; fixed: ReadonlySet<string> },
): Plans {
  return Object.fromEntries(
    Object.entries(plans).map(([name, steps]) => [name, steps.map((step) => stepAtWork(step, about))] as const),
  )
}

function stepAtWork(step: PlannedStep, { tests, loaded, fixed }: Parameters<typeof plansAtWork>[1]): PlannedStep {
  if (fixed.has(step.agent) || step.kind === 'remote') return step
  let now = step
  for (const { took_over } of tests) {
    if (took_over?.agent !== now.agent || took_over.from_version !== now.version) continue
    const agent = loaded.find(({ name, version }) => name === took_over.agent && version === took_over.version)
    if (!agent) break
    now = { ...now, version: agent.version, actions: actionsOf(agent) }
  }
  return now
}

function actionsOf({ actions }: AnyAgent): PlannedStep['actions'] {
  return Object.fromEntries(
    Object.entries(actions).map(([action, { approval, on_reject, editable }]) => [
      action,
      { approval, on_reject, editable: [...editable] },
    ]),
  )
}
