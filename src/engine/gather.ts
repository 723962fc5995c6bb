// Hands an agent exactly what its `reads` declare: the order, earlier decisions, and facts no older than it allows.

import type { AnyAgent } from '../contracts/agent.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import type { ObservedFact, ObservedFactName, RequestSoFar } from '../contracts/fact.ts'
import type { Json, JsonObject } from '../contracts/json.ts'
import { earlierDecisions } from '../workflow/ahead.ts'
import { refusedIn } from '../workflow/refusals.ts'
import type { RunState } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'

export type Gathered =
  | { status: 'ready'; input: JsonObject; facts: JsonObject; stale: string[] }
  /** The feed is so old (or silent) that new work is held until it is back. */
  | { status: 'hold'; facts: string[]; because: string }

export type Gather = (agent: AnyAgent, state: RunState) => Promise<Gathered>

/** After a feed was found dead, how long others take its word for it instead of asking again. */
const BREAKER_MS = 5 * SECOND

export function createGather(parts: Pick<EngineParts, 'entityState' | 'shopOf' | 'clock' | 'log'>): Gather {
  const dead = new Map<string, { until: number; because: string }>()

  /** Shared context is a convenience: without it the shop is simply asked. */
  const forgetful = (error: unknown): Record<string, ObservedFact> => {
    parts.log.warn({ err: error }, 'the shared state of an order cannot be reached')
    return {}
  }
  const remembered = (entityId: string, name: ObservedFactName): Promise<Record<string, ObservedFact>> =>
    parts.entityState.read(entityId, [name]).catch(forgetful)

  async function read(name: ObservedFactName, maxAge: number, state: RunState): Promise<ObservedFact> {
    const given = state.given[name]
    if (given) return given
    const held = (await remembered(state.entity_id, name))[name]
    if (held && parts.clock() - held.observed_at <= maxAge) return held
    const shop = parts.shopOf(state.entity_id)
    if (!shop) throw new AppError('shop.none', `no shop is connected: ${words(name)} cannot be read`)
    if (!state.order) throw new AppError('order.erased', 'the order was erased from the record')
    const fact = await shop.fact(name, state.order)
    await parts.entityState.write(state.entity_id, { [name]: fact }).catch(forgetful)
    return fact
  }

  return async (agent, state) => {
    const input: Record<string, Json> = {}
    const facts: Record<string, Json> = {}
    const stale: string[] = []
    for (const [name, { max_age_ms }] of Object.entries(agent.reads) as [
      keyof typeof agent.reads & string,
      { max_age_ms: number },
    ][]) {
      if (name === 'order') input.order = state.order as Json
      else if (name === 'decisions') input.decisions = earlierDecisions(state) as Json
      else if (name === 'request') input.request = requestOf(state) as Json
      else {
        const { freshness } = state.config.policy
        const mayWait = waitedFor(state, parts.clock()) < freshness.ask_after_waiting
        const feed = dead.get(name)
        if (feed && feed.until > parts.clock() && mayWait && !state.given[name])
          return { status: 'hold', facts: [name], because: feed.because }
        const fact = await read(name, max_age_ms, state).catch((error: unknown): { silent: string } => {
          if (error instanceof AppError && (error.code === 'shop.unreachable' || error.code === 'shop.timeout'))
            return { silent: reasonOf(error) }
          throw error
        })
        const age = 'silent' in fact ? Number.POSITIVE_INFINITY : parts.clock() - fact.observed_at
        const isGiven = state.given[name] !== undefined
        if (!isGiven && age > Math.max(freshness.hold_runs_after, max_age_ms)) {
          const because =
            'silent' in fact
              ? `the ${words(name)} feed does not answer`
              : `the ${words(name)} feed has said nothing new for ${span(age)}`
          if (mayWait) {
            dead.set(name, { until: parts.clock() + BREAKER_MS, because })
            return { status: 'hold', facts: [name], because }
          }
          if ('silent' in fact) throw new AppError('fact.silent', because)
        }
        if ('silent' in fact) throw new AppError('fact.silent', `the ${words(name)} feed does not answer`)
        if (!isGiven && age > max_age_ms)
          stale.push(`The ${words(name)} figures are ${span(age)} old, limit ${span(max_age_ms)}`)
        input[name] = fact.value
        facts[name] = { value: fact.value, observed_at: fact.observed_at }
      }
    }
    return { status: 'ready', input, facts, stale }
  }
}

function waitedFor(state: RunState, now: number): number {
  return state.waiting_since === null ? 0 : now - state.waiting_since
}

function words(name: string): string {
  return name.replaceAll('_', ' ')
}

function span(ms: number): string {
  const seconds = Math.round(ms / SECOND)
  return seconds < 120
    ? `${seconds} s`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`
}

/** With what the shop refused of it since. */
function requestOf(state: RunState): RequestSoFar | null {
  const refused = [...new Set(refusedIn(state).map(({ action }) => action))]
  return state.request && refused.length > 0 ? { ...state.request, refused } : state.request
}
