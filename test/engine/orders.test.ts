// The main job without Slack: orders come in over a webhook, agents propose, people answer, the shop is acted on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { laterWebhook, sampleOrder } from '../../dev/shop/shopify-body.ts'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { ANA, BEN, createWorld, open, plainSpec, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } } },
    }),
  })
})
afterEach(() => world.close())

const applied = () => world.shop.state.effects.all().map(({ action }) => action)

async function arrives(id: Parameters<typeof namedCase>[0]) {
  const { order } = namedCase(id)
  world.shop.place(order)
  await world.send(order)
  return order
}

describe('an ordinary order', () => {
  it('is shipped, announced and rewarded without asking anybody', async () => {
    const order = await arrives('duplicate')
    expect(await world.runOf(order)).toMatchObject({ phase: 'completed', outcome: 'done' })
    expect(applied()).toEqual(expect.arrayContaining(['release', 'reserve', 'ship', 'notify', 'award_points']))
    expect(await world.ledger.queries.countOpen()).toBe(0)
  })

  it('is one run and one shipment however often its webhook comes', async () => {
    const order = await arrives('duplicate')
    await world.send(order)
    await world.send({ webhook: { ...order.webhook, webhook_id: 'another-delivery' } })
    expect(world.shop.state.effects.actedTwice()).toBe(0)
    expect(applied().filter((action) => action === 'ship')).toHaveLength(1)
    const runs = await world.ledger.queries.findRuns({ kind: 'any', value: order.entity_id }, 20)
    expect(runs).toHaveLength(1)
  })
})

describe('an order of gift cards only', () => {
  it('asks nobody about parcels: routing, shipping and their message are skipped', async () => {
    const order = sampleOrder({ ...plainSpec, lines: [{ sku: 'GIFT-CARD-500', quantity: 1 }] })
    world.shop.place(order)
    await world.send(order)
    const state = await world.runOf(order)
    expect(state).toMatchObject({ phase: 'completed', outcome: 'done' })
    expect(state.steps['order_routing']?.status).toBe('skipped')
    expect(await world.ledger.queries.countOpen()).toBe(0)
  })
})

describe('two agents that contradict each other', () => {
  it('are shown on one question, and choosing to ship carries the later steps', async () => {
    const order = await arrives('disagreement')
    const waiting = await world.runOf(order)
    const decision = open(waiting, 'fraud_detection')
    expect(decision.record).toMatchObject({ decision: 'hold', confidence: 0.62 })
    expect(decision.against).not.toBeNull()
    expect(applied()).toEqual(['reserve'])
    await world.engine.answer({
      run_id: waiting.run_id,
      decision_id: decision.decision_id,
      revision: 1,
      kind: 'reject',
      by: ANA,
      reason_code: 'wrong_call',
    })
    await world.settle()
    const done = await world.runOf(order)
    expect(done).toMatchObject({ phase: 'completed', outcome: 'done' })
    expect(
      Object.values(done.decisions)
        .filter(({ closed }) => closed?.carried)
        .map(({ step }) => step),
    ).toContain('fulfilment')
    expect(applied()).toContain('ship')
  })

  it('hold the order in the shop when the hold is approved', async () => {
    const order = await arrives('disagreement')
    const { run_id, decisions } = await world.runOf(order)
    const [decision] = Object.values(decisions)
    await world.engine.answer({
      run_id,
      decision_id: decision?.decision_id ?? '',
      revision: 1,
      kind: 'approve',
      by: ANA,
    })
    await world.settle()
    expect(world.shop.state.order(order.entity_id)?.status).toBe('held')
    expect(applied()).not.toContain('ship')
  })

  it('tell the second of two people who was first', async () => {
    const order = await arrives('disagreement')
    const { run_id, decisions } = await world.runOf(order)
    const decision_id = Object.keys(decisions)[0] ?? ''
    const answers = await Promise.all([
      world.engine.answer({ run_id, decision_id, revision: 1, kind: 'approve', by: ANA }),
      world.engine.answer({ run_id, decision_id, revision: 1, kind: 'reject', by: BEN }),
    ])
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['already', 'counted'])
  })
})

describe('what goes wrong', () => {
  it('asks with the sum in dollars above the limit', async () => {
    const order = await arrives('high_value')
    expect(open(await world.runOf(order)).reasons.join()).toMatch(/US\$ \d+, limit US\$ 500, rate of 18 Nov/)
  })

  it('asks a person about an order without a currency instead of dropping it', async () => {
    const order = await arrives('no_currency')
    const state = await world.runOf(order)
    expect(Object.values(state.decisions).map(({ step }) => step)).toContain('order_intake')
    expect(open(state, 'order_intake').reasons.join()).toMatch(/currency/i)
  })

  it('asks when no carrier serves the lane, with the lane in words', async () => {
    for (const sku of ['OUT-POLES']) {
      world.shop.shelf.set(sku, 'HKG', 0)
      world.shop.shelf.set(sku, 'SYD', 0)
    }
    const order = await arrives('no_lane')
    expect(open(await world.runOf(order), 'order_routing').reasons.join()).toMatch(/Singapore.*Malaysia/)
  })

  it('waits for a stock feed that went quiet, and goes on when it is back', async () => {
    world.shop.shelf.setStale(true)
    world.pass(5 * MINUTE)
    const order = await arrives('stale_stock')
    expect(
      Object.values((await world.runOf(order)).steps).find(({ status }) => status === 'waiting')?.waiting?.because,
    ).toMatch(/stock feed/)
    world.shop.shelf.setStale(false)
    world.pass(MINUTE)
    await world.settle()
    expect(await world.runOf(order)).toMatchObject({ outcome: 'done' })
  })

  it('asks a person when the feed stays quiet', async () => {
    world.shop.shelf.setStale(true)
    world.pass(5 * MINUTE)
    const order = await arrives('stale_stock')
    for (let minute = 0; minute < 12; minute += 1) {
      world.pass(MINUTE)
      await world.settle()
    }
    expect((await world.runOf(order)).question).toBe(1)
  })

  it('closes the question and frees the stock when the customer cancels meanwhile', async () => {
    const order = await arrives('cancelled')
    const { run_id, decisions } = await world.runOf(order)
    const decision_id = Object.keys(decisions)[0] ?? ''
    await world.send({ webhook: laterWebhook(order, 'orders/cancelled', { cancelled_at: '2026-11-10T14:05:00Z' }) })
    expect(await world.runOf(order)).toMatchObject({ phase: 'cancelled' })
    expect(applied().at(-1)).toMatch(/reserve|undo/)
    expect(await world.engine.answer({ run_id, decision_id, revision: 1, kind: 'approve', by: ANA })).toMatchObject({
      outcome: 'superseded',
    })
  })

  it('takes "paid" before "create" as well as after it', async () => {
    const { order } = namedCase('duplicate')
    world.shop.place(order)
    await world.send({ webhook: laterWebhook(order, 'orders/paid', {}) })
    await world.send(order)
    const state = await world.runOf(order)
    expect(state.signals.map(({ topic }) => topic)).toContain('order.paid')
    expect(state.outcome).toBe('done')
  })

  it('reads back a shipment whose answer was lost, and does not ship twice', async () => {
    world.shop.faults.add({ kind: 'drop_reply', action: 'ship' })
    const order = await arrives('duplicate')
    world.pass(MINUTE)
    await world.settle()
    expect(await world.runOf(order)).toMatchObject({ outcome: 'done' })
    expect(world.shop.state.effects.actedTwice()).toBe(0)
  })

  it('asks a person when the shop refuses, and tries again only when told', async () => {
    world.shop.faults.add({ kind: 'refuse', action: 'ship' })
    const order = await arrives('duplicate')
    const state = await world.runOf(order)
    const decision = open(state, 'fulfilment')
    expect(decision.reasons.join()).toContain('did not work')
    await world.engine.answer({
      run_id: state.run_id,
      decision_id: decision.decision_id,
      revision: decision.revision,
      kind: 'approve',
      by: ANA,
    })
    await world.settle()
    expect(await world.runOf(order)).toMatchObject({ outcome: 'done' })
  })

  it('holds the order when nobody answers by the deadline', async () => {
    const order = await arrives('disagreement')
    world.pass(5 * HOUR)
    await world.settle()
    expect(world.shop.state.order(order.entity_id)?.status).toBe('held')
  })

  it('forbids people without the role, and says who may', async () => {
    const order = await arrives('disagreement')
    const { run_id, decisions } = await world.runOf(order)
    expect(
      await world.engine.answer({
        run_id,
        decision_id: Object.keys(decisions)[0] ?? '',
        revision: 1,
        kind: 'approve',
        by: 'U0NOBODY1',
      }),
    ).toMatchObject({ outcome: 'forbidden', who: [ANA, BEN] })
  })

  it('refuses an edit to a route that does not exist, from whatever surface, and records nothing', async () => {
    const order = await arrives('better_route')
    const state = await world.runOf(order)
    const { decision_id, revision, params } = open(state, 'order_routing')
    const nowhere = { run_id: state.run_id, decision_id, revision, kind: 'edit' as const, by: ANA }
    const answering = world.engine.answer({ ...nowhere, params: { ...params, warehouse: 'SYD', carrier: 'Nobody' } })
    await expect(answering).rejects.toThrow(/^Nothing was decided: these values cannot be used\. (carrier|warehouse): /)
    expect((await world.runOf(order)).version).toBe(state.version)
  })
})
