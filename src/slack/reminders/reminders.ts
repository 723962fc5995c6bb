// What time does to people: those who did not answer are reminded, those who come next are told, and shifts hand over.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { reasonOf } from '../../contracts/app-error.ts'
import { type Clock, SECOND } from '../../contracts/clock.ts'
import type { Policy } from '../../contracts/policy.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Lanes } from '../lanes.ts'
import type { People } from '../people.ts'
import { createHandover } from './handover.ts'
import { createRecipients } from './recipients.ts'
import { createRounds } from './rounds.ts'
import { createTakeOn } from './take-on.ts'
import { createTell } from './tell.ts'

/** Nobody is reminded to the second. */
const EVERY_MS = 5 * SECOND

export type Reminders = {
  start(): void
  /** Resolves when what is under way is done. */
  stop(): Promise<void>
  /** One round: rungs are taken on, people told, shifts handed over. */
  pump(): Promise<void>
}

export type RemindersParts = {
  ledger: Pick<Ledger, 'nudges' | 'handovers' | 'claims'>
  engine: Pick<Engine, 'state'>
  people: People
  policy: Pick<Policy, 'hours' | 'owners' | 'channels'>
  client: WebClient
  lanes: Lanes
  channelOf(team: string): Promise<string | null>
  permalink(message: { channel: string; ts: string }): string | null
  clock: Clock
  log: Logger
}

export function createReminders(parts: RemindersParts): Reminders {
  const { ledger, engine, people, policy, clock, log } = parts
  const { nudges, handovers, claims } = ledger
  const { hours } = policy
  const claimedBy = async (runId: string): Promise<string | null> => (await claims.of([runId], clock()))[0]?.by ?? null
  const recipients = createRecipients({ people, claimedBy, clock })
  const takeOn = createTakeOn({ nudges, stateOf: engine.state, recipients, hours, clock, log })
  const tell = createTell({ ...parts, nudges })
  const handOver = createHandover({ ...parts, handovers, claims, hours, teams: teamsIn(policy) })

  async function pump(): Promise<void> {
    await takeOn()
    await tell()
    await handOver()
  }

  const { start, stop } = createRounds({
    round: pump,
    everyMs: EVERY_MS,
    onError: (error) => log.error({ err: error, reason: reasonOf(error) }, 'reminders could not be looked through'),
  })
  return { pump, start, stop }
}

function teamsIn({ hours, owners, channels }: Pick<Policy, 'hours' | 'owners' | 'channels'>): string[] {
  return [
    ...new Set(['default', ...Object.keys(hours.teams), ...Object.values(owners), ...Object.keys(channels.teams)]),
  ]
}
