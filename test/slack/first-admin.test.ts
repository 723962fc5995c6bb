// Two people who run the workspace open the Home tab at once: exactly one becomes the first admin and is told so.
import { afterEach, describe, expect, it } from 'vitest'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { read } from '../blocks/read.ts'
import { ANA, BEN, createDesk, type Desk } from './desk.ts'

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
