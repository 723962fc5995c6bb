// People reach into a run outside a question, and limits count the whole order, through the real record and the sample shop.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { ANA, BEN, createWorld, open, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

async function asked() {
  const { order } = namedCase('disagreement')
  world.shop.place(order)
  await world.send(order)
  const state = await world.runOf(order)
  return { order, state, decision: open(state, 'fraud_detection') }
}

async function limitReviewers(usd: number): Promise<void> {
  await world.ledger.settings.put('limits_usd', { reviewer: usd, lead: usd, admin: null }, ANA, world.clock())
  world.pass(SECOND)
}

describe('limits', () => {
  it('count what the whole order is worth, for one answer carries the steps after it', async () => {
    const { state, decision } = await asked()
    await limitReviewers(500)
    const answer = { run_id: state.run_id, decision_id: decision.decision_id, revision: decision.revision, by: ANA }
    expect(await world.engine.answer({ ...answer, kind: 'reject' })).toMatchObject({ outcome: 'forbidden' })
    expect((await world.engine.state(state.run_id))?.decisions[decision.decision_id]?.status).toBe('open')
  })
})

describe('taking back a hold', () => {
  async function held() {
    const { order, state, decision } = await asked()
    await world.engine.answer({
      run_id: state.run_id,
      decision_id: decision.decision_id,
      revision: decision.revision,
      kind: 'approve',
      by: ANA,
    })
    await world.settle()
    expect(world.shop.state.order(order.entity_id)?.status).toBe('held')
    return { order, run_id: state.run_id, action_id: decision.decision_id }
  }

  it('opens the question again, so that the order is not left without anybody', async () => {
    const { order, run_id, action_id } = await held()
    expect(await world.engine.undoAction({ run_id, action_id, by: BEN })).toMatchObject({ outcome: 'done' })
    await world.settle()
    expect(world.shop.state.order(order.entity_id)?.status).not.toBe('held')
    expect(open(await world.runOf(order), 'fraud_detection').reasons[0]).toContain('taken back')
  })

  it('is refused to those who may not decide about that much, with who may', async () => {
    const { run_id, action_id } = await held()
    await limitReviewers(500)
    expect(await world.engine.undoAction({ run_id, action_id, by: BEN })).toMatchObject({
      outcome: 'forbidden',
      because: expect.stringContaining('above the limit'),
    })
  })

  it('is tried again while the shop is silent', async () => {
    const { order, run_id, action_id } = await held()
    world.shop.faults.add({ kind: 'unavailable', times: 1 })
    await world.engine.undoAction({ run_id, action_id, by: BEN })
    await world.settle()
    expect(world.shop.state.order(order.entity_id)?.status).toBe('held')
    world.pass(MINUTE)
    await world.settle()
    expect(world.shop.state.order(order.entity_id)?.status).not.toBe('held')
  })
})

describe('a run that is not dead', () => {
  it('is not said to be trying again', async () => {
    const { state } = await asked()
    expect(await world.engine.revive({ run_id: state.run_id, by: ANA })).toMatchObject({ outcome: 'too_late' })
    expect(await world.engine.revive({ run_id: '01930000-0000-7000-8000-00000000ffff', by: ANA })).toBeNull()
  })
})
