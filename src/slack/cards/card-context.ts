// What the words on a card depend on besides the run itself.
import type { Action } from '../../actions/action.ts'
import { type AnyAgent, agentKey } from '../../contracts/agent.ts'
import type { InForce } from '../../contracts/settings.ts'

export type CardContext = {
  actions: Readonly<Record<string, Pick<Action, 'describe' | 'params'>>>
  /** Agents by `name@version`. */
  agents: ReadonlyMap<string, AnyAgent>
  /** Whether a model may be called at all: without a key the rules decide, and the card says so. */
  hasModel: boolean
  /** Stop buttons that are pressed; where nobody asks for them, cards show none. */
  stops?: InForce['stops']
  /** Who has been looking at its question for a while; nobody where it is not asked for. */
  looker?: string | null
  now: number
}

export function agentsByKey(registry: readonly AnyAgent[]): ReadonlyMap<string, AnyAgent> {
  return new Map(registry.map((agent) => [agentKey(agent), agent]))
}
