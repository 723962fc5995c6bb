// `/agents` from the record: how right everybody was in the last month, and the load of the last days.
import type { AnyAgent } from '../contracts/agent.ts'
import { type Clock, DAY } from '../contracts/clock.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import type { LedgerQueries } from '../ledger/ledger.ts'
import { type AgentsOverview, agentsOverview } from '../reports/agents-overview.ts'
import { loadForecast } from '../reports/load-forecast.ts'
import { scopeKey } from '../trust/grants.ts'
import type { People } from './people.ts'

const REMEMBERED_MS = 90 * DAY

export function createOverview(parts: {
  /** The versions at work now. */
  registry(): readonly AnyAgent[]
  queries: Pick<LedgerQueries, 'agentRecords' | 'dailyLoad'>
  people: Pick<People, 'inForce'>
  /** The most an agent may do with an action, anywhere. */
  levelOf(scope: Scope): Level | Promise<Level>
  clock: Clock
}): () => Promise<AgentsOverview> {
  const { queries, people, levelOf, clock } = parts
  return async () => {
    const registry = parts.registry()
    const now = clock()
    const [records, day, week, { stops }] = await Promise.all([
      queries.agentRecords(now - REMEMBERED_MS),
      queries.dailyLoad(now - DAY),
      queries.dailyLoad(now - 7 * DAY),
      people.inForce(),
    ])
    const scopes = registry.flatMap(({ name, version, actions }) =>
      Object.keys(actions).map((action) => ({ agent: name, version, action, segment: 'any' })),
    )
    const levels = new Map(
      await Promise.all(scopes.map(async (scope) => [scopeKey(scope), await levelOf(scope)] as const)),
    )
    return agentsOverview({
      registry,
      records,
      stops,
      levelOf: (scope) => levels.get(scopeKey({ ...scope, segment: 'any' })) ?? 'L1',
      forecast: loadForecast({ lastDay: day.asked, lastWeek: week.asked }),
    })
  }
}
