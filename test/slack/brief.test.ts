// More questions than a channel can show: one live brief instead of cards, every case still one tap away, nothing posted for nothing.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { reviewByScript, textOf } from '../../dev/demo/review-script.ts'
import { read } from '../blocks/read.ts'
import { BEN, OPS } from './desk.ts'
import { createReviewDesk, type ReviewDesk } from './review-desk.ts'

let desk: ReviewDesk
vi.setConfig({ testTimeout: 90_000 })
afterEach(() => desk.close())

const posted = () => desk.ben.messages(OPS).filter(({ ephemeral }) => !ephemeral)
const texts = () => posted().map(({ blocks, text }) => (blocks.length > 0 ? read(blocks) : text))
const briefs = () => posted().filter(({ blocks }) => read(blocks).includes('questions are open'))
const approveAllBut = async (left: number) => {
  const cases = await desk.world.ledger.cases.open(500)
  for (const one of cases.slice(0, cases.length - left))
    await desk.world.engine.answer({ ...one, kind: 'reject', by: BEN, reason_code: 'wrong_call' })
}

describe('above so many open questions', () => {
  it('lesson: a backlog is one live brief that stays true, and no card is posted', async () => {
    desk = await createReviewDesk({ above: 10, orders: 20 })
    await desk.shown()
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toMatch(/^# 20 questions are open/)
    expect(texts()[0]).toContain('[Review all]')
    await desk.world.engine.answer({
      ...(await desk.world.ledger.cases.open(1))[0]!,
      kind: 'reject',
      by: BEN,
      reason_code: 'wrong_call',
    })
    const before = desk.local.control.stats().calls['chat.update'] ?? 0
    for (let second = 0; second < 10; second += 1) await desk.shown(1_000)
    expect(texts()[0]).toMatch(/^# 19 questions are open/)
    expect(texts()).toHaveLength(1)
    expect((desk.local.control.stats().calls['chat.update'] ?? 0) - before).toBeLessThanOrEqual(2)
  })

  it('begins a review from its buttons', async () => {
    desk = await createReviewDesk({ above: 10, orders: 12 })
    await desk.shown()
    const [message] = briefs()
    if (!message) throw new Error('no brief')
    await desk.ben.click(ACTIONS.startAll, { message })
    const view = await desk.ben.until(() => {
      const now = desk.ben.view()
      return now && textOf(now).includes('1 of 12') ? now : undefined
    })
    expect(textOf(view)).toContain('Approving')
  })

  it('stays after a restart, in the same message', async () => {
    desk = await createReviewDesk({ above: 10, orders: 12 })
    await desk.shown()
    const second = await desk.restarted()
    desk.world.pass(10_000)
    await second.outbox.pump()
    expect(briefs()).toHaveLength(1)
    expect(texts()).toHaveLength(1)
  })

  it('shows a card that was posted before in place, also when it asks something new', async () => {
    desk = await createReviewDesk({ above: 10, orders: 3 })
    await desk.shown()
    expect(texts()).toHaveLength(3)
    const before = posted().map(({ ts }) => ts)
    await desk.offer(20)
    await desk.shown()
    const ahead = posted().length
    const [card] = posted()
    if (!card) throw new Error('no card')
    await desk.ben.click(ACTIONS.approve, { message: card })
    await desk.world.settle()
    for (let round = 0; round < 3; round += 1) await desk.shown()
    expect(posted()).toHaveLength(ahead)
    expect(
      posted()
        .map(({ ts }) => ts)
        .slice(0, 3),
    ).toEqual(before)
    expect(texts()[0]?.split('\n')[0]).not.toBe(read(card.blocks).split('\n')[0])
    expect(texts()[0]).toContain('[Reject]')
  })
})

describe('when half as many are left', () => {
  it('the rest is posted in the order of their deadlines, the brief says so, and what was answered is never posted', async () => {
    desk = await createReviewDesk({ above: 10, orders: 20 })
    await desk.shown()
    // One case per run may ask several things: what is left is counted in runs.
    while ((await desk.world.ledger.cases.countByTeam())[0]!.open > 4)
      await approveAllBut(Math.max(4, (await desk.world.ledger.cases.open(500)).length - 1))
    await desk.world.settle()
    const left = (await desk.world.ledger.cases.countByTeam())[0]?.open ?? 0
    const order = [...new Set((await desk.world.ledger.cases.open(500)).map(({ number }) => number.replace('#', '')))]
    for (let round = 0; round < 8; round += 1) await desk.shown()
    const [first, ...cards] = texts()
    expect(first).toContain('All caught up')
    expect(cards).toHaveLength(left)
    expect(cards.map((card) => /#(\d+)/.exec(card.split('\n')[0] ?? '')?.[1])).toEqual(order)
  })
})

describe('a card of a question that is over', () => {
  it('is not posted only to show that it is', async () => {
    desk = await createReviewDesk({ orders: 2, above: 1 })
    await reviewByScript(desk.local, desk.ben, {
      ...{ decisions: 50, channel: OPS, rejectEvery: 1 },
      think: () => desk.world.pass(1_000),
    })
    await desk.world.settle()
    await desk.shown()
    expect(texts().filter((text) => !text.includes('caught up') && !text.includes('questions are open'))).toEqual([])
  })
})
