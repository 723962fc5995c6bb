// Who is called first, and who takes the place of somebody away.
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalSlack } from '../../dev/slack/local-slack.ts'
import { DAY, MINUTE } from '../../src/contracts/clock.ts'
import type { People } from '../../src/slack/people.ts'
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

describe('who is called', () => {
  it('is everybody with a role, whatever gave it to them', async () => {
    await open({ people: { reviewer: [ANA, TEAM] } })
    expect(await people.members('reviewer')).toEqual([ANA, BEN])
    expect(await people.members('viewer')).toEqual([])
  })

  it('first is who is on call for the team, else the reviewers', async () => {
    await open({ people: { reviewer: [ANA, TEAM] }, on_call: { fraud: [LEADS] } })
    expect(await people.onCall('fraud')).toEqual([ANA, BEN])
    grouped.pass(MINUTE)
    slack.control.setGroup({ id: LEADS, users: [CHLOE] })
    expect(await people.onCall('fraud')).toEqual([CHLOE])
    expect(await people.onCall('default')).toEqual([ANA, BEN])
    grouped.pass(MINUTE)
    slack.control.setUser({ id: CHLOE, deleted: true })
    expect(await people.onCall('fraud')).toEqual([ANA, BEN])
  })

  it('is who takes the place of somebody away, while they do', async () => {
    await open({ on_call: { fraud: [BEN, ANA] } })
    grouped.settings.now[`away:${BEN}`] = { to: CHLOE, until: grouped.now() + DAY, set_at: grouped.now() }
    expect(await people.onCall('fraud')).toEqual([CHLOE, ANA])
    slack.control.setUser({ id: CHLOE, deleted: true })
    grouped.pass(MINUTE)
    expect(await people.onCall('fraud')).toEqual([BEN, ANA])
    slack.control.setUser({ id: CHLOE, deleted: false })
    grouped.pass(DAY)
    expect(await people.onCall('fraud')).toEqual([BEN, ANA])
  })
})

describe('somebody who takes the place of another', () => {
  it('decides with their role, and keeps the own one for everything else', async () => {
    await open()
    grouped.settings.now[`away:${BEN}`] = { to: CHLOE, until: grouped.now() + DAY, set_at: grouped.now() }
    expect([await people.role(CHLOE), await people.decidingRole(CHLOE)]).toEqual([null, 'reviewer'])
    expect(await people.asker(CHLOE)).toMatchObject({ by: CHLOE, active: [CHLOE, BEN], groups: { [TEAM]: [BEN] } })
    slack.control.setUser({ id: BEN, deleted: true })
    grouped.pass(MINUTE)
    expect(await people.decidingRole(CHLOE)).toBeNull()
  })
})
