// Slack moves a socket, or the line drops, at every moment of a click: no verdict is lost, none is doubled, and nobody is told the wrong thing.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import type { Message } from '../../dev/slack/contract.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { read } from '../blocks/read.ts'
import { BEN, OPS } from './desk.ts'
import { createFloor, type Floor, sampleCase } from './floor.ts'

let floor: Floor
afterEach(() => floor.close())

type Break = { name: string; now(): number }
const breaks: readonly Break[] = [
  { name: 'Slack refreshes one of two sockets', now: () => floor.local.control.refreshSockets({ count: 1 }) },
  { name: 'Slack refreshes both sockets', now: () => floor.local.control.refreshSockets() },
  { name: 'one of two sockets drops', now: () => floor.local.control.dropSockets({ count: 1 }) },
  { name: 'both sockets drop', now: () => floor.local.control.dropSockets() },
]

async function asked(): Promise<{ order: SampleOrder; card: Message }> {
  floor = await createFloor()
  const order = await floor.arrives(sampleCase('disagreement'))
  const card = floor.ben.cards(OPS)[0]
  if (!card) throw new Error('no card')
  return { order, card }
}

/** What a person does whose click Slack reports as failed: sees how the card stands, and presses again where it still asks. */
async function clickUntilTaken(card: Message): Promise<number> {
  for (let clicks = 1; clicks <= 20; clicks += 1) {
    const outcome = await floor.ben.click(ACTIONS.chooseMine, { message: card })
    if (outcome.status === 'ok') return clicks
    await connected(1)
  }
  throw new Error('nobody ever took the click')
}

async function connected(sockets: number): Promise<void> {
  await floor.ben.until(() => floor.local.control.stats().sockets >= sockets, { timeoutMs: 20_000, what: 'a socket' })
}

/** One verdict in the record, one effect in the shop, and the card shows who decided. */
async function isDecidedOnce(order: SampleOrder): Promise<void> {
  expect(await floor.recorded(order, 'verdict.given')).toHaveLength(1)
  await floor.world.settle()
  await floor.shown()
  expect(floor.effects().filter((action) => action === 'hold')).toHaveLength(1)
  expect(floor.world.shop.state.effects.actedTwice()).toBe(0)
  const shown = floor.ben.messages(OPS).filter(({ ephemeral }) => !ephemeral)
  expect(shown.map(({ blocks }) => read(blocks)).join('\n')).toContain(`<@${BEN}>`)
}

/** Where the answer is being written down, and when it may be. */
function heldRecord() {
  let reached: () => void = () => undefined
  let letGo: () => void = () => undefined
  const isReached = new Promise<void>((resolve) => {
    reached = resolve
  })
  const mayGo = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return {
    isReached,
    letGo,
    over(ledger: Ledger): Ledger {
      return {
        ...ledger,
        async append(append, lane) {
          if (lane === 'verdict' && append.events.some(({ body }) => body.type === 'verdict.given')) {
            reached()
            await mayGo
          }
          return ledger.append(append, lane)
        },
      }
    },
  }
}

describe.each(breaks)('$name', ({ now }) => {
  it('before the click reaches the app: it is taken at once or after pressing again, and counts once', async () => {
    const { order, card } = await asked()
    now()
    await clickUntilTaken(card)
    await isDecidedOnce(order)
  }, 60_000)

  it('while the verdict is being recorded: it counts, and pressing again changes nothing', async () => {
    const held = heldRecord()
    floor = await createFloor({ over: held.over })
    const order = await floor.arrives(sampleCase('disagreement'))
    const card = floor.ben.cards(OPS)[0]
    const first = floor.ben.click(ACTIONS.chooseMine, card ? { message: card } : {})
    await held.isReached
    now()
    held.letGo()
    await first
    await connected(1)
    expect(await floor.recorded(order, 'verdict.given')).toHaveLength(1)
    if (card) await clickUntilTaken(card)
    await isDecidedOnce(order)
    const told = floor.ben.ephemerals().map(({ text }) => text)
    expect(told.filter((text) => text.includes('did not work'))).toEqual([])
  }, 60_000)

  it('after the click was acknowledged: it counts, and pressing again changes nothing', async () => {
    const { order, card } = await asked()
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    now()
    await connected(1)
    await clickUntilTaken(card)
    await floor.ben.until(() => floor.ben.ephemerals().some(({ text }) => text.includes('Yours counted')), {
      what: 'to be told that it counted before',
    })
    await isDecidedOnce(order)
  }, 60_000)
})

describe('Socket Mode', () => {
  it('lesson: retries and repeats of Socket Mode: an envelope that was not acknowledged comes back on the other socket, and its work is done once', async () => {
    floor = await createFloor()
    floor.local.control.dropSockets({ count: 1 })
    floor.ben.say(OPS, `<@${floor.local.workspace.app.botUserId}> hello`)
    const answered = await floor.ben.until(() => floor.ben.messages(OPS).find(({ replyCount }) => replyCount > 0), {
      timeoutMs: 10_000,
      what: 'an answer in the thread',
    })
    expect(answered.replyCount).toBe(1)
  }, 60_000)

  it('one socket is left to answer while the other one is moved', async () => {
    floor = await createFloor()
    floor.local.control.refreshSockets({ count: 1 })
    expect(await floor.ben.command('/countersign help', OPS)).toEqual({ status: 'ok' })
    expect(floor.local.control.stats().missedAcks).toBe(0)
  }, 60_000)
})
