// The composition root: puts the parts of one process together. Importing it does nothing; `start` does.
import type { Logger } from 'pino'
import { challengers as versionsOnTrial } from '../agents/challengers.ts'
import { agents as ownAgents } from '../agents/index.ts'
import type { Action } from './actions/action.ts'
import { type Adapters, newDrawSecret } from './assembly/adapters.ts'
import { createLooking } from './assembly/checks.ts'
import type { Configuration } from './assembly/configuration.ts'
import { createEngineParts, modelsOf } from './assembly/engine-parts.ts'
import { createTrustKeeper } from './assembly/keeper.ts'
import { askVersions, createOnTrial } from './assembly/on-trial.ts'
import { slackConnection } from './assembly/slack-connection.ts'
import type { Environment } from './config.ts'
import type { AnyAgent } from './contracts/agent.ts'
import { AppError } from './contracts/app-error.ts'
import { type Clock, SECOND, systemClock } from './contracts/clock.ts'
import { newId } from './contracts/ids.ts'
import { createEngine } from './engine/create-engine.ts'
import type { Engine } from './engine/engine.ts'
import { createSweeper } from './engine/sweeper.ts'
import { createLedger } from './ledger/create-ledger.ts'
import type { Ledger } from './ledger/ledger.ts'
import { expectedTimes } from './reports/expected-time.ts'
import { createBoltLogger } from './slack/bolt-logger.ts'
import { createClients } from './slack/clients.ts'
import { createPeople } from './slack/people.ts'
import { createReaching } from './slack/reach/reaching.ts'
import { createSlack } from './slack/slack.ts'
import { createTrustBook } from './trust/book.ts'
import { createEarnedBy } from './trust/earned-by.ts'
import { highestLevel } from './trust/grants.ts'
import { createMetrics } from './web/metrics.ts'
import { recordGauges } from './web/record-gauges.ts'
import { createWeb, type Web } from './web/web.ts'

export type AppOptions = {
  environment: Environment
  configuration: Configuration
  adapters: Adapters
  clock: Clock
  log: Logger
  /** Decides which usual proposals are asked; kept in the record when not given. */
  drawSecret?: string
  /** Versions on trial, beside those at work; those of agents/challengers.ts when not given. */
  challengers?: readonly AnyAgent[]
  /** How much faster than Slack's own limits the Slack at SLACK_API_URL allows; 1 for Slack. */
  slackRate?: number
  /** In place of the product's own. */
  agents?: readonly AnyAgent[]
  actions?: Readonly<Record<string, Action>>
  /** Slack was away at the start and now refuses a token: the same as at the start, only later. */
  onRefused?(error: Error): void
}

export type App = {
  engine: Engine
  ledger: Ledger
  start(): Promise<{ url: string | null }>
  /** An injected clock was set forward: whatever waits for a time looks at once. */
  lookNow(): Promise<void>
  stop(): Promise<void>
}

/** Parallel handlers per queue; each handler takes up to 64 ids. */
const CONCURRENCY = { intake: 2, advance: 4, cards: 1 } as const
const GRACE_MS = 8 * SECOND
/** How soon autonomy is taken back after the record shows that it slipped. */
const KEEPER_MS = 2 * SECOND
/** How soon what was drawn for a look is put to somebody. */
const CHECKS_MS = 5 * SECOND

export async function createApp({
  environment,
  configuration,
  adapters,
  clock,
  log,
  drawSecret,
  challengers = versionsOnTrial,
  slackRate = 1,
  agents = ownAgents,
  actions,
  onRefused = () => undefined,
}: AppOptions): Promise<App> {
  const { jobs, bus, isAlone } = adapters
  const roles = new Set(environment.ROLES)
  const onError = (where: string) => (error: unknown) =>
    log.error({ err: error, where }, 'something went wrong in the background')
  const ledger = await createLedger({
    db: adapters.db,
    newId,
    clock,
    onError: onError('record'),
    teamOf: (step) => configuration.policy.owners[step] ?? 'default',
    onCommit: async (events) => {
      await bus.publish(events)
    },
  })
  await ledger.saveConfig(configuration.hash, configuration.config)
  const connection = roles.has('slack') ? slackConnection(environment) : null
  const reaching = createReaching({ settings: ledger.settings, clock, log })
  const clients = connection && createClients({ ...connection, fetch: reaching.reach.fetch }, createBoltLogger(log))
  const people =
    clients &&
    createPeople({ client: clients.interactive, settings: ledger.settings, policy: configuration.policy, clock })
  const pulse = roles.has('worker') ? systemClock : null
  const book = createTrustBook({ trust: ledger.trust, rates: configuration.policy.rates, clock, pulse })
  const models = modelsOf({ environment, configuration, ledger, clock, log })
  const parts = createEngineParts({
    models,
    environment,
    configuration,
    adapters,
    ledger,
    clock,
    log,
    drawSecret: drawSecret ?? (await keptDrawSecret(ledger, clock)),
    agents,
    ...(actions ? { actions } : {}),
    isActive: async (userId) => {
      if (!people)
        throw new AppError('slack.off', 'this process does not speak to Slack, so it cannot know who is active')
      return people.isActive(userId)
    },
    ...(people ? { groupMembers: people.groupMembers } : {}),
    outages: reaching.outages.recent,
    levelOf: book.levelOf,
    earnedBy: createEarnedBy({ trust: ledger.trust, book, policy: configuration.policy, clock }),
    challengers,
    overhear: (judged) => onTrial.overhear(judged),
  })
  const onTrial = createOnTrial({
    ...{ agents, challengers, configuration, ledger, book, clock, log, current: parts.current },
    ...askVersions({ environment, policy: configuration.policy, ledger, clock, log }),
  })
  const engine = createEngine(parts)
  const slack =
    connection && clients && people
      ? createSlack({
          ...{ connection, clients, people, engine, ledger, reaching, clock, log, newId, slackRate, onRefused },
          policy: configuration.policy,
          registry: agents,
          actions: parts.actions,
          workflows: configuration.topology.workflows,
          expected: expectedTimes(configuration.config.plans),
          hasModel: models !== null,
          ask: models?.ask ?? null,
          onTrial: { challengers, registry: onTrial.registry, liveVersion: onTrial.liveVersion },
          levelOf: async (scope) => highestLevel(await book.now(), scope, clock()),
        })
      : null
  const web: Web | null = roles.has('web')
    ? createWeb({
        port: environment.PORT,
        host: environment.HOST,
        ledger,
        clock,
        log,
        onStored: (keys) => jobs.hint('intake', keys),
        secrets: { shopify: environment.SHOPIFY_WEBHOOK_SECRET, events: environment.EVENTS_WEBHOOK_SECRET },
        metrics: recordGauges(createMetrics(), ledger),
        recordAlive: () => ledger.queries.countOpen(),
        routes: slack?.requestListener ? { '/slack/events': slack.requestListener } : {},
      })
    : null
  const sweeper = createSweeper({
    sweep: () => engine.sweep(),
    upkeep: () => ledger.ensurePartitions(clock()),
    onError: onError('sweeper'),
  })

  const keeper = createSweeper({
    sweep: createTrustKeeper({ ledger, book, configuration, actions: parts.actions, clock, log }).look,
    upkeep: async () => undefined,
    onError: onError('trust'),
    everyMs: KEEPER_MS,
  })

  const looking = createSweeper({
    sweep: createLooking({ ledger, engine, configuration, engineParts: parts, clock, log }).look,
    upkeep: async () => undefined,
    onError: onError('checks'),
    everyMs: CHECKS_MS,
  })

  return {
    engine,
    ledger,
    async start() {
      // Alone on the record, whoever held a lease is gone.
      if (isAlone) await ledger.releaseAll()
      await onTrial.start(onError('versions'))
      if (roles.has('worker')) {
        jobs.work('intake', (keys) => engine.intake(keys), {
          concurrency: CONCURRENCY.intake,
          onError: onError('intake'),
        })
        jobs.work('advance', (ids) => engine.advance(ids), {
          concurrency: CONCURRENCY.advance,
          onError: onError('advance'),
        })
      }
      if (slack) {
        const { wake } = slack
        jobs.work('cards', async () => wake(), { concurrency: CONCURRENCY.cards, onError: onError('cards') })
      }
      const listening = web ? await web.listen() : null
      await slack?.start()
      if (roles.has('worker')) {
        sweeper.start()
        keeper.start()
        looking.start()
      }
      log.info(
        { url: listening?.url, roles: [...roles], record: adapters.db.kind, motion: isAlone ? 'in process' : 'redis' },
        slack && !slack.isJoined() ? 'Countersign is running; Slack is not reached yet' : 'Countersign is running',
      )
      return { url: listening?.url ?? null }
    },
    async lookNow() {
      for (const { soon } of [sweeper, keeper, looking]) await soon()
      await slack?.lookNow()
    },
    async stop() {
      await web?.close(GRACE_MS)
      await sweeper.stop()
      await keeper.stop()
      await looking.stop()
      await slack?.stop()
      await jobs.close(GRACE_MS)
      await onTrial.stop()
      await adapters.entityState.close()
      await bus.close()
      await ledger.close()
    },
  }
}

/** The installation's secret of the draw: the first one put counts, so that processes that start together agree. */
export async function keptDrawSecret({ settings }: Pick<Ledger, 'settings'>, clock: Clock): Promise<string> {
  const { secret } = await settings.putFirst('draw', { secret: newDrawSecret() }, 'countersign', clock())
  if (typeof secret !== 'string') throw new AppError('record.draw', 'the record holds a draw without its secret')
  return secret
}
