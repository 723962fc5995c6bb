// Whatever people press, in whatever order, and however often: what was not countersigned is never carried out, and nothing twice.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleOrder } from '../../dev/shop/shopify-body.ts'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { DecisionState, RunState } from '../../src/workflow/state.ts'
import { howMany } from '../setup/how-many.ts'
import { ANA, BEN, createWorld, plainSpec, type World } from './world.ts'

const NOBODY = 'U0NOBODY1'
const NEVER = new Set(['rejected', 'expired', 'superseded', 'changes_requested', 'open'])
const lines = [
  { sku: 'OUT-TENT-2P', quantity: 2 },
  { sku: 'HOM-THROW-WOOL', quantity: 1 },
]

let world: World
let count = 0
beforeAll(async () => {
  world = await createWorld({
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } } },
    }),
  })
  for (const { sku } of lines)
    for (const warehouse of ['HKG', 'SIN', 'SYD']) world.shop.shelf.set(sku, warehouse, 100_000)
})
afterAll(() => world.close())

type Press =
  | {
      press: 'answer'
      kind: 'approve' | 'reject' | 'edit' | 'request_changes'
      by: string
      which: number
      behind: number
    }
  | { press: 'both'; by: [string, string]; kinds: ['approve', 'reject'] | ['approve', 'approve'] }
  | { press: 'stop' | 'undo' | 'correct'; by: string; which: number }
  | { press: 'wait'; ms: number }

const by = fc.constantFrom(ANA, ANA, BEN, BEN, NOBODY)
const which = fc.nat(3)
const press: fc.Arbitrary<Press> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      press: fc.constant('answer' as const),
      kind: fc.constantFrom('approve', 'approve', 'reject', 'edit', 'request_changes'),
      by,
      which,
      /** A card drawn so many revisions ago; below zero: one that was never drawn. */
      behind: fc.constantFrom(0, 0, 0, 1, -1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      press: fc.constant('both' as const),
      by: fc.constant<[string, string]>([ANA, BEN]),
      kinds: fc.constantFrom<[['approve', 'reject'], ['approve', 'approve']][number]>(
        ['approve', 'reject'],
        ['approve', 'approve'],
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ press: fc.constantFrom('stop', 'undo', 'correct'), by, which }) },
  {
    weight: 3,
    arbitrary: fc.record({ press: fc.constant('wait' as const), ms: fc.constantFrom(0, MINUTE, 3 * MINUTE, 5 * HOUR) }),
  },
)

/** An order that fraud would hold and fulfilment would ship. */
async function asked(): Promise<string> {
  count += 1
  const order = sampleOrder({
    ...plainSpec,
    id: String(5_333_000_000_000 + count),
    number: String(30_000 + count),
    lines,
    billing: { line: '9 Elsewhere Road', city: 'Portland', province: 'Oregon', postcode: '97201', country: 'US' },
    shipping_method: 'Express',
    history: { ...plainSpec.history, orders: 0, first_order_at: null },
  })
  world.shop.place(order)
  await world.send(order)
  return (await world.runOf(order)).run_id
}

async function carriedOut(step: Press, runId: string): Promise<void> {
  const state = (await world.engine.state(runId)) as RunState
  if (step.press === 'wait') {
    world.pass(step.ms)
    return world.settle()
  }
  if (step.press === 'both') {
    const open = Object.values(state.decisions).find(({ status }) => status === 'open')
    if (!open) return
    const { decision_id, revision } = open
    await Promise.all(
      step.kinds.map((kind, index) =>
        world.engine.answer({ run_id: runId, decision_id, revision, kind, by: step.by[index] ?? ANA }),
      ),
    )
    return
  }
  const decision = nth(Object.values(state.decisions), step.which)
  const action = nth(Object.values(state.actions), step.which)
  if (step.press === 'answer') {
    if (decision) await answer(world.engine, decision, step, runId)
  } else if (step.press === 'correct') {
    const wrong = { reason_code: 'wrong_call' as const, severity: 1, note: null }
    if (decision)
      await world.engine.correct({ run_id: runId, decision_id: decision.decision_id, by: step.by, ...wrong })
  } else if (action) {
    const target = { run_id: runId, action_id: action.action_id, by: step.by }
    await (step.press === 'stop' ? world.engine.stopAction(target) : world.engine.undoAction(target))
  }
}

async function answer(
  engine: Engine,
  { decision_id, revision, params }: DecisionState,
  { kind, by: who, behind }: Extract<Press, { press: 'answer' }>,
  run_id: string,
): Promise<void> {
  const shown = Math.max(1, revision - behind)
  await engine.answer({
    ...{ run_id, decision_id, revision: shown, kind, by: who },
    ...(kind === 'edit' ? { params } : {}),
    ...(kind === 'request_changes' ? { note: 'Look again.' } : {}),
  })
}

function nth<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(1, items.length)]
}

describe('no sequence of clicks', () => {
  it('lesson: a rejected decision never reaches the executor', async () => {
    let executed = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.array(press, { minLength: 3, maxLength: 14 }), async (steps) => {
        const runId = await asked()
        for (const step of steps) await carriedOut(step, runId)
        world.pass(10 * HOUR)
        await world.settle()
        const state = (await world.engine.state(runId)) as RunState
        const effects = world.shop.state.effects.all().filter(({ entity_id }) => entity_id === state.entity_id)
        for (const { key, action } of effects.filter((effect) => !effect.key.endsWith('/undo'))) {
          const decision = state.decisions[key]
          if (decision)
            expect(NEVER, `${action} of a decision that is ${decision.status}`).not.toContain(decision.status)
          if (decision) executed += 1
        }
        for (const { decision_id, status } of Object.values(state.decisions).filter((each) => NEVER.has(each.status))) {
          refused += 1
          expect(
            effects.filter(({ key }) => key === decision_id),
            `${status}, and carried out`,
          ).toEqual([])
        }
        const keys = effects.map(({ key }) => key)
        expect(new Set(keys).size, 'one effect per key').toBe(keys.length)
      }),
      { numRuns: howMany({ usually: 12, inCi: 25 }) },
    )
    expect(executed, 'some were countersigned and carried out').toBeGreaterThan(0)
    expect(refused, 'some were not').toBeGreaterThan(0)
  }, 240_000)
})
