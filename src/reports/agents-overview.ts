// The registry as people see it: what each agent is for, what it may do, how right it was so far, and the load to expect.
import type { AnyAgent } from '../contracts/agent.ts'
import type { Level } from '../contracts/gate.ts'
import type { InForce } from '../contracts/settings.ts'
import type { AgentRecord } from '../ledger/ledger.ts'
import type { LoadForecast } from './load-forecast.ts'

export type AgentRow = {
  name: string
  version: string
  kind: 'agent' | 'automation'
  about: string
  trigger: string
  reads: string[]
  actions: { name: string; approval: string; level: Level }[]
  /** Approved as proposed; edited or rejected; expired ones are no evidence. */
  right: number
  wrong: number
  expired: number
  proposed: number
  fallbacks: number
  stopped: { by: string; at: number } | null
}

export type AgentsOverview = {
  agents: AgentRow[]
  forecast: LoadForecast | null
  stopped: { by: string; at: number } | null
}

export function agentsOverview(parts: {
  registry: readonly AnyAgent[]
  records: readonly AgentRecord[]
  stops: InForce['stops']
  levelOf(scope: { agent: string; version: string; action: string }): Level
  forecast: LoadForecast | null
}): AgentsOverview {
  const { registry, records, stops, levelOf, forecast } = parts
  return { agents: registry.map(rowOf), forecast, stopped: stops['all'] ?? null }

  function rowOf({ name, version, kind, about, trigger, reads, actions }: AnyAgent): AgentRow {
    const record = records.find((each) => each.agent === name && each.version === version)
    return {
      name,
      version,
      kind,
      about,
      trigger,
      reads: Object.keys(reads),
      actions: Object.entries(actions).map(([action, { approval }]) => ({
        name: action,
        approval,
        level: levelOf({ agent: name, version, action }),
      })),
      right: record?.approved ?? 0,
      wrong: (record?.edited ?? 0) + (record?.rejected ?? 0),
      expired: record?.expired ?? 0,
      proposed: record?.proposed ?? 0,
      fallbacks: record?.fallbacks ?? 0,
      stopped: stops[name] ?? null,
    }
  }
}
