// "/countersign sale": who may say so, until when, that it is on the Home tab, and that it ends by itself.
import { afterEach, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import { Settings, saleNow, settingsInForce } from '../../src/contracts/settings.ts'
import { createCalm } from '../../src/trust/checks/calm.ts'
import { read } from '../blocks/read.ts'
import { policy as autonomy, NOW } from '../trust/sample-evidence.ts'
import { ANA, BEN, CHLOE, createDesk, type Desk, OPS, type as typed } from './desk.ts'

let desk: Desk
afterEach(() => desk?.close())

async function say(text: string, user = ANA): Promise<string> {
  const before = desk.replies.length
  await desk.send(typed('/countersign', `sale ${text}`, user))
  const reply = desk.replies[before]
  return `${reply?.text ?? ''}\n${reply?.blocks ? read(reply.blocks) : ''}`.trim()
}
const home = async (user: string): Promise<string> => {
  await desk.surface.homeTab.publish(user, 'opened')
  return JSON.stringify(desk.slack.workspace.views.home(user) ?? {})
}

describe('/countersign sale', () => {
  it('is begun by a lead or an admin, recorded, shown, and over by itself', async () => {
    const people = { admin: [ANA], lead: [CHLOE], reviewer: [BEN], viewer: [] }
    desk = await createDesk({ settings: { people, channels: { default: OPS, teams: {} } } })
    expect(await say('')).toBe('No sale is on: checks and audits go on as usual.')
    expect(await say('on', BEN)).toMatch(/^✋ Only leads and admins may do this/)
    expect(desk.settings.now['sale:on']).toBeUndefined()
    expect(await say('on until 2d', CHLOE)).toMatch(/^🛍️ A sale is on until <!date/)
    expect(desk.settings.now['sale:on']).toMatchObject({ by: CHLOE, until: expect.any(Number) })
    expect(await say('status', BEN)).toContain(`<@${CHLOE}> said`)
    expect(await say('off', BEN)).toMatch(/^✋/)
    expect(await home(BEN)).toContain('that a sale is on until')
    desk.pass(2 * DAY + HOUR)
    expect(await say('status')).toBe('No sale is on: checks and audits go on as usual.')
    expect(await say('off')).toBe('No sale is on.')
  })

  it('lasts three days where nobody says, at most two weeks, and ends when it is said to', async () => {
    desk = await createDesk()
    await say('on')
    const { at, until } = desk.settings.now['sale:on'] as { at: number; until: number }
    expect(until - at).toBe(3 * DAY)
    expect(await say('off')).toMatch(/^🛍️ The sale is over/)
    expect(desk.settings.now['sale:on']).toEqual({ released: true })
    expect(await say('on for 3w')).toMatch(/at most two weeks/)
    expect(await say('on until yesterday')).toContain('is no time I understand')
    expect(await say('perhaps')).toContain('How to use /countersign sale')
    expect(desk.settings.now['sale:on']).toEqual({ released: true })
  })
})

describe('while a sale is on', () => {
  const calm = (sale: object | undefined, now: number) => {
    const policy = { people: { admin: [], lead: [], reviewer: ['UBEN'], viewer: [] } }
    const limits = { reviewer: null, lead: null, admin: null }
    const inForce = settingsInForce(Settings.parse({ ...(sale ? { 'sale:on': sale } : {}) }), {
      ...{ ...policy, limits_usd: limits, channels: { default: null, teams: {} } },
    })
    const ledger = {
      cases: { countByTeam: async () => [] },
      checks: { isPressed: async () => false, begunFor: async () => ({ all: 0, along: 0 }), answersOf: async () => 0 },
    }
    return createCalm({
      ledger: ledger as unknown as Parameters<typeof createCalm>[0]['ledger'],
      policy: {
        autonomy,
        backlog: { brief_above: 40 },
        evidence: { fastest: 1, words_per_second: 8, per_minute: 10, per_hour: 60 },
      },
      inForce: async () => inForce,
      clock: () => now,
    })('default')
  }

  it('nobody is looked at, until it has run its time', async () => {
    const sale = { by: 'ULEA', at: NOW, until: NOW + DAY }
    expect(await calm(undefined, NOW)).toMatchObject({ calm: true })
    expect(await calm(sale, NOW + DAY - 1)).toEqual({ calm: false, because: 'a sale is on' })
    expect(await calm(sale, NOW + DAY)).toMatchObject({ calm: true })
    expect(await calm({ released: true }, NOW)).toMatchObject({ calm: true })
    expect(saleNow(null, NOW)).toBeNull()
  })
})
