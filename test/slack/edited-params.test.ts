// A person's edit of a route, held against the agent that proposed it: cost and days follow, or the field says why not.
import { describe, expect, it } from 'vitest'
import { orderRouting } from '../../agents/order-routing.ts'
import { editField } from '../../blocks/ids.ts'
import { actions } from '../../src/actions/registry.ts'
import type { Json, JsonObject } from '../../src/contracts/json.ts'
import { agentsByKey } from '../../src/slack/cards/card-context.ts'
import { changes } from '../../src/slack/cards/progress-of.ts'
import { diffOf } from '../../src/slack/edits/diff-of.ts'
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

function form(values: Record<string, string>, content: typeof order | null = order) {
  const asked = { ...result('routing', 'route', { ask: true, params }), input: seen }
  const played = play(received({}, order), tierOne, results(asked), { type: 'ask' }).state
  const decision = played.decisions[openId(played, 'routing')]
  if (!decision) throw new Error('nothing is asked')
  const { name, version } = orderRouting
  const record = { ...decision.record, agent: name, version }
  const routing = played.steps['routing']
  if (!routing) throw new Error('nothing is routed')
  // The sample configuration lets the warehouse alone be edited.
  const route = {
    approval: 'sampled' as const,
    on_reject: 'manual' as const,
    editable: ['warehouse', 'carrier', 'service'],
  }
  const plan = { ...routing.plan, actions: { ...routing.plan.actions, route } }
  const steps = { ...played.steps, routing: { ...routing, plan } }
  const state = { ...played, order: content, steps }
  const context = { actions, agents: agentsByKey([orderRouting]) }
  const fields = editFields(state, record, params, context)
  const entered = Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      const id = editField(field)
      return [id, { [id]: { type: 'plain_text_input', value } }]
    }),
  )
  return { state, record, params, fields, form: { values: entered }, context }
}

const edit = (values: Record<string, string>, content: typeof order | null = order) =>
  editedParams(form(values, content))

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

describe('the diff of an edited route', () => {
  const diff = (values: Record<string, string>) => {
    const { state, record, fields, form: entered, context } = form(values)
    return diffOf({ state, decision: { record, params }, fields, entered, context })
  }

  it('tells what the person changes from what follows of it', () => {
    expect(diff({ warehouse: 'sin', carrier: 'Junk' })).toEqual({
      changed: [
        { field: 'warehouse', from: 'hkg', to: 'sin' },
        { field: 'carrier', from: 'Kite', to: 'Junk' },
      ],
      follows: [
        { field: 'cost', from: 'HK$ 38', to: 'HK$ 56' },
        { field: 'days', from: '3', to: '6' },
      ],
      problems: [],
    })
  })

  it('says why there is no such route', () => {
    expect(diff({ warehouse: 'sin' }).problems).toEqual([
      'Kite has no route for this order from sin. Possible: Junk standard.',
    ])
  })
})
