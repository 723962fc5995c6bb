// A workspace with two user groups, and who is who in it by a clock of the test's own.
import { pino } from 'pino'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import type { Policy } from '../../src/contracts/policy.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople, type People } from '../../src/slack/people.ts'
import { ANA, BEN, limits } from './desk.ts'
import { memorySettings } from './memory-record.ts'

/** Reviewers: Ben. */
export const TEAM = 'S0TEAM001'
/** Leads: nobody at first. */
export const LEADS = 'S0LEADS01'

export type Grouped = {
  slack: LocalSlack
  people: People
  settings: ReturnType<typeof memorySettings>
  now(): number
  pass(ms: number): void
  /** How often Slack was asked who is in a group. */
  asked(): number
  fault(kind: 'timeout' | 'server_error' | 'ratelimited', times?: number): void
}

export type GroupedOptions = {
  people?: Partial<Policy['people']>
  on_call?: Policy['on_call']
  manifest?: unknown
}

/** At Slack's own rates. */
export async function createGrouped(options: GroupedOptions = {}): Promise<Grouped> {
  let now = Date.now()
  const clock = () => now
  const slack = await createLocalSlack({
    clock,
    slackRate: 1,
    seed: {
      groups: [
        { id: TEAM, handle: 'ops', name: 'Ops', users: [BEN] },
        { id: LEADS, handle: 'leads', name: 'Leads', users: [] },
      ],
    },
    ...(options.manifest ? { manifest: options.manifest } : {}),
  })
  const settings = memorySettings()
  const { interactive } = createClients(slack, createBoltLogger(pino({ level: 'silent' })))
  const people = createPeople({
    client: interactive,
    settings,
    clock,
    policy: {
      people: { admin: [ANA], lead: [LEADS], reviewer: [TEAM], viewer: [], ...options.people },
      limits_usd: limits,
      channels: { default: null, teams: {} },
      on_call: options.on_call ?? {},
    },
  })
  return {
    slack,
    people,
    settings,
    now: clock,
    pass(ms) {
      now += ms
    },
    asked: () => slack.control.stats().calls['usergroups.users.list'] ?? 0,
    fault: (kind, times = 1) => slack.control.fault({ kind, method: 'usergroups.users.list', times }),
  }
}
