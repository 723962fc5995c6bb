// Compiles a topology into plans: every step with its complete dependencies. Says everything that is wrong, not only the first thing.
import type { PlannedStep, Topology, Workflow } from '../contracts/topology.ts'

/** What the plan needs to know of an agent; the registry's definitions have more. */
export type PlannableAgent = {
  name: string
  version: string
  kind: 'agent' | 'automation'
  actions: PlannedStep['actions']
}

export type PlanProblem = { path: (string | number)[]; message: string }

export function compilePlans(
  topology: Topology,
  registry: readonly PlannableAgent[],
  teamOf: (step: string) => string,
): { plans: Record<string, PlannedStep[]>; problems: PlanProblem[] } {
  const problems: PlanProblem[] = []
  const plans = Object.fromEntries(
    Object.entries(topology.workflows).map(([name, workflow]) => {
      const compiled = compileWorkflow(workflow, registry, teamOf)
      problems.push(...compiled.problems.map(({ path, message }) => ({ path: ['workflows', name, ...path], message })))
      return [name, compiled.steps]
    }),
  )
  return { plans, problems }
}

type TierKey = 'tier_1' | 'tier_2' | 'tier_3'
const TIERS = [
  ['tier_1', 1],
  ['tier_2', 2],
  ['tier_3', 3],
] as const satisfies readonly (readonly [TierKey, 1 | 2 | 3])[]

function compileWorkflow(
  workflow: Workflow,
  registry: readonly PlannableAgent[],
  teamOf: (step: string) => string,
): { steps: PlannedStep[]; problems: PlanProblem[] } {
  const problems: PlanProblem[] = []
  const steps: PlannedStep[] = []
  const names = (key: TierKey): string[] => workflow[key].map((step) => step.agent)
  for (const [key, tier] of TIERS) {
    workflow[key].forEach((step, index) => {
      const at = (field: string, message: string): number => problems.push({ path: [key, index, field], message })
      const agent = registry
        .filter(({ name }) => name === step.agent)
        .findLast(({ version }) => step.version === undefined || version === step.version)
      if (!agent) {
        at(
          'agent',
          `no agent "${step.agent}"${step.version ? ` in version ${step.version}` : ''} is registered; known: ${[...new Set(registry.map(({ name }) => name))].join(', ')}`,
        )
        return
      }
      if (steps.some((other) => other.step === step.agent))
        at('agent', `"${step.agent}" appears twice in this workflow`)
      const fallback = step.fallback ?? (tier === 1 ? undefined : 'manual_review_queue')
      if (fallback === undefined)
        at(
          'fallback',
          `tier 1 blocks the order: "${step.agent}" needs a fallback (manual_review_queue, backorder_flag, rules or skip)`,
        )
      if (step.kind === 'remote' && !step.url) at('url', `"${step.agent}" is remote and needs a url`)
      if (step.kind === 'local' && step.url) at('url', `"${step.agent}" has a url but is not kind: remote`)
      const earlier = [...steps.map((known) => known.step), ...(tier === 1 ? [] : names(key))]
      for (const name of step.depends_on) {
        if (name === step.agent || !earlier.includes(name))
          at('depends_on', `"${step.agent}" depends on "${name}", which is not an earlier step of this workflow`)
        else if (tier === 1) at('depends_on', 'tier 1 runs in parallel: a step in it cannot depend on another')
      }
      steps.push({
        step: step.agent,
        agent: agent.name,
        version: agent.version,
        tier,
        depends_on:
          tier === 1
            ? []
            : tier === 2
              ? [...new Set([...names('tier_1'), ...step.depends_on])]
              : step.depends_on.length > 0
                ? step.depends_on
                : names('tier_2'),
        timeout_ms: step.timeout_ms,
        fallback: fallback ?? 'manual_review_queue',
        kind: step.kind,
        url: step.url ?? null,
        runs: agent.kind,
        team: teamOf(step.agent),
        actions: agent.actions,
      })
    })
  }
  for (const cycle of cyclic(steps)) {
    const [key] = TIERS.find(([key]) => names(key).includes(cycle)) ?? TIERS[1]
    const path = [key, names(key).indexOf(cycle), 'depends_on']
    problems.push({ path, message: `"${cycle}" depends on itself through other steps` })
  }
  return { steps, problems }
}

function cyclic(steps: readonly PlannedStep[]): string[] {
  const byName = new Map(steps.map((step) => [step.step, step]))
  const reaches = (from: string, target: string, seen: Set<string>): boolean =>
    (byName.get(from)?.depends_on ?? []).some(
      (next) => next === target || (!seen.has(next) && reaches(next, target, seen.add(next))),
    )
  return steps.filter(({ step }) => reaches(step, step, new Set())).map(({ step }) => step)
}
