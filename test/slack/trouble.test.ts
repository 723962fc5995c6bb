// What only a person can mend: told to the admins once and in words, while every card waits or finds a plainer way.
import { afterEach, describe, expect, it } from 'vitest'
import { SECOND } from '../../src/contracts/clock.ts'
import { type CardsDesk, openCardsDesk, runId } from './cards-desk.ts'
import { ANA, BEN, type DeskOptions, OPS } from './desk.ts'
import { asking, held, RUN_ID } from './sample-states.ts'

let desk: CardsDesk['desk']
let ana: CardsDesk['ana']
let want: CardsDesk['want']
afterEach(() => desk.close())

async function open(options: DeskOptions = {}): Promise<void> {
  const opened = await openCardsDesk(options)
  desk = opened.desk
  ana = opened.ana
  want = opened.want
}

const inOps = () => ana.messages(OPS)
const toAdmin = () => ana.messages('app').map(({ text }) => text)

describe('a channel nobody can post to', () => {
  it('is told to an admin once, in words, and the cards wait for it', async () => {
    await open()
    desk.slack.control.setChannel({ id: OPS, isArchived: true })
    want(asking)
    want(asking, runId(2))
    await desk.outbox.pump()
    desk.pass(20 * SECOND)
    await desk.outbox.pump()
    expect(toAdmin()).toEqual([`<#${OPS}> is archived. Unarchive it, or choose another channel.`])
    expect(desk.cards.row(RUN_ID).error).toContain('is archived')
    desk.slack.control.setChannel({ id: OPS, isArchived: false })
    desk.pass(20 * SECOND)
    await desk.outbox.pump()
    expect(inOps()).toHaveLength(2)
    expect(desk.cards.row(RUN_ID).error).toBeNull()
  })

  it('is left for the channel an admin chooses instead, also by a card that is there already', async () => {
    await open()
    want(asking)
    await desk.outbox.pump()
    desk.slack.control.setChannel({ id: OPS, isArchived: true })
    desk.settings.now['channels'] = { default: 'C0GENERAL', teams: {} }
    want(held)
    await desk.outbox.pump()
    expect(ana.messages('C0GENERAL')).toHaveLength(1)
    expect(desk.cards.row(RUN_ID).channel).toBe('C0GENERAL')
  })

  it('that does not exist yet is told as well', async () => {
    await open({ settings: { people: { admin: [ANA], lead: [], reviewer: [], viewer: [] } } })
    want(asking)
    await desk.outbox.pump()
    expect(toAdmin()).toEqual(['No channel is set yet, so questions cannot be posted. Choose one in the setup.'])
  })

  it('is told to the first admin there is, soon after there is one', async () => {
    await open({ settings: {} })
    want(asking)
    await desk.outbox.pump()
    expect(toAdmin()).toEqual([])
    desk.settings.now['people'] = { admin: [ANA], lead: [], reviewer: [], viewer: [] }
    desk.pass(61 * SECOND)
    await desk.outbox.pump()
    expect(toAdmin()).toHaveLength(1)
  })

  it('that the app is not in is told with the invitation to type', async () => {
    await open({ manifest: { oauth_config: { scopes: { bot: ['chat:write', 'users:read'] } } } })
    desk.slack.control.setChannel({ id: OPS, members: [ANA, BEN] })
    want(asking)
    await desk.outbox.pump()
    expect(toAdmin()[0]).toContain('/invite @Countersign')
  })
})

describe('blocks that Slack refuses', () => {
  it('lesson: become words, are reported to an admin, and still count as posted', async () => {
    await open()
    desk.slack.control.fault({ kind: 'reject_blocks', channel: OPS, on: true })
    want(asking)
    await desk.outbox.pump()
    expect(inOps()[0]?.blocks).toEqual([])
    expect(inOps()[0]?.text).toMatch(/^Hold order #1042\?.*\n.*Home tab to answer it/)
    expect(toAdmin()[0]).toContain('Slack refused how a card looks')
    expect(desk.cards.row(RUN_ID).have_version).toBe(asking.version)
  })
})
