// Stop and start want the same action at the same moment, from two processes; and stop buttons that work in every process at once.
import { afterEach, describe, expect, it } from 'vitest'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { RELEASED, stopKey } from '../../src/contracts/settings.ts'
import { howMany } from '../setup/how-many.ts'
import { ANA, createWorld, plainSpec, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Fraud detection acts unless stopped; everything else suggests. */
async function process(since?: { now: number }): Promise<World> {
  const world = await createWorld({
    ...(since ? { since } : {}),
    parts: { levelOf: async ({ agent }) => (agent === 'fraud_detection' ? 'L2' : 'L1') },
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } } },
    }),
  })
  worlds.push(world)
  return world
}

const giftCard = (n: number): SampleOrder =>
  sampleOrder({
    ...plainSpec,
    id: String(5_444_000_000_000 + n),
    number: String(40_000 + n),
    lines: [{ sku: 'GIFT-CARD-500', quantity: 1 }],
  })

async function announced(world: World, orders: readonly SampleOrder[]) {
  for (const order of orders) world.shop.place(order)
  await world.send(...orders)
  return Promise.all(
    orders.map(async (order) => {
      const { run_id, entity_id, actions } = await world.runOf(order)
      await world.engine.announced(run_id)
      const action_id = Object.values(actions).find(({ action }) => action === 'release')?.action_id ?? ''
      return { run_id, entity_id, action_id }
    }),
  )
}

describe('stop and start at the same moment', () => {
  it('compete for one transition: of many races none ends in both, and none in neither', async () => {
    const RACES = howMany({ usually: 24, inCi: 200 })
    const first = await process()
    const second = await process({ now: first.clock() })
    const waiting = await announced(
      first,
      Array.from({ length: RACES }, (_, n) => giftCard(n)),
    )
    for (const world of [first, second]) world.pass(16 * MINUTE)
    const outcomes = await Promise.all(
      waiting.map(async ({ run_id, action_id, entity_id }, n) => {
        const stop = () => second.engine.stopAction({ run_id, action_id, by: ANA })
        const start = () => first.engine.advance([run_id])
        const [stopped] =
          n % 2 ? await Promise.all([stop(), start()]) : (await Promise.all([start(), stop()])).reverse()
        return { entity_id, stopped: (stopped as Awaited<ReturnType<typeof stop>>)?.outcome === 'done' }
      }),
    )
    await first.settle()
    const released = new Set(
      first.shop.state.effects
        .all()
        .filter(({ action }) => action === 'release')
        .map(({ entity_id }) => entity_id),
    )
    expect(first.shop.state.effects.actedTwice()).toBe(0)
    for (const { entity_id, stopped } of outcomes) expect(released.has(entity_id)).toBe(!stopped)
    expect(outcomes.filter(({ stopped }) => stopped).length).toBeGreaterThan(0)
  }, 180_000)
})

describe('a stop button', () => {
  it('works in a process that did not hear it being pressed, within one second', async () => {
    const here = await process()
    const there = await process({ now: here.clock() })
    // It has just read the settings and remembers them.
    await announced(here, [giftCard(1)])
    await there.ledger.settings.put(stopKey('all'), { by: ANA, at: there.clock() }, ANA, there.clock())
    here.pass(SECOND)
    const order = giftCard(2)
    here.shop.place(order)
    await here.send(order)
    const state = await here.runOf(order)
    expect(state.steps['fraud_detection']?.record?.gate).toMatchObject({ answer: 'ask' })
    expect(Object.values(state.decisions)[0]?.reasons.join()).toContain(`stopped by <@${ANA}>`)
  })

  it('keeps announced actions from beginning that nobody approved, and lets them go on as a question', async () => {
    const here = await process()
    const there = await process({ now: here.clock() })
    const [waiting] = await announced(here, [giftCard(3)])
    await there.ledger.settings.put(stopKey('fraud_detection'), { by: ANA, at: 0 }, ANA, there.clock())
    here.pass(16 * MINUTE)
    await here.settle()
    expect(here.shop.state.effects.all().map(({ action }) => action)).not.toContain('release')
    const state = await here.engine.state(waiting?.run_id ?? '')
    expect(Object.values(state?.decisions ?? {})[0]).toMatchObject({ status: 'open' })
    await there.ledger.settings.put(stopKey('fraud_detection'), RELEASED, ANA, there.clock())
  })

  it('does not hold back what a person has approved', async () => {
    const here = await process()
    const [waiting] = await announced(here, [giftCard(4)])
    const { run_id = '', action_id = '' } = waiting ?? {}
    await here.engine.stopAction({ run_id, action_id, by: ANA })
    const asked = Object.values((await here.engine.state(run_id))?.decisions ?? {})[0]
    await here.engine.answer({ run_id, decision_id: asked?.decision_id ?? '', revision: 1, kind: 'approve', by: ANA })
    await here.ledger.settings.put(stopKey('all'), { by: ANA, at: 0 }, ANA, here.clock())
    here.pass(SECOND)
    await here.settle()
    expect(here.shop.state.effects.all().map(({ action }) => action)).toContain('release')
  })
})
