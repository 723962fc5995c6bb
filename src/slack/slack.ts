// The face of the system, put together: people click, listeners answer, the outbox keeps every card true.
import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import type { Action } from '../actions/action.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import type { NewId } from '../contracts/ids.ts'
import type { Policy } from '../contracts/policy.ts'
import type { Engine } from '../engine/engine.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Models } from '../models/models.ts'
import { createBoltApp } from './bolt-app.ts'
import type { Clients, SlackConnection } from './clients.ts'
import { createSurface } from './create-surface.ts'
import type { Workflows } from './first-minutes/setup-state.ts'
import { type Identity, identify } from './identity.ts'
import { createJoining } from './joining.ts'
import { registerListeners } from './listeners/register.ts'
import type { Outbox } from './outbox.ts'
import type { People } from './people.ts'
import type { Reaching } from './reach/reaching.ts'
import { respond } from './respond.ts'

export type SlackParts = {
  connection: SlackConnection
  clients: Clients
  people: People
  engine: Engine
  ledger: Ledger
  policy: Pick<Policy, 'rates' | 'hours' | 'owners' | 'channels'> &
    Partial<Pick<Policy, 'backlog' | 'budget' | 'freshness' | 'autonomy' | 'digest'>>
  registry: readonly AnyAgent[]
  actions: Readonly<Record<string, Action>>
  workflows: Workflows
  /** Milliseconds each workflow may take by itself; none is known where it is not given. */
  expected?: Readonly<Record<string, number>>
  hasModel: boolean
  /** Asks a model what somebody means; null or absent without a key. */
  ask?: Models['ask'] | null
  levelOf(scope: Scope): Level | Promise<Level>
  /** Versions on trial, and those at work; none are on trial where it is not given. */
  onTrial?: {
    challengers: readonly AnyAgent[]
    registry(): readonly AnyAgent[]
    liveVersion(agent: string): string | null
  }
  /** 1 for Slack itself; a local workspace may allow more. */
  slackRate: number
  /** Watches whether Slack can be reached, and keeps the times in which it could not. */
  reaching?: Reaching
  /** Started while Slack was away, and refused once it was back: only a person can mend that. */
  onRefused?(error: Error): void
  clock: Clock
  newId: NewId
  log: Logger
}

export type Slack = {
  /** Connects, or goes on trying while Slack cannot be reached. Rejects with an AppError when Slack refuses a token. */
  start(): Promise<void>
  /** False from the start until the first connection. */
  isJoined(): boolean
  /** Finishes what is under way, then disconnects. */
  stop(): Promise<void>
  /** Cards may have changed: look soon. */
  wake(): void
  /** The clock was set forward. */
  lookNow(): Promise<void>
  /** For SLACK_MODE=http, to be mounted at /slack/events. */
  requestListener: RequestListener | null
  outbox: Outbox
}

export function createSlack(parts: SlackParts): Slack {
  let identity: Identity | null = null
  const known = (): Identity => {
    if (!identity) throw new AppError('slack.not_started', 'the connection to Slack has not been opened yet')
    return identity
  }
  const { reach } = parts.reaching ?? {}
  const { surface, outbox, reminders, catchUp, lookNow, rounds } = createSurface({
    ...parts,
    identity: () => identity,
    respond,
  })
  const bolt = createBoltApp({
    connection: parts.connection,
    identity: known,
    ...(reach ? { onSockets: reach.sockets } : {}),
    clock: parts.clock,
    log: parts.log,
  })
  registerListeners(bolt.app, surface)
  let isStopped = false
  const joining = createJoining({
    async join() {
      identity = await identify(parts.clients.background)
      if (isStopped) return
      await bolt.start()
      if (isStopped) return
      outbox.start()
      reminders.start()
      for (const { start } of rounds) start()
    },
    onRefused: parts.onRefused ?? (() => undefined),
    log: parts.log,
  })

  return {
    outbox,
    wake: outbox.wake,
    lookNow,
    requestListener: bolt.requestListener,
    isJoined: joining.isJoined,
    async start() {
      await joining.start()
      reach?.start({ probe: () => parts.clients.background.auth.test(), onBack: outbox.wake, onBeat: catchUp })
    },
    async stop() {
      isStopped = true
      joining.stop()
      await reach?.stop()
      await bolt.stop()
      await surface.attempts.drain()
      await reminders.stop()
      await Promise.all(rounds.map(({ stop }) => stop()))
      await outbox.stop()
    },
  }
}
