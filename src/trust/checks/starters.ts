// Day one has no past errors to learn reviewers' eyes from: a real case is changed until what the agent proposed there is clearly wrong.
// The agent's words stay as they were: what gives it away is in the facts alone, where an error of its own would be. Pure.
import type { AnyAgent } from '../../contracts/agent.ts'
import type { ObservedFact } from '../../contracts/fact.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import type { Order } from '../../contracts/order.ts'
import { Proposal } from '../../contracts/proposal.ts'
import type { FrozenCase } from './case-of.ts'

export type Starter = FrozenCase & { gave_away: string }

type World = { order: Order; values: Record<string, Json> }

/** What must be true of the world for the agent's action to be wrong there. */
const TURNS: Readonly<Record<string, (world: World) => World>> = {
  'fraud_detection/release': (world) => ({
    order: { ...world.order, billing_address: elsewhere(world.order) },
    values: {
      ...world.values,
      customer_history: history({ orders: 0, chargebacks: 2, orders_last_24h: 5, accounts_on_device: 4 }),
    },
  }),
  'fraud_detection/hold': (world) => trusted(world),
  'fraud_detection/cancel': (world) => trusted(world),
  'compliance_check/clear': (world) => ({
    ...world,
    order: {
      ...world.order,
      shipping_address: world.order.shipping_address && { ...world.order.shipping_address, country: 'KP' },
    },
  }),
  'fulfilment/ship': (world) => ({ ...world, values: { ...world.values, stock: emptied(world.values['stock']) } }),
}

/** Null where nothing is known that would make this case wrong. */
export function starter(one: FrozenCase, agent: AnyAgent, now: number): Starter | null {
  const route = one.proposal.action === 'route' ? wrongWarehouse(one) : null
  if (route) return route
  const letter = one.proposal.action === 'notify' ? wrongOrder(one) : null
  if (letter) return letter
  const turn = TURNS[`${agent.name}/${one.proposal.action}`]
  return turn ? overlooked(one, turn, { agent, now }) : null
}

/** The agent's rules see what is wrong; the proposal that stood before the change does not follow them. */
function overlooked(
  one: FrozenCase,
  turn: (world: World) => World,
  { agent, now }: { agent: AnyAgent; now: number },
): Starter | null {
  const observed = Object.fromEntries(Object.entries(one.facts).map(([name, { value }]) => [name, value]))
  const { order, values } = turn({ order: one.order, values: observed })
  const decisions = Object.fromEntries(
    Object.entries(one.scripted)
      .filter(([step]) => step !== one.step && !(agent.name === 'fulfilment' && step === 'inventory_reservation'))
      .map(([step, { action, params, confidence }]) => [step, { action, params, confidence }]),
  )
  const all: JsonObject = { ...values, order: order as Json, decisions: decisions as Json }
  const input = agent.input.safeParse(
    Object.fromEntries(Object.keys(agent.reads).map((name) => [name, all[name] ?? null])),
  )
  if (!input.success) return null
  const judged = byRules(agent, input.data, now)
  if (!judged || judged.action === one.proposal.action) return null
  const [first, second] = judged.reasons
  return {
    ...withProposal(one, Proposal.parse({ ...one.proposal, amount: judged.amount ?? one.proposal.amount })),
    order,
    facts: refreshed(one.facts, values),
    gave_away: (second ?? first)?.text ?? '',
  }
}

function byRules(agent: AnyAgent, input: unknown, now: number): Proposal | null {
  try {
    // What an agent takes is its own type: one that does not fit is caught below.
    return Proposal.parse(agent.rules(input as never, { now }))
  } catch {
    // The changed case is none of this agent's: another one will do.
    return null
  }
}

/** From a warehouse that has none of it, at ten times the cost. */
function wrongWarehouse(one: FrozenCase): Starter | null {
  const { warehouse, cost } = one.proposal.params as { warehouse?: Json; cost?: { amount?: Json; currency?: Json } }
  const places = one.facts['warehouses']?.value
  const other = Array.isArray(places)
    ? places
        .map((place) => (place as { id?: Json } | null)?.id)
        .find((id) => typeof id === 'string' && id !== warehouse)
    : undefined
  if (typeof other !== 'string' || typeof cost?.amount !== 'number') return null
  const dear = { ...cost, amount: cost.amount * 10 }
  const gave_away = `${other} has none of ${one.order.lines[0]?.sku ?? 'the goods'} on its shelf`.slice(0, 300)
  const renamed = (text: string): string => (typeof warehouse === 'string' ? text.replaceAll(warehouse, other) : text)
  const proposal = Proposal.parse({
    ...one.proposal,
    params: { ...one.proposal.params, warehouse: other, cost: dear },
    amount: dear,
    reasons: one.proposal.reasons.map((reason) => ({ ...reason, text: renamed(reason.text).slice(0, 300) })),
    against: one.proposal.against.map(renamed),
  })
  const values = { stock: emptied(one.facts['stock']?.value, other) }
  const later = Object.fromEntries(
    Object.entries(one.scripted).map(([step, said]) => [
      step,
      said.action === 'ship' ? { ...said, params: { ...said.params, warehouse: other } } : said,
    ]),
  )
  const changed = withProposal({ ...one, scripted: later }, proposal)
  return { ...changed, facts: refreshed(one.facts, values), gave_away }
}

/** It speaks of another customer's order. */
function wrongOrder(one: FrozenCase): Starter | null {
  const { body, subject } = one.proposal.params
  const bare = one.order.number.replace(/^#/, '')
  if (typeof body !== 'string' || typeof subject !== 'string' || bare === '') return null
  const other = `${bare.slice(0, -1)}${(Number(bare.at(-1)) + 3) % 10}`
  if (other.includes('NaN') || !`${subject}${body}`.includes(bare)) return null
  const params = {
    ...one.proposal.params,
    subject: subject.replaceAll(bare, other),
    body: body.replaceAll(bare, other),
  }
  const proposal = Proposal.parse({ ...one.proposal, params })
  return { ...withProposal(one, proposal), gave_away: 'The text names another order than the one it is sent for' }
}

function withProposal<T extends FrozenCase>(one: T, proposal: Proposal): T {
  return { ...one, proposal, scripted: { ...one.scripted, [one.step]: proposal } }
}

function refreshed(facts: Record<string, ObservedFact>, values: Record<string, Json>): Record<string, ObservedFact> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      name in values ? { ...fact, value: values[name] ?? null } : fact,
    ]),
  )
}

function trusted({ order, values }: World): World {
  return {
    order: {
      ...order,
      billing_address: order.shipping_address,
      customer: order.customer && { ...order.customer, since: '2023-02-01T00:00:00Z' },
    },
    values: { ...values, customer_history: history({ orders: 14, first_order_at: '2023-02-01T00:00:00Z' }) },
  }
}

function history(said: Record<string, Json>): Json {
  const quiet = {
    orders: 0,
    chargebacks: 0,
    refunds: 0,
    first_order_at: null,
    orders_last_24h: 0,
    accounts_on_device: 1,
  }
  return { ...quiet, ...said }
}

function elsewhere({ shipping_address, billing_address }: Order): Order['billing_address'] {
  const country = shipping_address?.country === 'SG' ? 'HK' : 'SG'
  const from = billing_address ?? shipping_address
  return from && { ...from, country }
}

/** Nothing left, anywhere or in one warehouse. */
function emptied(stock: Json | undefined, only?: string): Json {
  if (stock === undefined || stock === null || typeof stock !== 'object' || Array.isArray(stock)) return {}
  return Object.fromEntries(
    Object.entries(stock).map(([sku, places]) => [
      sku,
      Object.fromEntries(
        Object.entries(places as Record<string, Json>).map(([place, units]) => [
          place,
          only === undefined || only === place ? 0 : units,
        ]),
      ),
    ]),
  )
}
