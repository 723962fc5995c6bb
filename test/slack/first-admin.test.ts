// Two people who run the workspace open the Home tab at once: exactly one becomes the first admin and is told so. The next one takes over
// once nobody who is admin is active.
import { afterEach, describe, expect, it } from 'vitest'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk } from './desk.ts'

let desk: Desk
afterEach(() => desk.close())

const opened = (user: string) => ({
  type: 'event_callback',
  team_id: 'T0LOCAL01',
  event: { type: 'app_home_opened', user, tab: 'home', channel: 'D1', event_ts: '1' },
})
const homeOf = (user: string): string => {
  const home = createReviewer(desk.slack, user).home()
  return home ? read(home.view.blocks as never) : ''
}

describe('two who run the workspace', () => {
  const bothIn = async () => {
    desk = await createDesk({ settings: {} })
    desk.slack.control.setUser({ id: BEN, isAdmin: true })
  }
  const welcomed = () => [ANA, BEN].filter((user) => createReviewer(desk.slack, user).messages('app').length > 0)

  it('at the same moment: one becomes admin and is told, the other is told whom to ask', async () => {
    await bothIn()
    await Promise.all([desk.send(opened(ANA)), desk.send(opened(BEN))])
    expect(welcomed()).toHaveLength(1)
    expect(desk.settings.now['people']).toMatchObject({ admin: welcomed() })
  })

  it('in two processes: whoever was written down first stays, and nobody else is told', async () => {
    await bothIn()
    const { put } = desk.settings
    // Another process wrote Ana down between this one's look and its own line.
    desk.settings.put = async (key, value, by, at) => {
      desk.settings.put = put
      await put('people', { admin: [ANA], lead: [], reviewer: [], viewer: [] }, ANA, at)
      await put(key, value, by, at)
    }
    await desk.send(opened(BEN))
    expect(welcomed()).toEqual([])
    expect(desk.settings.now['people']).toMatchObject({ admin: [ANA] })
    expect(homeOf(BEN)).toContain(`Ask <@${ANA}>`)
  })
})

describe('the only admin', () => {
  const team = { admin: [ANA], lead: [], reviewer: [CHLOE], viewer: [] }
  const benRunsIt = async (ana: { deleted?: boolean; isGuest?: boolean }) => {
    desk = await createDesk({ settings: {} })
    await desk.settings.put('people', team, ANA, 0)
    desk.slack.control.setUser({ id: BEN, isAdmin: true })
    desk.slack.control.setUser({ id: ANA, isAdmin: false, isOwner: false, ...ana })
  }

  it.each([
    ['was deactivated', { deleted: true }],
    ['is a guest now', { isGuest: true }],
  ])('who %s is followed by whoever runs the workspace, and everybody else keeps their role', async (_how, ana) => {
    await benRunsIt(ana)
    await desk.send(opened(BEN))
    expect(desk.settings.now['people']).toEqual({ ...team, admin: [BEN] })
    const [welcome] = createReviewer(desk.slack, BEN).messages('app')
    expect(read(welcome?.blocks ?? [])).toContain(`You are the admin now (before: <@${ANA}>, no longer active)`)
    expect(homeOf(BEN)).toContain('# Setup')
  })

  it('who is active stays the only one, whoever else runs the workspace', async () => {
    await benRunsIt({})
    await desk.send(opened(BEN))
    expect(desk.settings.now['people']).toEqual(team)
  })

  it('is followed by nobody while Slack does not say whether they are active', async () => {
    await benRunsIt({ deleted: true })
    desk.slack.control.fault({ kind: 'refuse', method: 'users.info', times: 1, code: 'internal_error' })
    await desk.send(opened(BEN))
    expect(desk.settings.now['people']).toEqual(team)
  })

  it('who left keeps no reviewer from working; those who run the workspace are named instead', async () => {
    await benRunsIt({ deleted: true })
    await desk.send(opened(CHLOE))
    expect(homeOf(CHLOE)).toContain('You may decide any amount.')
    expect(await desk.surface.firstMinutes.meet(CHLOE)).toEqual({ status: 'ready', ask: [BEN] })
    expect(desk.settings.now['people']).toEqual(team)
  })
})
