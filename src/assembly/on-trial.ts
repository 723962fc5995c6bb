// Versions on trial, put together for one process: they think along beside those at work, and take over when a person lets them.
import type { Logger } from 'pino'
import type { Environment } from '../config.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import { newId } from '../contracts/ids.ts'
import { contentHash } from '../contracts/json.ts'
import type { RunConfig } from '../contracts/run.ts'
import type { Topology } from '../contracts/topology.ts'
import type { EngineParts } from '../engine/parts.ts'
import { createSweeper, type Sweeper } from '../engine/sweeper.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createModels } from '../models/models.ts'
import type { TrustBook } from '../trust/book.ts'
import { type AskVersion, createAskVersion } from '../trust/shadow/answer.ts'
import { type Beside, createBeside } from '../trust/shadow/beside.ts'
import { foldShadow } from '../trust/shadow/fold.ts'
import { plannedVersions, plansAtWork } from '../trust/shadow/live-versions.ts'
import { type VersionNews, versionNews } from '../trust/shadow/news.ts'
import type { Configuration } from './configuration.ts'

/** A call of a version on trial; nobody waits for it. */
const MODEL_MS = 20 * SECOND
/** Of the day's budget for models, what versions on trial may find spent and still ask: live work has the rest to itself. */
const SHARE = 0.5

/** How soon a version that was let in is at work in every process. */
const VERSIONS_MS = 2 * SECOND

export type OnTrial = Beside & {
  /** Says in the log what is new, and looks every two seconds from then on. */
  start(onError: (error: unknown) => void): Promise<void>
  stop(): Promise<void>
  /** Puts what has taken over to work, in runs that start from now on. Resolves with how many agents changed. */
  look(): Promise<number>
  liveVersion(agent: string): string | null
  /** The registry with the versions at work. */
  registry(): readonly AnyAgent[]
  news(): Promise<VersionNews[]>
}

export function createOnTrial(parts: {
  agents: readonly AnyAgent[]
  challengers: readonly AnyAgent[]
  configuration: Pick<Configuration, 'config' | 'topology'>
  /** What new runs start under; replaced here. */
  current: EngineParts['current']
  ledger: Pick<Ledger, 'shadow' | 'saveConfig'>
  book: Pick<TrustBook, 'now'>
  ask: AskVersion
  asksModel: boolean
  clock: Clock
  log: Logger
}): OnTrial {
  const { agents, challengers, configuration, current, ledger, book, ask, asksModel, clock, log } = parts
  const loaded = [...agents, ...challengers]
  const fixed = fixedIn(configuration.topology)
  const beside = createBeside({ challengers, shadow: ledger.shadow, ask, asksModel, clock, log })
  let seen = -1
  let sweeper: Sweeper | null = null
  let atWork = plannedVersions(configuration.config.plans)

  async function news(): Promise<VersionNews[]> {
    const { shadow } = ledger
    const [events, seenVersions, counts, trust] = await Promise.all([
      shadow.all(),
      shadow.versions(),
      shadow.beside(),
      book.now(),
    ])
    const tests = foldShadow(events)
    return versionNews({ atWork, challengers, seen: seenVersions, beside: counts, tests, book: trust, now: clock() })
  }

  async function look(): Promise<number> {
    const head = await ledger.shadow.head()
    if (head === seen) return 0
    const tests = foldShadow(await ledger.shadow.all())
    const plans = plansAtWork(configuration.config.plans, { tests, loaded, fixed })
    const now = plannedVersions(plans)
    const changed = [...now].filter(([agent, version]) => atWork.get(agent) !== version)
    if (changed.length > 0) {
      const config: RunConfig = { ...configuration.config, plans }
      const hash = contentHash(config)
      await ledger.saveConfig(hash, config)
      Object.assign(current, { hash, config })
      atWork = now
      log.info({ versions: Object.fromEntries(changed) }, 'a new version is at work')
    }
    seen = head
    return changed.length
  }

  return {
    ...beside,
    async start(onError) {
      await look()
      for (const { what, words, fix } of await news()) log[what === 'untested' ? 'warn' : 'info']({ fix }, words)
      sweeper = createSweeper({ sweep: look, upkeep: async () => undefined, onError, everyMs: VERSIONS_MS })
      sweeper.start()
    },
    async stop() {
      await sweeper?.stop()
      await beside.idle()
    },
    look,
    liveVersion: (agent) => atWork.get(agent) ?? null,
    registry: () =>
      agents.map(
        (agent) => loaded.find(({ name, version }) => name === agent.name && version === atWork.get(name)) ?? agent,
      ),
    news,
  }
}

/** Agents whose version a person has written into the topology. */
function fixedIn({ workflows }: Topology): ReadonlySet<string> {
  const steps = Object.values(workflows).flatMap(({ tier_1, tier_2, tier_3 }) => [...tier_1, ...tier_2, ...tier_3])
  return new Set(steps.filter(({ version }) => version !== undefined).map(({ agent }) => agent))
}

/** With a breaker of its own and half the budget: nothing a version on trial does keeps a live one from its model. */
export function askVersions(parts: {
  environment: Pick<Environment, 'ANTHROPIC_API_KEY' | 'ANTHROPIC_BASE_URL'>
  policy: Configuration['policy']
  ledger: Pick<Ledger, 'figures' | 'queries'>
  clock: Clock
  log: Logger
}): { ask: AskVersion; asksModel: boolean } {
  const { environment, policy, ledger, clock, log } = parts
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseURL } = environment
  if (!apiKey) return { ask: createAskVersion(null), asksModel: false }
  const models = createModels({
    apiKey,
    ...(baseURL ? { baseURL } : {}),
    clock,
    budget: {
      usdPerDay: () => (policy.budget.model_usd_per_day ?? 0) * SHARE,
      spentUsd: (day) => ledger.queries.spentUsd(Date.parse(`${day}T00:00:00Z`)),
    },
    // Its cost stands in no run's events.
    onSpend: ({ at, agent, model_version, cost_usd }) => {
      ledger.figures
        .noteCost({ id: newId(), at, agent, model: model_version, cost_usd })
        .catch((error: unknown) => log.error({ err: error }, 'what a version on trial cost could not be written down'))
    },
  })
  const model: Parameters<typeof createAskVersion>[0] = async ({ agent, input, feedback }) =>
    (await models.judge({ agent, input, feedback, runId: newId(), runVersion: 0, timeoutMs: MODEL_MS })).proposal
  return { ask: createAskVersion(model), asksModel: true }
}
