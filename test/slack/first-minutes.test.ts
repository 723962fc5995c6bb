// From installed to ready: the first admin and the Home tab of everybody, and no dead end for anybody.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import type { OpenCase } from '../../src/ledger/cases.ts'
import { buttonsOf, read } from '../blocks/read.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, type DeskOptions } from './desk.ts'
import { noBacklog } from './memory-record.ts'
import { RUN_ID } from './sample-states.ts'

let desk: Desk
afterEach(() => desk.close())

const opened = (user: string, tab = 'home') => ({
  type: 'event_callback',
  team_id: 'T0LOCAL01',
  event: { type: 'app_home_opened', user, tab, channel: 'D1', event_ts: '1' },
})
const homeOf = (user: string): string => {
  const home = createReviewer(desk.slack, user).home()
  return home ? read(home.view.blocks as never) : ''
}

describe('the first who runs the workspace', () => {
  it('becomes admin by opening the Home tab, and is welcomed with the checklist', async () => {
    desk = await createDesk({ settings: {} })
    await desk.send(opened(ANA))
    expect(desk.settings.now['people']).toEqual({ admin: [ANA], lead: [], reviewer: [], viewer: [] })
    const [welcome] = createReviewer(desk.slack, ANA).messages('app')
    expect(read(welcome?.blocks ?? [])).toContain('⬜ A channel for questions')
    expect(buttonsOf(welcome?.blocks as never).map(({ action }) => action)).toEqual([ACTIONS.setup])
    expect(homeOf(ANA)).toContain('# Setup')
  })

  it('is welcomed once', async () => {
    desk = await createDesk({ settings: {} })
    await desk.send(opened(ANA))
    desk.pass(10_000)
    await desk.send(opened(ANA))
    expect(createReviewer(desk.slack, ANA).messages('app')).toHaveLength(1)
  })
})

describe('everybody else', () => {
  it('is told who runs the workspace while nobody is admin', async () => {
    desk = await createDesk({ settings: {} })
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).toContain(`Ask <@${ANA}> to open this tab`)
    expect(desk.settings.now['people']).toBeUndefined()
  })

  it('is told what they may decide, and what to try when nothing waits', async () => {
    desk = await createDesk()
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).toContain('You may decide any amount.')
    expect(homeOf(BEN)).toContain('Nothing waits for you')
    expect(homeOf(BEN)).toContain('[Try 3 practice cards]')
  })

  it('without a role is told whom to ask', async () => {
    desk = await createDesk()
    await desk.send(opened(CHLOE))
    expect(homeOf(CHLOE)).toContain(`You may look, but not decide. Ask <@${ANA}> to make you a reviewer.`)
  })

  it('that was deactivated or is a guest counts as without a role', async () => {
    desk = await createDesk()
    desk.slack.control.setUser({ id: BEN, isGuest: true })
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).toContain('not decide')
  })
})

describe('the Home tab', () => {
  const open = (patch: Partial<OpenCase> = {}): OpenCase => ({
    decision_id: RUN_ID,
    run_id: RUN_ID,
    number: '#1042',
    market: 'HK',
    agent: 'fraud_detection',
    step: 'fraud_detection',
    action: 'hold',
    amount: { amount: 548_000, currency: 'HKD' },
    revision: 1,
    opened_at: 0,
    deadline: Date.now() + 3_600_000,
    hard: false,
    cluster: null,
    needs_two: false,
    passed_to: null,
    team: 'default',
    kind: 'live',
    ...patch,
  })
  const waiting = (...rows: OpenCase[]): NonNullable<DeskOptions['record']> => ({
    cases: { ...noBacklog().cases, open: async () => rows, countByTeam: async () => [{ team: 'default', open: 1 }] },
  })

  it('lists my open reviews, one per order, with a button that opens the card', async () => {
    desk = await createDesk({ record: waiting(open(), open({ action: 'clear' })) })
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).toMatch(/\*(⏳ )?Hold order #1042\? HK\$ 5,480\*\nfraud_detection · answer by/)
    expect(homeOf(BEN).match(/\[Open\]/g)).toHaveLength(1)
    expect(homeOf(BEN)).toContain('*1 case* waits for you')
    expect(homeOf(BEN)).toContain('[Start review]')
  })

  it('leaves out what is above my limit', async () => {
    const settings = {
      people: { admin: [ANA], lead: [], reviewer: [BEN], viewer: [] },
      limits_usd: { reviewer: 100, lead: null, admin: null },
    }
    desk = await createDesk({ settings, record: waiting(open()) })
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).not.toContain('Hold order')
    expect(homeOf(BEN)).toContain('up to US$ 100')
    expect(homeOf(BEN)).toContain('*1 question* is open for everybody together')
  })

  it('offers a newcomer practice, until they have given their first answer', async () => {
    let given = 0
    const queries = { answersBy: async () => ({ minute: 0, hour: given }) }
    desk = await createDesk({ queries })
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).toContain('You may decide any amount. Try 3 practice cards.')
    given = 1
    desk.pass(10_000)
    await desk.send(opened(BEN))
    expect(homeOf(BEN)).not.toContain('Try 3')
  })

  it('is published once for somebody who opens it again and again', async () => {
    desk = await createDesk()
    await desk.send(opened(BEN))
    await desk.send(opened(BEN))
    expect(desk.slack.control.stats().calls['views.publish']).toBe(1)
  })

  it('is left alone when it is the messages tab that was opened', async () => {
    desk = await createDesk()
    await desk.send(opened(BEN, 'messages'))
    expect(desk.slack.control.stats().calls['views.publish']).toBeUndefined()
  })
})
