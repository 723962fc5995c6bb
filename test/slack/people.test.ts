// Who somebody is: Slack's word, remembered for a minute, and closed whenever it is not known.

import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalSlack, type LocalSlack } from '../../dev/slack/local-slack.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import { createBoltLogger } from '../../src/slack/bolt-logger.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createPeople, type People } from '../../src/slack/people.ts'
import { ANA, BEN, CHLOE, limits } from './desk.ts'
import { memorySettings } from './memory-record.ts'

let slack: LocalSlack
let people: People
let now = 0
const settings = memorySettings()
beforeEach(async () => {
  slack = await createLocalSlack()
  now = Date.now()
  settings.now['people'] = { admin: [], lead: [], reviewer: [BEN], viewer: [] }
  const { interactive } = createClients(slack, createBoltLogger(pino({ level: 'silent' })))
  const policy = {
    people: { admin: [ANA], lead: [], reviewer: [], viewer: [] },
    limits_usd: limits,
    channels: { default: null, teams: {} },
  }
  people = createPeople({ client: interactive, settings, policy, clock: () => now })
})
afterEach(() => slack.stop())

const lookedUp = (): number => slack.control.stats().calls['users.info'] ?? 0

describe('a person', () => {
  it('is asked about once a minute, however often they click', async () => {
    await Promise.all([people.isActive(BEN), people.isActive(BEN)])
    expect(await people.isActive(BEN)).toBe(true)
    expect(lookedUp()).toBe(1)
    now += MINUTE
    await people.isActive(BEN)
    expect(lookedUp()).toBe(2)
  })

  it('that was deactivated loses every role within that minute', async () => {
    expect(await people.role(BEN)).toBe('reviewer')
    slack.control.setUser({ id: BEN, deleted: true })
    now += MINUTE
    expect(await people.role(BEN)).toBeNull()
  })

  it.each([
    ['a guest', { isGuest: true }],
    ['deactivated', { deleted: true }],
  ])('who is %s is not active', async (_name, patch) => {
    slack.control.setUser({ id: BEN, ...patch })
    expect(await people.isActive(BEN)).toBe(false)
  })

  it('who is a bot, or nobody at all, is not active', async () => {
    expect(await people.isActive(slack.workspace.app.botUserId)).toBe(false)
    expect(await people.isActive('U0NOBODY1')).toBe(false)
  })

  it('has the role that policy or settings give, as they are now', async () => {
    expect([await people.role(ANA), await people.role(BEN), await people.role(CHLOE)]).toEqual([
      'admin',
      'reviewer',
      null,
    ])
    settings.now['people'] = { admin: [], lead: [CHLOE], reviewer: [], viewer: [] }
    expect([await people.role(BEN), await people.role(CHLOE)]).toEqual([null, 'lead'])
  })

  it('runs the workspace as its owner or admin, and not once deactivated', async () => {
    expect([await people.runsWorkspace(ANA), await people.runsWorkspace(BEN)]).toEqual([true, false])
    slack.control.setUser({ id: ANA, deleted: true })
    now += MINUTE
    expect(await people.runsWorkspace(ANA)).toBe(false)
  })
})

describe('a Slack that does not answer', () => {
  it('says nothing about anybody: that is an error, never a yes, and is not remembered', async () => {
    slack.control.fault({ kind: 'server_error', method: 'users.info', times: 1 })
    await expect(people.isActive(BEN)).rejects.toMatchObject({ code: 'slack.people' })
    expect(await people.isActive(BEN)).toBe(true)
  })
})

describe('settings that cannot be read', () => {
  it('are an error, not an empty setting', async () => {
    settings.now['limits_usd'] = { reviewer: 'a lot' }
    await expect(people.inForce()).rejects.toMatchObject({ code: 'settings.unreadable' })
    delete settings.now['limits_usd']
  })
})
