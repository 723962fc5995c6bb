// A case that stays on somebody's screen: its card names them, and nobody once they are gone.
import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLookers } from '../../src/slack/review/lookers.ts'
import { read } from '../blocks/read.ts'
import { BEN, OPS } from './desk.ts'
import { createReviewDesk, type ReviewDesk } from './review-desk.ts'

let desk: ReviewDesk
vi.setConfig({ testTimeout: 90_000 })
afterEach(() => desk.close())

describe('a case that stays on a screen', () => {
  it('names its reviewer on the card after twenty seconds, in one change, and again nobody once the window is closed', async () => {
    desk = await createReviewDesk({ orders: 1 })
    await desk.shown()
    await desk.shown()
    const card = () => read(desk.ana.cards(OPS)[0]?.blocks ?? [])
    const { ledger, clock } = desk.world
    const lookers = createLookers({ ...ledger, wake: () => undefined, clock, log: pino({ level: 'silent' }) })
    const looked = async (ms: number): Promise<number> => {
      const before = desk.local.control.stats().calls['chat.update'] ?? 0
      desk.world.pass(ms)
      await lookers.pump()
      await desk.shown()
      return (desk.local.control.stats().calls['chat.update'] ?? 0) - before
    }
    await desk.ben.command('/review', OPS)
    await desk.ben.until(() => read(desk.ben.view()?.view.blocks ?? []).includes('1 of 1'), { what: 'the case' })
    expect(await looked(10_000)).toBe(0)
    expect(await looked(10_000)).toBe(1)
    expect(card()).toContain(`👀 <@${BEN}> is looking`)
    expect(await looked(60_000)).toBe(0)
    await ledger.claims.releaseAll(BEN)
    expect(await looked(5_000)).toBe(1)
    expect(card()).not.toContain('is looking')
  })
})
