// Topology and policy as the app runs them: files checked against the agents and actions there are, compiled into one RunConfig.
import type { Action } from '../actions/action.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import { contentHash } from '../contracts/json.ts'
import { Policy, RunPolicy } from '../contracts/policy.ts'
import type { RunConfig } from '../contracts/run.ts'
import { Topology } from '../contracts/topology.ts'
import { compilePlans } from '../workflow/plan.ts'
import { type FileProblem, problemsError, readConfigFile } from './config-file.ts'

export type Configuration = { policy: Policy; topology: Topology; config: RunConfig; hash: string }

export type ConfigurationSource = {
  folder: string
  agents: readonly AnyAgent[]
  actions: Readonly<Record<string, Action>>
}

/** Throws `config.files` with every problem listed, file and line. */
export function readConfiguration(source: ConfigurationSource): Configuration {
  const { configuration, problems } = checkConfiguration(source)
  if (!configuration) throw problemsError(problems)
  return configuration
}

export function checkConfiguration({ folder, agents, actions }: ConfigurationSource): {
  configuration: Configuration | null
  problems: FileProblem[]
} {
  const topology = readConfigFile(folder, 'topology.yml', Topology)
  const policy = readConfigFile(folder, 'policy.yml', Policy)
  const problems = [...topology.problems, ...policy.problems]
  if (!topology.value) return { configuration: null, problems }
  const owners = policy.value?.owners ?? {}
  const registry = agents.map(({ name, version, kind, actions: declared }) => ({
    name,
    version,
    kind,
    actions: Object.fromEntries(
      Object.entries(declared).map(([action, { approval, on_reject, editable }]) => [
        action,
        { approval, on_reject, editable: [...editable] },
      ]),
    ),
  }))
  const compiled = compilePlans(topology.value, registry, (step) => owners[step] ?? 'default')
  problems.push(
    ...compiled.problems.map(({ path, message }) => ({
      file: `${folder}/topology.yml`,
      line: topology.lineOf(path),
      message,
    })),
  )
  const steps = new Set(Object.values(compiled.plans).flatMap((plan) => plan.map(({ step }) => step)))
  for (const [section, named] of [
    ['owners', Object.keys(owners)],
    ['deadlines.by_step', Object.keys(policy.value?.deadlines.by_step ?? {})],
  ] as const) {
    for (const step of named.filter((name) => !steps.has(name)))
      problems.push({
        file: `${folder}/policy.yml`,
        line: policy.lineOf([...section.split('.'), step]),
        message: `${section}: no workflow has a step "${step}"`,
      })
  }
  const inPolicy = (path: (string | number)[], message: string): void => {
    problems.push({ file: `${folder}/policy.yml`, line: policy.lineOf(path), message })
  }
  for (const [index, { action }] of (policy.value?.limits ?? []).entries())
    if (action !== undefined && !Object.hasOwn(actions, action))
      inPolicy(
        ['limits', index, 'action'],
        `limits: there is no action "${action}"; known: ${Object.keys(actions).join(', ')}`,
      )
  const teams = new Set(['default', ...Object.values(owners), ...Object.keys(policy.value?.channels.teams ?? {})])
  for (const team of Object.keys(policy.value?.on_call ?? {}))
    if (!teams.has(team))
      inPolicy(['on_call', team], `on_call: there is no team "${team}"; known: ${[...teams].join(', ')}`)
  if (!policy.value || problems.length > 0) return { configuration: null, problems }
  const config: RunConfig = {
    plans: compiled.plans,
    policy: RunPolicy.parse(policy.value),
    actions: Object.fromEntries(Object.entries(actions).map(([name, { spec }]) => [name, spec])),
  }
  return {
    configuration: { policy: policy.value, topology: topology.value, config, hash: contentHash(config) },
    problems: [],
  }
}
