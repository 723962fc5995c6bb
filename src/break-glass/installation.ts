// The record and the engine for one command: nothing is started, nobody is listened to.
import { pino } from 'pino'
import { agents } from '../../agents/index.ts'
import { actions } from '../actions/registry.ts'
import { createAdapters } from '../assembly/adapters.ts'
import { type Configuration, readConfiguration } from '../assembly/configuration.ts'
import { createEngineParts } from '../assembly/engine-parts.ts'
import { needRecord } from '../assembly/existing-record.ts'
import type { Environment } from '../config.ts'
import { AppError } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import { newId } from '../contracts/ids.ts'
import { createEngine } from '../engine/create-engine.ts'
import type { Engine } from '../engine/engine.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createBoltLogger } from '../slack/bolt-logger.ts'
import { agentsByKey, type CardContext } from '../slack/cards/card-context.ts'
import { createClients } from '../slack/clients.ts'
import { createPeople } from '../slack/people.ts'
import { createOutageLog } from '../slack/reach/outage-log.ts'

export type Installation = {
  engine: Pick<Engine, 'answer' | 'state'>
  ledger: Ledger
  /** What questions are shown with. */
  context: Omit<CardContext, 'now'>
  /** Whether Slack says that a person is active; `unknown` when it cannot be asked: then their role by user id must do. */
  isActive(userId: string): Promise<'yes' | 'no' | 'unknown'>
  /** Where the app carries on by itself: it may run beside this command. */
  isShared: boolean
  close(): Promise<void>
}

/** Throws `record.missing` where there is none: a command never makes one. */
export async function openInstallation(environment: Environment, clock: Clock): Promise<Installation> {
  const log = pino({ level: 'silent' })
  const configuration = readConfiguration({ folder: environment.CONFIG_DIR, agents, actions })
  await needRecord(environment)
  const adapters = await createAdapters(environment, { clock, log })
  const ledger = await createLedger({
    db: adapters.db,
    newId,
    clock,
    teamOf: (step) => configuration.policy.owners[step] ?? 'default',
    onCommit: async (events) => {
      await adapters.bus.publish(events)
    },
  })
  const people = peopleOf({ environment, configuration, ledger, clock })
  const isActive = async (userId: string): Promise<'yes' | 'no' | 'unknown'> => {
    try {
      if (!people) return 'unknown'
      return (await people.isActive(userId)) ? 'yes' : 'no'
    } catch (error) {
      if (error instanceof AppError && error.code === 'slack.people') return 'unknown'
      throw error
    }
  }
  const parts = createEngineParts({
    environment,
    configuration,
    adapters,
    ledger,
    clock,
    log,
    // Nothing is put to the gate here.
    drawSecret: '',
    isActive: async (userId) => (await isActive(userId)) !== 'no',
    groupMembers: async (ids) => {
      if (!people) throw new AppError('slack.groups', 'Slack cannot be asked who is in a user group')
      return people.groupMembers(ids)
    },
    levelOf: async () => 'L1',
    outages: createOutageLog({ settings: ledger.settings, clock }).recent,
  })
  return {
    engine: createEngine(parts),
    ledger,
    context: { actions: parts.actions, agents: agentsByKey(agents), hasModel: parts.model !== null },
    isActive,
    isShared: adapters.db.kind === 'postgres',
    async close() {
      await adapters.jobs.close(SECOND)
      await adapters.entityState.close()
      await adapters.bus.close()
      await ledger.close()
    },
  }
}

/** Null without a token. */
function peopleOf({
  environment: { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl },
  configuration: { policy },
  ledger: { settings },
  clock,
}: {
  environment: Environment
  configuration: Configuration
  ledger: Ledger
  clock: Clock
}) {
  if (!botToken) return null
  const { interactive } = createClients({ botToken, apiUrl }, createBoltLogger(pino({ level: 'silent' })))
  return createPeople({ client: interactive, settings, policy, clock })
}
