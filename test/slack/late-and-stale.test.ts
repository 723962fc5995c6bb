// Clicks that come at a bad moment, from the button to the shop with everything real: the right words, the right state, one verdict at most.
import { afterEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import type { Message } from '../../dev/slack/contract.ts'
import type { Reviewer } from '../../dev/slack/reviewer.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { read } from '../blocks/read.ts'
import { open } from '../engine/world.ts'
import { BEN, OPS } from './desk.ts'
import { createFloor, type Floor, sampleCase } from './floor.ts'

let floor: Floor
afterEach(() => floor.close())

const channel = () => floor.ben.messages(OPS).filter(({ ephemeral }) => !ephemeral)
const shownNow = () => channel().map(({ blocks }) => read(blocks))
const hears = (who: Reviewer, words: string | RegExp) =>
  who.until(
    () => who.ephemerals().find(({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text))),
    {
      timeoutMs: 10_000,
      what: `to hear "${String(words)}"`,
    },
  )
const verdicts = (order: SampleOrder) => floor.recorded(order, 'verdict.given')
const holds = () => floor.effects().filter((action) => action === 'hold')

async function asked(): Promise<{ order: SampleOrder; card: Message }> {
  const order = await floor.arrives(sampleCase('disagreement'))
  const card = floor.ben.cards(OPS).at(-1)
  if (!card) throw new Error('no card')
  return { order, card }
}

describe('a card that shows an older revision', () => {
  it('decides nothing, says so, and shows how it stands; the card as it is now decides', async () => {
    floor = await createFloor()
    const { order, card } = await asked()
    await revised(order)
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    await hears(floor.ben, 'Nothing was decided: this has changed since your card was drawn')
    expect(await verdicts(order)).toEqual([])
    expect(holds()).toEqual([])
    await floor.shown()
    expect(await floor.ben.click(ACTIONS.chooseMine)).toEqual({ status: 'ok' })
    expect(await verdicts(order)).toHaveLength(1)
  }, 60_000)

  it('of an order that changed since is no longer asked, and the changed order is', async () => {
    floor = await createFloor()
    const { order, card } = await asked()
    const before = open(await floor.world.runOf(order)).decision_id
    await floor.world.send({ webhook: changed(order) })
    await floor.shown()
    await floor.ben.click(ACTIONS.chooseMine, { message: card })
    await hears(floor.ben, 'This is no longer asked: the order changed')
    expect(await verdicts(order)).toEqual([])
    const now = open(await floor.world.runOf(order)).decision_id
    expect(now).not.toBe(before)
    expect(await floor.ben.click(ACTIONS.chooseMine)).toEqual({ status: 'ok' })
    expect((await verdicts(order)).map(({ body }) => 'decision_id' in body && body.decision_id)).toEqual([now])
  }, 60_000)

  /** What would follow is known now: the question says more than the card of a moment ago. */
  async function revised(order: SampleOrder): Promise<void> {
    const state = await floor.world.runOf(order)
    const { decision_id, revision } = open(state)
    const result = await floor.world.ledger.append(
      {
        ...{ run_id: state.run_id, entity_type: 'order', entity_id: order.entity_id, expected_version: state.version },
        events: [
          {
            at: floor.world.clock(),
            body: {
              type: 'decision.revised',
              decision_id,
              revision: revision + 1,
              because: 'what would follow is known now',
            },
            sealed: null,
          },
        ],
        row: { workflow: state.workflow, kind: 'live', status: 'waiting', waiting_on: 'human', wake_at: null },
        ...{ config_hash: '', causation_id: null, consumed: [], refs: [], starting: [], children: [] },
      },
      'work',
    )
    expect(result.status).toBe('appended')
  }

  function changed({ webhook }: SampleOrder): SampleOrder['webhook'] {
    const shipping_address = { ...(webhook.body['shipping_address'] as object), address1: '99 Elsewhere Street' }
    const updated_at = new Date(floor.world.clock()).toISOString()
    return {
      ...webhook,
      topic: 'orders/updated',
      webhook_id: 'changed-1',
      body: { ...webhook.body, shipping_address, updated_at },
    }
  }
})

describe('a duplicate of a card that nobody knows of', () => {
  /** Slack took the first post and the answer was lost: the card is posted again. */
  async function twice(): Promise<{ order: SampleOrder; orphan: Message }> {
    floor = await createFloor()
    floor.local.control.fault({ kind: 'drop_after_effect', method: 'chat.postMessage', times: 1 })
    const order = await floor.arrives(sampleCase('disagreement'))
    await floor.reaching.reach.beat()
    await floor.shown()
    const [orphan, ...others] = floor.ben.cards(OPS)
    expect(others).toHaveLength(1)
    if (!orphan) throw new Error('no card')
    return { order, orphan }
  }

  it('decides like the card itself, once, and turns into a link to it', async () => {
    const { order, orphan } = await twice()
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: orphan })).toEqual({ status: 'ok' })
    await hears(floor.ben, 'Your answer counted')
    await floor.ben.until(() => shownNow().some((text) => /moved/i.test(text)), {
      what: 'the duplicate to become a link',
    })
    await floor.world.settle()
    await floor.shown()
    expect(await verdicts(order)).toHaveLength(1)
    expect(holds()).toHaveLength(1)
    expect(floor.ben.cards(OPS).some(({ ts }) => ts === orphan.ts && read(orphan.blocks) === shownNow()[0])).toBe(false)
  }, 60_000)

  it('pressed after the card was answered changes nothing and says what counted', async () => {
    const { order, orphan } = await twice()
    const [, card] = floor.ben.cards(OPS)
    await floor.ben.click(ACTIONS.chooseMine, card ? { message: card } : {})
    await floor.ana.click(ACTIONS.chooseOther, { message: orphan })
    await hears(floor.ana, `<@${BEN}> was faster`)
    expect(await verdicts(order)).toHaveLength(1)
  }, 60_000)
})

/** Answers are written down only when they may be. */
function slowRecord() {
  const waiting: (() => void)[] = []
  let mode: 'slow' | 'quick' | 'lost' = 'slow'
  return {
    quick() {
      mode = 'quick'
      for (const go of waiting.splice(0)) go()
    },
    /** What waits is never known to have been written. */
    lose() {
      mode = 'lost'
      for (const go of waiting.splice(0)) go()
      mode = 'quick'
    },
    over: (ledger: Ledger): Ledger => ({
      ...ledger,
      async append(append, lane) {
        if (lane !== 'verdict' || mode !== 'slow') return ledger.append(append, lane)
        const isLost = await new Promise<boolean>((resolve) => waiting.push(() => resolve(mode === 'lost')))
        if (isLost) throw new AppError('record.unavailable', 'the record did not answer in time')
        return ledger.append(append, lane)
      },
    }),
  }
}

describe('a click during a slow record', () => {
  it('of three seconds is acknowledged in time, called unconfirmed, and then counted, once', async () => {
    const slow = slowRecord()
    floor = await createFloor({ over: slow.over })
    const { order, card } = await asked()
    const began = performance.now()
    setTimeout(slow.quick, 3 * SECOND)
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    expect(performance.now() - began).toBeLessThan(3 * SECOND)
    await hears(floor.ben, 'Not confirmed yet')
    await hears(floor.ben, 'Your answer counted')
    expect(await verdicts(order)).toHaveLength(1)
    await floor.world.settle()
    await floor.shown()
    expect(holds()).toHaveLength(1)
    expect(shownNow().join('\n')).toContain(`approved by <@${BEN}>`)
  }, 60_000)

  it('of thirty seconds, pressed again meanwhile by two people: one counts, every click is answered', async () => {
    const slow = slowRecord()
    floor = await createFloor({ over: slow.over })
    const { order, card } = await asked()
    const first = await Promise.all([
      floor.ben.click(ACTIONS.chooseMine, { message: card }),
      floor.ben.click(ACTIONS.chooseMine, { message: card }),
      floor.ana.click(ACTIONS.chooseOther, { message: card }),
    ])
    expect(first.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
    await hears(floor.ana, 'Not confirmed yet')
    floor.world.pass(30 * SECOND)
    await floor.slack.outbox.pump()
    expect(await verdicts(order)).toEqual([])
    expect(holds()).toEqual([])
    slow.quick()
    await hears(floor.ben, /counted/)
    await hears(floor.ana, /faster|counted/)
    const given = await verdicts(order)
    expect(given).toHaveLength(1)
    await floor.world.settle()
    await floor.shown()
    expect(floor.world.shop.state.effects.actedTwice()).toBe(0)
    expect(shownNow().join('\n')).not.toContain('Two agents disagree')
  }, 60_000)

  it('that never answers says that it is not confirmed; pressing again counts once', async () => {
    const slow = slowRecord()
    floor = await createFloor({ over: slow.over })
    const { order, card } = await asked()
    await floor.ben.click(ACTIONS.chooseMine, { message: card })
    await hears(floor.ben, 'Not confirmed yet')
    slow.lose()
    const told = await hears(floor.ben, 'could not be confirmed')
    expect(told.text).toMatch(/click again: it counts once\. Reference \w{8}/)
    expect(await verdicts(order)).toEqual([])
    expect(await floor.ben.click(ACTIONS.chooseMine, { message: card })).toEqual({ status: 'ok' })
    expect(await verdicts(order)).toHaveLength(1)
  }, 60_000)

  it('that outlasts the deadline does not overrule what happened instead', async () => {
    const slow = slowRecord()
    floor = await createFloor({ over: slow.over })
    const { order, card } = await asked()
    await floor.ben.click(ACTIONS.chooseMine, { message: card })
    floor.world.pass((open(await floor.world.runOf(order)).deadline ?? 0) - floor.world.clock() + MINUTE)
    await floor.world.settle()
    slow.quick()
    await hears(floor.ben, 'Too late: nobody answered in time')
    expect(await verdicts(order)).toEqual([])
    expect(holds()).toHaveLength(1)
  }, 60_000)
})
