// One place decides what an answer counts as, whatever surface it comes from, and every transition is guarded by the state it leaves.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../blocks/ids.ts'
import { namedCase } from '../../dev/demo/cases.ts'
import { elementsOf } from '../../dev/slack/interactivity/elements.ts'
import { HOUR } from '../../src/contracts/clock.ts'
import { open } from '../engine/world.ts'
import { ANA, BEN, OPS } from './desk.ts'
import { createLiving, type Living } from './living.ts'

let living: Living
beforeEach(async () => {
  living = await createLiving()
})
afterEach(() => living.close())

async function asked() {
  const { order } = namedCase('disagreement')
  living.world.shop.place(order)
  await living.world.send(order)
  await living.settled()
  const state = await living.world.runOf(order)
  const { decision_id, revision } = open(state, 'fraud_detection')
  const answer = { run_id: state.run_id, decision_id, revision, kind: 'approve' as const, by: ANA }
  return { order, answer }
}

const applied = () => living.world.shop.state.effects.all().map(({ action }) => action)
const choices = () =>
  living.ben
    .cards(OPS)
    .flatMap((message) => elementsOf(message.blocks).map(({ actionId }) => actionId))
    .filter((id) => id === ACTIONS.approve || id === ACTIONS.chooseMine || id === ACTIONS.reject)

describe('an answer', () => {
  it('lesson: what is decided elsewhere leaves no live button in Slack, and a late click hears who was faster', async () => {
    const { order, answer } = await asked()
    expect(choices().length).toBeGreaterThan(0)
    // Not through Slack: as the command on the server does.
    expect(await living.world.engine.answer(answer)).toMatchObject({ outcome: 'counted' })
    await living.settled()
    expect(choices()).toEqual([])
    expect(await living.world.engine.answer({ ...answer, by: BEN })).toMatchObject({ outcome: 'already' })
    expect((await living.world.runOf(order)).decisions[answer.decision_id]?.closed?.by).toBe(ANA)
  })

  it('lesson: a fallback of a deadline never overwrites what a person decided', async () => {
    const { order, answer } = await asked()
    await living.world.engine.answer({ ...answer, kind: 'reject', reason_code: 'wrong_call' })
    living.world.pass(6 * HOUR)
    await living.settled()
    const state = await living.world.runOf(order)
    expect(state.decisions[answer.decision_id]?.status).toBe('rejected')
    expect(applied()).not.toContain('hold')
  })

  it('lesson: an answer and what it sets in motion are one commit: what cannot be stored has not happened, and counts when given again', async () => {
    const { order, answer } = await asked()
    const { ledger, engine } = living.world
    const append = ledger.append
    ledger.append = async () => {
      throw new Error('the record is gone')
    }
    await expect(engine.answer(answer)).rejects.toThrow('the record is gone')
    ledger.append = append
    const before = await living.world.runOf(order)
    expect(before.decisions[answer.decision_id]?.status).toBe('open')
    expect(before.actions[answer.decision_id]).toBeUndefined()
    expect(await engine.answer(answer)).toMatchObject({ outcome: 'counted' })
    const after = await living.world.runOf(order)
    expect(after.decisions[answer.decision_id]?.status).toBe('approved')
    expect(after.actions[answer.decision_id]).toBeDefined()
  })
})
