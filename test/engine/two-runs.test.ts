// Two runs over one order that contradict each other: one choice answers both, and nothing of the other side is done.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { ANA, BEN, createWorld, open, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    // A second look at an order that is under way, by the one agent that would hold it.
    configuration: (same) => {
      const { plans, policy } = same.config
      const look = plans['order_to_fulfilment']?.filter(({ step }) => step === 'fraud_detection') ?? []
      const rest = plans['order_to_fulfilment']?.filter(({ step }) => step !== 'fraud_detection') ?? []
      const withoutFraud = rest.map((step) => ({
        ...step,
        depends_on: step.depends_on.filter((name) => name !== 'fraud_detection'),
      }))
      const workflow = same.topology.workflows['order_to_fulfilment']
      if (!workflow) throw new Error('the topology has no order_to_fulfilment')
      return {
        ...same,
        topology: {
          ...same.topology,
          workflows: { ...same.topology.workflows, second_look: { ...workflow, trigger: 'person.asked' } },
        },
        config: {
          ...same.config,
          plans: { ...plans, order_to_fulfilment: withoutFraud, second_look: look },
          policy: { ...policy, ask: { ...policy.ask, sample: 0, four_eyes_above_usd: null } },
        },
      }
    },
  })
})
afterEach(() => world.close())

const applied = () => world.shop.state.effects.all().map(({ action }) => action)
const must = (state: RunState | null): RunState => {
  if (!state) throw new Error('no such run')
  return state
}

/** The order's own run wants to ship and is blocked by the second look, which wants to hold. */
async function contradicted() {
  const { order } = namedCase('disagreement')
  world.shop.place(order)
  await world.send(order)
  const first = await world.runOf(order)
  const look = await world.engine.requestRun({
    workflow: 'second_look',
    like: first.run_id,
    request: { by: BEN, note: 'looks odd', about: null },
    key: 'a-message',
  })
  await world.settle()
  let shipping = await world.runOf(order)
  for (let round = 0; round < 5; round += 1) {
    const [next] = Object.values(shipping.decisions).filter(({ status, rival }) => status === 'open' && !rival)
    if (!next) break
    await answer(shipping, next.decision_id, 'approve')
    shipping = await world.runOf(order)
  }
  return { order, shipping, look: must(await world.engine.state(look ?? '')) }
}

async function answer(state: RunState, decision_id: string, kind: 'approve' | 'reject'): Promise<string> {
  const revision = state.decisions[decision_id]?.revision ?? 1
  const given = await world.engine.answer({ run_id: state.run_id, decision_id, revision, kind, by: ANA })
  await world.settle()
  return given.outcome
}

describe('two runs that contradict each other', () => {
  it('are one question with both sides, and the other one points to it', async () => {
    const { shipping, look } = await contradicted()
    const mine = open(shipping)
    const theirs = open(look, 'fraud_detection')
    expect(mine.rival).toMatchObject({
      ...{ run_id: look.run_id, id: theirs.decision_id, what: 'decision', action: 'hold', agent: 'fraud_detection' },
      reasons: expect.arrayContaining([expect.any(String)]),
      revision: theirs.revision,
    })
    expect(theirs.joined).toMatchObject({ run_id: shipping.run_id, id: mine.decision_id })
    expect(applied()).not.toContain('ship')
  })

  it('choosing to go on sets the hold aside, and only that', async () => {
    const { order, shipping, look } = await contradicted()
    expect(await answer(shipping, open(shipping).decision_id, 'approve')).toBe('counted')
    world.pass(5 * MINUTE)
    await world.settle()
    const after = must(await world.engine.state(look.run_id))
    expect(after.decisions[open(look).decision_id]?.status).toBe('superseded')
    expect(after.phase).toBe('completed')
    expect(applied()).not.toContain('hold')
    expect((await world.runOf(order)).phase).not.toBe('dead')
  })

  it('choosing the hold ends the other run with nothing more done', async () => {
    const { order, shipping, look } = await contradicted()
    expect(await answer(look, open(look).decision_id, 'approve')).toBe('counted')
    world.pass(5 * MINUTE)
    await world.settle()
    expect(await world.runOf(order)).toMatchObject({ phase: 'completed', outcome: 'gave_way' })
    expect((await world.runOf(order)).decisions[open(shipping).decision_id]?.status).toBe('superseded')
    expect(world.shop.state.order(order.entity_id)?.status).toBe('held')
    expect(applied()).not.toContain('ship')
  })

  it('rejecting the hold lets go what it held back, without asking again', async () => {
    const { order, shipping, look } = await contradicted()
    expect(await answer(look, open(look).decision_id, 'reject')).toBe('counted')
    world.pass(5 * MINUTE)
    await world.settle()
    const after = await world.runOf(order)
    expect(after.decisions[open(shipping).decision_id]?.status).toBe('superseded')
    expect(Object.values(after.decisions).some(({ status }) => status === 'open')).toBe(false)
    expect(after.phase).toBe('completed')
  })

  it('rejecting the other side leaves the hold a question of its own', async () => {
    const { shipping, look } = await contradicted()
    await answer(shipping, open(shipping).decision_id, 'reject')
    expect(open(must(await world.engine.state(look.run_id)), 'fraud_detection').joined).toBeNull()
  })
})
