// What the world says long after an order was decided: it is held against the decision it concerns, once, and can be taken back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { type LateNews, lateWebhook } from '../../dev/shop/late-webhooks.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { generic } from '../../src/channels/generic.ts'
import { orderTimeline } from '../../src/reports/order-timeline.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

async function shipped(): Promise<SampleOrder> {
  const { order } = namedCase('duplicate')
  world.shop.place(order)
  await world.send(order)
  expect(await world.runOf(order)).toMatchObject({ phase: 'completed' })
  return order
}

const hear = (order: SampleOrder, news: LateNews) => world.send({ webhook: lateWebhook(order, news) })
const evidence = async (agent: string) => (await world.ledger.trust.evidence({ agent }))[0]

describe('a chargeback on an order that is long over', () => {
  it('is held against the release that let it go, and told in the timeline', async () => {
    const order = await shipped()
    await hear(order, 'chargeback')
    expect(await evidence('fraud_detection')).toMatchObject({
      action: 'release',
      outcome: 'chargeback',
      severity: 2,
    })
    expect(await evidence('fulfilment')).toBeUndefined()
    const { run_id } = await world.runOf(order)
    const [stored] = await world.ledger.load([run_id])
    const { entries } = orderTimeline([{ run_id, kind: 'live', events: stored?.events ?? [] }])
    expect(entries.map(({ text }) => text)).toContain(
      'The bank took the money back: "release" of fraud_detection was wrong',
    )
    expect(await world.ledger.verifyChain(run_id)).toBeNull()
  })

  it('counts once, however often and under whatever delivery it is said', async () => {
    const order = await shipped()
    await hear(order, 'chargeback')
    await hear(order, 'chargeback')
    const again = lateWebhook(order, 'chargeback')
    await world.send({ webhook: { ...again, webhook_id: 'said-again' } })
    const [stored] = await world.ledger.load([(await world.runOf(order)).run_id])
    expect(stored?.events.filter(({ body }) => body.type === 'outcome.learned')).toHaveLength(1)
  })

  it('is taken back when the dispute is won', async () => {
    const order = await shipped()
    await hear(order, 'chargeback')
    await hear(order, 'chargeback_won')
    expect(await evidence('fraud_detection')).toBeUndefined()
    expect(Object.values((await world.runOf(order)).outcomes)).toMatchObject([{ wrong: false, standing: 'dismissed' }])
  })
})

describe('a parcel that came back', () => {
  it('with a wrong item in it is held against who sent it', async () => {
    await hear(await shipped(), 'wrong_item')
    expect(await evidence('fulfilment')).toMatchObject({ action: 'ship', outcome: 'wrong_item', severity: 1 })
    expect(await evidence('fraud_detection')).toBeUndefined()
  })

  it('because it did not fit is nobody’s mistake', async () => {
    await hear(await shipped(), 'too_small')
    for (const agent of ['fulfilment', 'order_routing', 'fraud_detection'])
      expect(await evidence(agent)).toBeUndefined()
  })
})

describe('a complaint over POST /events', () => {
  it('reaches the message that a child run sent, once somebody has found it right', async () => {
    const order = {
      id: '77',
      number: '77',
      total: { amount: '388.00', currency: 'HKD' },
      lines: [
        { sku: 'APP-TEE-BLK-M', title: 'Cotton tee', quantity: 1, unit_price: { amount: '388.00', currency: 'HKD' } },
      ],
    }
    const say = async (id: string, type: string, about: object) => {
      const body = Buffer.from(
        JSON.stringify({ id, type, account: 'hk', occurred_at: '2026-11-10T09:00:00Z', order: about }),
      )
      const receipt = generic.receive({ body, headers: {}, subpath: '' }, world.clock())
      if (receipt.status !== 'received') throw new Error(receipt.because)
      const heard = world.parts.normalise(receipt.delivery)
      return heard.what === 'order.signal' ? heard.content['outcome'] : null
    }
    expect(await say('1', 'order.complaint', { id: '77', outcome: { status: 'open' } })).toMatchObject({
      what: 'complaint',
      standing: 'open',
    })
    expect(await say('2', 'order.complaint', { ...order, outcome: { status: 'upheld', severity: 3 } })).toMatchObject({
      standing: 'upheld',
      severity: 3,
    })
    expect(await say('3', 'order.updated', order)).toBeUndefined()
  })

  it('is held against the child that wrote to the customer', async () => {
    const order = await shipped()
    const content = {
      source_topic: 'order.complaint',
      order: null,
      outcome: { what: 'complaint', about: 'other', standing: 'upheld', severity: null },
    }
    const key = 'events:hk:complaint'
    await world.ledger.storeDelivery({
      ...{ key, channel: 'events', topic: 'order.complaint', received_at: world.clock(), headers: {} },
      body: Buffer.from('{}'),
    })
    await world.ledger.intake([
      {
        ...{ delivery: key, what: 'signal', entity_type: 'order', entity_id: order.entity_id, refs: [] },
        signal: { delivery: key, topic: 'order.complaint', at: world.clock(), content },
      },
    ])
    await world.settle()
    expect(await evidence('customer_notification')).toMatchObject({
      action: 'notify',
      outcome: 'complaint',
      severity: 1,
    })
  })
})
