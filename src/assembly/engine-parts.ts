// Hands the engine what it works with, from the environment, the configuration and the adapters.
import type { Logger } from 'pino'
import { challengers as onTrial } from '../../agents/challengers.ts'
import { agents as ownAgents } from '../../agents/index.ts'
import type { Action } from '../actions/action.ts'
import { actions as allActions, withSettle } from '../actions/registry.ts'
import { staffedAfter } from '../calendar/staffed.ts'
import { createHttpShop } from '../channels/http-shop.ts'
import { normaliseDelivery } from '../channels/intake.ts'
import type { Shop } from '../channels/shop.ts'
import type { Environment } from '../config.ts'
import { type AnyAgent, agentKey } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import { hoursOf } from '../contracts/hours.ts'
import { newId } from '../contracts/ids.ts'
import { type InForce, Settings, settingsInForce } from '../contracts/settings.ts'
import type { EngineParts } from '../engine/parts.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createModels, type Models, type Spend } from '../models/models.ts'
import { callRemoteAgent } from '../models/remote-agent.ts'
import type { Adapters } from './adapters.ts'
import type { Configuration } from './configuration.ts'

export type EnginePartsOptions = {
  environment: Pick<
    Environment,
    'ANTHROPIC_API_KEY' | 'ANTHROPIC_BASE_URL' | 'SHOP_URL' | 'SHOP_SECRET' | 'REMOTE_AGENT_SECRET'
  >
  configuration: Configuration
  adapters: Pick<Adapters, 'jobs' | 'entityState' | 'db'>
  ledger: Ledger
  drawSecret: string
  isActive(userId: string): Promise<boolean>
  /** Without it nobody is known to be in any user group. */
  groupMembers?: EngineParts['groupMembers']
  outages: EngineParts['outages']
  levelOf: EngineParts['levelOf']
  earnedBy?: EngineParts['earnedBy']
  overhear?: EngineParts['overhear']
  /** Versions on trial: loaded, and in no plan until one of them takes over. */
  challengers?: readonly AnyAgent[]
  /** The product's own where they are not given. */
  agents?: readonly AnyAgent[]
  actions?: Readonly<Record<string, Action>>
  /** Made here when not given. */
  models?: Models | null
  clock: Clock
  log: Logger
}

export function createEngineParts({
  environment,
  configuration,
  adapters,
  ledger,
  drawSecret,
  isActive,
  groupMembers = async () => ({}),
  outages,
  levelOf,
  earnedBy,
  overhear,
  challengers = onTrial,
  agents = ownAgents,
  actions = allActions,
  clock,
  log,
  models = modelsOf({ environment, configuration, ledger, clock, log }),
}: EnginePartsOptions): EngineParts {
  const { policy, config, hash, topology } = configuration
  const shop = shopOf(environment, clock)
  return {
    ledger,
    parallelRuns: adapters.db.kind === 'pglite' ? PARALLEL.embedded : PARALLEL.server,
    drawSecret,
    isActive,
    groupMembers,
    clock,
    log,
    jobs: adapters.jobs,
    entityState: adapters.entityState,
    shopOf: () => shop,
    agents: new Map([...challengers, ...agents].map((agent) => [agentKey(agent), agent])),
    actions: withSettle(actions, policy.settle),
    model: models && ((call) => models.judge(call)),
    remote({ agent, input, feedback, runId, timeoutMs, signal, url }) {
      const secret = environment.REMOTE_AGENT_SECRET
      if (!secret)
        throw new AppError('agent.no_secret', 'REMOTE_AGENT_SECRET is not set, so nothing elsewhere is asked')
      return callRemoteAgent({ url, secret, agent, input, feedback, runId, timeoutMs, signal, clock })
    },
    current: { hash, config, workflows: topology.workflows },
    inForce: createInForce({ ledger, configuration, clock }),
    levelOf,
    ...(earnedBy ? { earnedBy } : {}),
    ...(overhear ? { overhear } : {}),
    paceLimits: policy.evidence,
    outages,
    staffedAfter: (team, from, ms) => staffedAfter(hoursOf(policy.hours, team), from, ms),
    normalise: normaliseDelivery,
  }
}

/** The embedded record works on our own thread, so runs compete with it; a server's commits are grouped, so many in flight are cheap. */
const PARALLEL = { embedded: 12, server: 64 } as const

/** How old the settings may be when they are used: a stop button works everywhere within a second. */
const SETTINGS_AGE_MS = 500

/** The settings in force, read from the record at most twice a second; callers of the same moment share one read. */
export function createInForce({
  ledger,
  configuration,
  clock,
}: {
  ledger: Pick<Ledger, 'settings'>
  configuration: Pick<Configuration, 'policy'>
  clock: Clock
}): () => Promise<InForce> {
  let known: { at: number; value: Promise<InForce> } | null = null
  return () => {
    const now = clock()
    if (known && now - known.at < SETTINGS_AGE_MS && now >= known.at) return known.value
    const value = ledger.settings.get().then((stored) => settingsInForce(Settings.parse(stored), configuration.policy))
    known = { at: now, value }
    value.catch(() => {
      known = null
    })
    return value
  }
}

function shopOf({ SHOP_URL, SHOP_SECRET }: EnginePartsOptions['environment'], clock: Clock): Shop | null {
  if (!SHOP_URL) return null
  if (!SHOP_SECRET)
    throw new AppError('config.shop', 'SHOP_URL is set without SHOP_SECRET: calls to the shop are signed. Set both.')
  return createHttpShop({ url: SHOP_URL, secret: SHOP_SECRET, clock })
}

/** Null without a key: the rules decide. */
export function modelsOf({
  environment,
  configuration,
  ledger,
  clock,
  log,
}: Pick<EnginePartsOptions, 'environment' | 'configuration' | 'ledger' | 'clock' | 'log'>): Models | null {
  const { ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL } = environment
  if (!ANTHROPIC_API_KEY) return null
  /** A run's own cost is in its events; what belongs to no run is written down by itself, for the budget of every process. */
  const note = async ({ run_id, at, agent, model_version, cost_usd }: Spend): Promise<void> => {
    if (run_id !== null) return
    await ledger.figures.noteCost({ id: newId(), at, agent, model: model_version, cost_usd })
  }
  return createModels({
    apiKey: ANTHROPIC_API_KEY,
    ...(ANTHROPIC_BASE_URL ? { baseURL: ANTHROPIC_BASE_URL } : {}),
    clock,
    budget: {
      usdPerDay: () => configuration.policy.budget.model_usd_per_day,
      spentUsd: (day) => ledger.queries.spentUsd(Date.parse(`${day}T00:00:00Z`)),
    },
    onSpend(spend) {
      log.info({ ...spend }, 'a model was paid')
      note(spend).catch((error: unknown) => log.error({ err: error }, 'what a question cost could not be written down'))
    },
  })
}
