// What people say of a decision after its first question is evidence too: a stop, an answer to the same asked anew, a version asked for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { Level } from '../../src/contracts/gate.ts'
import type { Db } from '../../src/ledger/db.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'
import { casesOf, wasStopped } from '../../src/trust/cases.ts'
import { emptyDb } from '../setup/embedded-db.ts'
import { ANA, BEN, createWorld, open, plainSpec, type World } from './world.ts'

let db: Db
let world: World
let level: Level = 'P'
beforeAll(async () => {
  db = await emptyDb()
  world = await createWorld({
    db,
    parts: { levelOf: async ({ agent }) => (agent === 'fraud_detection' ? level : 'L1') },
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } } },
    }),
  })
})
afterAll(() => world.close())

let serial = 0
async function place(as: Level): Promise<SampleOrder> {
  serial += 1
  level = as
  const [id, number] = [String(5_444_000_000_000 + serial), String(40_000 + serial)]
  const order = sampleOrder({ ...plainSpec, id, number, lines: [{ sku: 'GIFT-CARD-500', quantity: 1 }] })
  world.shop.place(order)
  await world.send(order)
  return order
}

async function answer(order: SampleOrder, given: object, by = ANA): Promise<void> {
  const state = await world.runOf(order)
  const { decision_id, revision } = open(state, 'fraud_detection')
  world.pass(MINUTE)
  const said = { kind: 'approve' as const, ...given, run_id: state.run_id, decision_id, revision, by }
  expect(await world.engine.answer(said)).toMatchObject({ outcome: 'counted' })
  await world.settle()
}

async function stop(order: SampleOrder): Promise<void> {
  const { run_id, actions } = await world.runOf(order)
  const action_id = Object.values(actions).find(({ action }) => action === 'release')?.action_id ?? ''
  await world.engine.announced(run_id)
  expect(await world.engine.stopAction({ run_id, action_id, by: ANA })).toMatchObject({ outcome: 'done' })
  await world.settle()
}

const evidence = async (order: SampleOrder): Promise<EvidenceRow[]> =>
  (await world.ledger.trust.evidence({ agent: 'fraud_detection' })).filter(({ number }) =>
    number.includes(order.number),
  )
const losses = async (order: SampleOrder) => casesOf(await evidence(order)).map(({ loss, by }) => ({ loss, by }))

describe('a stop before it began', () => {
  it('is held against the proposal, also once the same is refused', async () => {
    const order = await place('L2')
    expect(await evidence(order)).toEqual([])
    await stop(order)
    expect(await evidence(order)).toMatchObject([{ stopped_by: ANA, opened_at: null, verdict: null, again: null }])
    expect(await losses(order)).toEqual([{ loss: 1, by: ANA }])
    await answer(order, { kind: 'reject', reason_code: 'wrong_call' }, BEN)
    expect(await losses(order)).toEqual([{ loss: 1, by: BEN }])
    expect((await evidence(order)).map(wasStopped)).toEqual([true])
  })

  it('says nothing where the same is let through after all, or the world has changed', async () => {
    const same = await place('L2')
    await stop(same)
    await answer(same, {})
    expect(await evidence(same)).toMatchObject([{ again: 'approve' }])
    const changed = await place('L2')
    await stop(changed)
    await answer(changed, { kind: 'reject', reason_code: 'policy_changed' })
    for (const order of [same, changed]) {
      expect(await losses(order)).toEqual([])
      expect((await evidence(order)).map(wasStopped)).toEqual([false])
    }
  })
})

describe('asking for changes', () => {
  it('is no approval, however often, and the answer that ends it counts once', async () => {
    const order = await place('P')
    for (const by of [ANA, BEN]) {
      await answer(order, { kind: 'request_changes', note: 'look again' }, by)
      expect(await losses(order)).toEqual([])
    }
    await answer(order, {})
    expect(await evidence(order)).toHaveLength(3)
    expect(await losses(order)).toEqual([{ loss: 0, by: ANA }])
  })

  it('is held against every version in whose place something else was let through', async () => {
    const order = await place('P')
    await answer(order, { kind: 'request_changes', note: 'look again' })
    await answer(order, {}, BEN)
    const [, last] = await evidence(order)
    // As an edit would have left it.
    await db.query(`UPDATE decisions SET executed = 'something else' WHERE decision_id = $1::uuid`, [last?.decision_id])
    expect((await losses(order))[0]).toEqual({ loss: 1, by: ANA })
  })
})
