// Roles by Slack user group: remembered for a minute for looking, asked again for deciding, closed when Slack does not say.
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalSlack } from '../../dev/slack/local-slack.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { permissionFor } from '../../src/engine/permission.ts'
import type { People } from '../../src/slack/people.ts'
import { play, received, result, results, tierOne } from '../workflow/sample-run.ts'
import { ANA, BEN, CHLOE } from './desk.ts'
import { createGrouped, type Grouped, type GroupedOptions, LEADS, TEAM } from './grouped-workspace.ts'

let grouped: Grouped
let slack: LocalSlack
let people: People
afterEach(() => slack.stop())

async function open(options: GroupedOptions = {}): Promise<void> {
  grouped = await createGrouped(options)
  slack = grouped.slack
  people = grouped.people
}

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
    expect(grouped.asked()).toBe(2)
    slack.control.setGroup({ id: TEAM, users: [CHLOE] })
    expect(await people.role(BEN)).toBe('reviewer')
    grouped.pass(MINUTE)
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
    grouped.fault('timeout')
    const began = performance.now()
    await expect(people.groupMembers([TEAM])).rejects.toMatchObject({
      code: 'slack.groups',
      message: 'Slack did not answer in time',
    })
    expect(performance.now() - began).toBeGreaterThan(1_400)
  })

  it.each(['server_error', 'ratelimited'] as const)(
    'lesson: a Slack in trouble (%s) never turns into a yes, and is not remembered',
    async (kind) => {
      await open({ people: { lead: [] } })
      grouped.fault(kind)
      await expect(people.role(BEN)).rejects.toMatchObject({ code: 'slack.groups' })
      grouped.pass(2 * SECOND)
      expect(await people.role(BEN)).toBe('reviewer')
    },
  )

  it('does not keep anybody from a role by name', async () => {
    await open({ people: { reviewer: [BEN, TEAM] } })
    grouped.fault('server_error', 3)
    expect(await people.role(BEN)).toBe('reviewer')
    expect(await people.asker(BEN)).toMatchObject({ by: BEN, active: [BEN], groups: {} })
  })

  it('because the scope is missing, lets nobody in', async () => {
    await open({ manifest: { oauth_config: { scopes: { bot: ['users:read'] } } } })
    await expect(people.groupMembers([TEAM])).rejects.toMatchObject({ code: 'slack.groups' })
    expect(await people.role(ANA)).toBe('admin')
  })
})

describe('an answer', () => {
  const state = () =>
    play(received(), tierOne, results(result('routing', 'route', { ask: true })), { type: 'ask' }).state
  const may = (by: string) => permissionFor({ ...people, clock: grouped.now }, state(), { by })

  it('lesson: counts by the roles of the moment of the click, not by those the card was drawn with', async () => {
    await open()
    expect(await people.role(BEN)).toBe('reviewer')
    expect(await may(BEN)).toMatchObject({ allowed: true, role: 'reviewer' })
    slack.control.setGroup({ id: TEAM, users: [CHLOE] })
    expect(await may(BEN)).toMatchObject({ allowed: false, because: 'you are not a reviewer', who: [TEAM, LEADS, ANA] })
    expect(await may(CHLOE)).toMatchObject({ allowed: true })
  })

  it('does not count while Slack does not say, but by name nobody has to be asked about', async () => {
    await open()
    grouped.fault('timeout', 2)
    expect(await may(BEN)).toEqual({
      allowed: false,
      because: 'Slack did not say in time who is in the user groups that may decide, so try again in a moment',
      who: [ANA],
    })
    expect(await may(ANA)).toMatchObject({ allowed: true, role: 'admin' })
  })
})

describe('many clicks', () => {
  it('of one moment ask once for each group', async () => {
    await open()
    const clicks = Array.from({ length: 20 }, () => people.groupMembers([TEAM, LEADS]))
    expect(new Set((await Promise.all(clicks)).map((groups) => JSON.stringify(groups))).size).toBe(1)
    expect(grouped.asked()).toBe(2)
  })

  it('one after the other stay within what Slack answers in a minute, and never rest on an old answer', async () => {
    await open()
    let stale = 0
    let changedAt = grouped.now()
    for (let click = 0; click < 240; click += 1) {
      grouped.pass(0.5 * SECOND)
      if (click % 40 === 0) {
        changedAt = grouped.now()
        slack.control.setGroup({ id: TEAM, users: [`U0AT${click}`] })
      }
      const { [TEAM]: members = [] } = await people.groupMembers([TEAM, LEADS])
      const isOld = members[0] !== slack.workspace.members.groups().find(({ id }) => id === TEAM)?.users[0]
      if (isOld) stale = Math.max(stale, grouped.now() - changedAt)
    }
    expect(slack.control.stats().rateLimited).toEqual({})
    expect(stale).toBeLessThan(12 * SECOND)
    expect(grouped.asked()).toBeLessThanOrEqual(2 * 20)
  })
})
