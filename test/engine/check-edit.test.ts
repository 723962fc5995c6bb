// What an edit may be is decided in one place: every surface that hands one in gets the same answer.
import { describe, expect, it } from 'vitest'
import { orderRouting } from '../../agents/order-routing.ts'
import { actions } from '../../src/actions/registry.ts'
import { agentKey } from '../../src/contracts/agent.ts'
import type { Json, JsonObject } from '../../src/contracts/json.ts'
import { checkEdit } from '../../src/engine/check-edit.ts'
import { hkd, orderOf, rateOf, warehouseOf } from '../agents/order-fixture.ts'
import { NOW, openId, play, received, result, results, tierOne } from '../workflow/sample-run.ts'

const order = orderOf()
const facts = {
  stock: { 'TEE-01': { hkg: 5, sin: 5 } },
  warehouses: [warehouseOf(), warehouseOf({ id: 'sin', name: 'Tuas', country: 'SG', handling_cost: hkd(6) })],
  carrier_rates: [
    rateOf(),
    rateOf({ from_country: 'SG', cost: hkd(50), days: 6 }),
    rateOf({ carrier: 'Junk', cost: hkd(90) }),
  ],
}
const before = orderRouting.rules({ order, ...facts, decisions: {} }, { now: NOW }).params as JsonObject
const seen = Object.fromEntries(
  Object.entries(facts).map(([name, value]) => [name, { value: value as Json, observed_at: NOW }]),
)

/** The sample configuration lets the warehouse be edited, and nothing else. */
function check(patch: JsonObject) {
  const asked = { ...result('routing', 'route', { ask: true, params: before }), input: seen }
  const played = play(received({}, order), tierOne, results(asked), { type: 'ask' }).state
  const decision = played.decisions[openId(played, 'routing')]
  if (!decision) throw new Error('nothing is asked')
  const record = { ...decision.record, agent: orderRouting.name, version: orderRouting.version }
  const agents = new Map([[agentKey(orderRouting), orderRouting]])
  return checkEdit(
    { state: { ...played, order }, record, before, params: { ...before, ...patch } },
    { actions, agents },
  )
}

describe('an edited payload', () => {
  it('is completed with what follows from the change, whatever was handed in for it', () => {
    expect(check({ warehouse: 'sin' })).toEqual({
      status: 'ok',
      params: { warehouse: 'sin', carrier: 'Kite', service: 'standard', cost: hkd(56), days: 6 },
    })
  })

  it.each<[JsonObject, string, RegExp]>([
    [{ warehouse: 'kul' }, 'warehouse', /kul cannot send this order\. Possible: hkg and sin\./],
    [{ cost: hkd(1) }, 'cost', /cannot be changed here/],
    [{ warehouse: 'sin', days: 1 }, 'days', /cannot be changed here/],
    [{ carrier: 'Junk' }, 'carrier', /cannot be changed here/],
    [{ days: 'soon' }, 'days', /./],
  ])('%j is refused', (patch, field, message) => {
    expect(check(patch)).toMatchObject({
      status: 'refused',
      problems: expect.arrayContaining([{ field, message: expect.stringMatching(message) }]),
    })
  })
})
