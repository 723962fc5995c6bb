// A person's edit of a route, held against the agent that proposed it: cost and days follow, or the field says why not.
import { describe, expect, it } from 'vitest'
import { orderRouting } from '../../agents/order-routing.ts'
import { editField } from '../../blocks/ids.ts'
import { actions } from '../../src/actions/registry.ts'
import type { Json, JsonObject } from '../../src/contracts/json.ts'
import { agentsByKey } from '../../src/slack/cards/card-context.ts'
import { changes } from '../../src/slack/cards/progress-of.ts'
import { editFields } from '../../src/slack/edits/edit-fields.ts'
import { editedParams } from '../../src/slack/edits/edited-params.ts'
import { hkd, lineOf, orderOf, rateOf, warehouseOf } from '../agents/order-fixture.ts'
import { NOW, openId, play, received, result, results, tierOne } from '../workflow/sample-run.ts'

const order = orderOf()
const facts = {
  stock: { 'TEE-01': { hkg: 5, sin: 5 } },
  warehouses: [warehouseOf(), warehouseOf({ id: 'sin', name: 'Tuas', country: 'SG', handling_cost: hkd(6) })],
  carrier_rates: [rateOf(), rateOf({ from_country: 'SG', carrier: 'Junk', cost: hkd(50), days: 6 })],
}
const params = orderRouting.rules({ order, ...facts, decisions: {} }, { now: NOW }).params as JsonObject
const seen = Object.fromEntries(
  Object.entries(facts).map(([name, value]) => [name, { value: value as Json, observed_at: NOW }]),
)

function edit(values: Record<string, string>, content: typeof order | null = order) {
  const asked = { ...result('routing', 'route', { ask: true, params }), input: seen }
  const played = play(received({}, order), tierOne, results(asked), { type: 'ask' }).state
  const decision = played.decisions[openId(played, 'routing')]
  if (!decision) throw new Error('nothing is asked')
  const { name, version } = orderRouting
  const record = { ...decision.record, agent: name, version }
  const state = { ...played, order: content }
  const context = { actions, agents: agentsByKey([orderRouting]) }
  const fields = [...editFields(state, record, params, context)]
  for (const field of ['carrier', 'service'])
    if (!fields.some((each) => each.name === field))
      fields.push({ name: field, kind: { type: 'text', max: 100 }, value: String(params[field]) })
  const entered = Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      const id = editField(field)
      return [id, { [id]: { type: 'plain_text_input', value } }]
    }),
  )
  return editedParams({ state, record, params, fields, form: { values: entered }, context })
}

describe('an edited route', () => {
  it('costs and takes what the route it was changed to does', () => {
    const edited = edit({ warehouse: 'sin', carrier: 'Junk' })
    expect(edited).toEqual({
      status: 'ok',
      params: { warehouse: 'sin', carrier: 'Junk', service: 'standard', cost: hkd(56), days: 6 },
    })
    const changed = edited.status === 'ok' ? changes(params, edited.params) : []
    expect(changed).toContainEqual({ field: 'cost', from: 'HK$ 38', to: 'HK$ 56' })
  })

  it.each([
    [{ warehouse: 'kul' }, 'warehouse', 'kul cannot send this order. Possible: hkg and sin.'],
    [{ warehouse: 'sin' }, 'carrier', 'Kite has no route for this order from sin. Possible: Junk standard.'],
    [{ service: 'express' }, 'service', 'Kite has no such service for this order from hkg. Possible: Kite standard.'],
  ])('%j is refused next to the field', (values, field, message) => {
    expect(edit(values)).toEqual({ status: 'invalid', errors: { [editField(field)]: message } })
  })

  it('is left alone when nothing was changed', () => {
    expect(edit({ warehouse: 'hkg', carrier: 'Kite' })).toEqual({ status: 'ok', params })
  })

  it('is refused when what the agent saw is no longer there', () => {
    expect(edit({ carrier: 'Junk' }, null)).toMatchObject({ status: 'invalid' })
  })

  it('is refused when nothing could be sent at all', () => {
    const refused = orderRouting.revise?.bind(orderRouting)
    const input = { order: orderOf({ lines: [lineOf({ sku: 'GONE-9' })] }), ...facts, decisions: {} }
    expect(() => refused?.(input, params)).toThrow('no single warehouse has all of GONE-9')
  })
})
