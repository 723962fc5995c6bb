// Roles by Slack user group: remembered for a minute for looking, asked again for deciding, closed when Slack does not say.
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { DAY, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { Policy } from '../../src/contracts/policy.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople, type People } from '../../src/slack/people.ts'
import { ANA, BEN, CHLOE, limits } from './desk.ts'
import { memorySettings } from './memory-record.ts'

const TEAM = 'S0TEAM001'
const LEADS = 'S0LEADS01'
let slack: LocalSlack
let people: People
let now = 0
let settings: ReturnType<typeof memorySettings>
afterEach(() => slack.stop())

type Options = {
  people?: Partial<Policy['people']>
  on_call?: Policy['on_call']
  manifest?: unknown
  slackRate?: number
}

async function open(options: Options = {}): Promise<void> {
  const { slackRate = 1 } = options
  now = Date.now()
  slack = await createLocalSlack({
    clock: () => now,
    slackRate,
    seed: {
      groups: [
        { id: TEAM, handle: 'ops', name: 'Ops', users: [BEN] },
        { id: LEADS, handle: 'leads', name: 'Leads', users: [] },
      ],
    },
    ...(options.manifest ? { manifest: options.manifest } : {}),
  })
  settings = memorySettings()
  const { interactive } = createClients(slack, createBoltLogger(pino({ level: 'silent' })))
  people = createPeople({
    client: interactive,
    settings,
    clock: () => now,
    policy: {
      people: { admin: [ANA], lead: [LEADS], reviewer: [TEAM], viewer: [], ...options.people },
      limits_usd: limits,
      channels: { default: null, teams: {} },
      on_call: options.on_call ?? {},
    },
  })
}

const asked = (): number => slack.control.stats().calls['usergroups.users.list'] ?? 0
const fault = (kind: 'timeout' | 'server_error' | 'ratelimited', times = 1): void =>
  slack.control.fault({ kind, method: 'usergroups.users.list', times })

describe('a role by user group', () => {
  it('is held by who is in the group, and looking asks Slack once a minute', async () => {
    await open()
    expect([await people.role(BEN), await people.role(CHLOE), await people.role(ANA)]).toEqual([
      'reviewer',
      null,
      'admin',
    ])
    await people.decidingRole(BEN)
    await people.asker(BEN)
    expect(asked()).toBe(2)
    slack.control.setGroup({ id: TEAM, users: [CHLOE] })
    expect(await people.role(BEN)).toBe('reviewer')
    now += MINUTE
    expect([await people.role(BEN), await people.role(CHLOE)]).toEqual([null, 'reviewer'])
  })

  it('is asked anew when somebody decides, and what was heard then counts for looking too', async () => {
    await open()
    await people.role(BEN)
    slack.control.setGroup({ id: TEAM, users: [CHLOE] })
    expect(await people.groupMembers([TEAM])).toEqual({ [TEAM]: [CHLOE] })
    expect([await people.role(BEN), await people.role(CHLOE)]).toEqual([null, 'reviewer'])
    slack.control.setGroup({ id: TEAM, users: [] })
    expect(await people.role(CHLOE, 'now')).toBeNull()
  })

  it.each([
    ['disabled', () => slack.control.setGroup({ id: TEAM, disabled: true })],
    ['without members', () => slack.control.setGroup({ id: TEAM, users: [] })],
  ])('is held by nobody when the group is %s', async (_name, change) => {
    await open()
    change()
    expect(await people.groupMembers([TEAM])).toEqual({ [TEAM]: [] })
    expect(await people.role(BEN)).toBeNull()
  })

  it('is held by nobody when there is no such group', async () => {
    await open({ people: { reviewer: ['S0GONE001'] } })
    expect(await people.role(BEN)).toBeNull()
    expect((await people.asker(BEN)).groups).toEqual({ S0GONE001: [], [LEADS]: [] })
  })

  it('counts for nothing once the person is a guest', async () => {
    await open()
    slack.control.setUser({ id: BEN, isGuest: true })
    expect([await people.role(BEN), await people.decidingRole(BEN)]).toEqual([null, null])
    expect((await people.asker(BEN)).active).toEqual([])
  })

  it('is the highest of what name and groups give', async () => {
    await open({ people: { reviewer: [BEN] } })
    slack.control.setGroup({ id: LEADS, users: [BEN] })
    expect(await people.role(BEN)).toBe('lead')
  })
})

describe('a Slack that does not say who is in a group', () => {
  it('is waited for one and a half seconds, and then nobody is known to be in it', async () => {
    await open()
    fault('timeout')
    const began = performance.now()
    await expect(people.groupMembers([TEAM])).rejects.toMatchObject({
      code: 'slack.groups',
      message: 'Slack did not answer in time',
    })
    expect(performance.now() - began).toBeGreaterThan(1_400)
  })

  it.each(['server_error', 'ratelimited'] as const)(
    'lesson: %s never turns into a yes, and is not remembered',
    async (kind) => {
      await open({ people: { lead: [] } })
      fault(kind)
      await expect(people.role(BEN)).rejects.toMatchObject({ code: 'slack.groups' })
      now += 2 * SECOND
      expect(await people.role(BEN)).toBe('reviewer')
    },
  )

  it('does not keep anybody from a role by name', async () => {
    await open({ people: { reviewer: [BEN, TEAM] } })
    fault('server_error', 3)
    expect(await people.role(BEN)).toBe('reviewer')
    expect(await people.asker(BEN)).toMatchObject({ by: BEN, active: [BEN], groups: {} })
  })

  it('because the scope is missing, lets nobody in', async () => {
    await open({ manifest: { oauth_config: { scopes: { bot: ['users:read'] } } } })
    await expect(people.groupMembers([TEAM])).rejects.toMatchObject({ code: 'slack.groups' })
    expect(await people.role(ANA)).toBe('admin')
  })
})

describe('many clicks', () => {
  it('of one moment ask once for each group', async () => {
    await open()
    const clicks = Array.from({ length: 20 }, () => people.groupMembers([TEAM, LEADS]))
    expect(new Set((await Promise.all(clicks)).map((groups) => JSON.stringify(groups))).size).toBe(1)
    expect(asked()).toBe(2)
  })

  it('one after the other stay within what Slack answers in a minute, and never rest on an old answer', async () => {
    await open()
    let stale = 0
    let changedAt = now
    for (let click = 0; click < 240; click += 1) {
      now += 0.5 * SECOND
      if (click % 40 === 0) {
        changedAt = now
        slack.control.setGroup({ id: TEAM, users: [`U0AT${click}`] })
      }
      const { [TEAM]: members = [] } = await people.groupMembers([TEAM, LEADS])
      const isOld = members[0] !== slack.workspace.members.groups().find(({ id }) => id === TEAM)?.users[0]
      if (isOld) stale = Math.max(stale, now - changedAt)
    }
    expect(slack.control.stats().rateLimited).toEqual({})
    expect(stale).toBeLessThan(12 * SECOND)
    expect(asked()).toBeLessThanOrEqual(2 * 20)
  })
})

describe('who is called', () => {
  it('is everybody with a role, whatever gave it to them', async () => {
    await open({ people: { reviewer: [ANA, TEAM] } })
    expect(await people.members('reviewer')).toEqual([ANA, BEN])
    expect(await people.members('viewer')).toEqual([])
  })

  it('first is who is on call for the team, else the reviewers', async () => {
    await open({ people: { reviewer: [ANA, TEAM] }, on_call: { fraud: [LEADS] } })
    expect(await people.onCall('fraud')).toEqual([ANA, BEN])
    now += MINUTE
    slack.control.setGroup({ id: LEADS, users: [CHLOE] })
    expect(await people.onCall('fraud')).toEqual([CHLOE])
    expect(await people.onCall('default')).toEqual([ANA, BEN])
    now += MINUTE
    slack.control.setUser({ id: CHLOE, deleted: true })
    expect(await people.onCall('fraud')).toEqual([ANA, BEN])
  })

  it('is who takes the place of somebody away, while they do', async () => {
    await open({ on_call: { fraud: [BEN, ANA] } })
    settings.now[`away:${BEN}`] = { to: CHLOE, until: now + DAY, set_at: now }
    expect(await people.onCall('fraud')).toEqual([CHLOE, ANA])
    slack.control.setUser({ id: CHLOE, deleted: true })
    now += MINUTE
    expect(await people.onCall('fraud')).toEqual([BEN, ANA])
    slack.control.setUser({ id: CHLOE, deleted: false })
    now += DAY
    expect(await people.onCall('fraud')).toEqual([BEN, ANA])
  })
})

describe('somebody who takes the place of another', () => {
  it('decides with their role, and keeps the own one for everything else', async () => {
    await open()
    settings.now[`away:${BEN}`] = { to: CHLOE, until: now + DAY, set_at: now }
    expect([await people.role(CHLOE), await people.decidingRole(CHLOE)]).toEqual([null, 'reviewer'])
    expect(await people.asker(CHLOE)).toMatchObject({ by: CHLOE, active: [CHLOE, BEN], groups: { [TEAM]: [BEN] } })
    slack.control.setUser({ id: BEN, deleted: true })
    now += MINUTE
    expect(await people.decidingRole(CHLOE)).toBeNull()
  })
})
