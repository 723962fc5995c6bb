// Between an answer and its effect: claimed before it is carried out, and one key for as long as it takes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { ANA, BEN, createWorld, open, type World } from './world.ts'

let world: World
let second: World | null = null
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  await second?.close()
  second = null
  await world.close()
})

async function asked() {
  const { order } = namedCase('disagreement')
  world.shop.place(order)
  await world.send(order)
  const state = await world.runOf(order)
  const { decision_id, revision } = open(state, 'fraud_detection')
  return { order, request: { run_id: state.run_id, decision_id, revision, kind: 'approve' as const } }
}

const holds = () => world.shop.state.effects.all().filter(({ action }) => action === 'hold')

describe('an approval', () => {
  it('lesson: claim first, execute second: two approvals at once execute once', async () => {
    const { request } = await asked()
    second = await createWorld({ since: { now: world.clock() } })
    const approve = (engine: Engine, by: string) => engine.answer({ ...request, by })
    const answers = await Promise.all([approve(world.engine, ANA), approve(second.engine, BEN)])
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['already', 'counted'])
    expect(holds()).toEqual([])
    await Promise.all([world.engine.advance([request.run_id]), world.engine.advance([request.run_id])])
    await world.settle()
    expect(holds()).toHaveLength(1)
    expect(holds()[0]?.key).toBe(request.decision_id)
  })

  it('lesson: retries reuse the idempotency key', async () => {
    const { request } = await asked()
    for (const kind of ['unavailable', 'drop_reply', 'unavailable'] as const)
      world.shop.faults.add({ kind, action: 'hold', times: 1 })
    await world.engine.answer({ ...request, by: ANA })
    for (let minute = 0; minute < 6; minute += 1) {
      await world.settle()
      world.pass(MINUTE)
    }
    const state = await world.engine.state(request.run_id)
    expect(state?.actions[request.decision_id]).toMatchObject({ status: 'succeeded' })
    expect(state?.actions[request.decision_id]?.attempt).toBeGreaterThan(1)
    expect(holds().map(({ key }) => key)).toEqual([request.decision_id])
    expect(world.shop.state.effects.actedTwice()).toBe(0)
  })
})
