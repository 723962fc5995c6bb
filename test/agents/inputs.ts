// For every agent the inputs it can meet: the keys are what its `reads` declare, which a test holds against the agent.
import fc from 'fast-check'
import { decisions, history, order, rates, request, stock, warehouses } from './arbitraries.ts'
import { type World, worlds } from './routable.ts'

type Input = Record<string, unknown>

/** Half of any shape, half of a world in which the agent has something to decide. */
function either(wild: fc.Arbitrary<Input>, ...facts: (keyof World)[]): fc.Arbitrary<Input> {
  const tame = worlds(['HKD', 'HKD', 'HKD', 'SGD'])
  return fc.oneof(
    wild,
    tame.map((world) => Object.fromEntries(facts.map((fact) => [fact, world[fact]]))),
  )
}

export const inputs: Readonly<Record<string, fc.Arbitrary<Input>>> = {
  order_intake: fc.record({ order }),
  fraud_detection: fc.record({ order, customer_history: history }),
  compliance_check: fc.record({ order, carrier_rates: rates }),
  address_verification: fc.record({ order }),
  inventory_reservation: either(fc.record({ order, stock }), 'order', 'stock'),
  order_routing: either(
    fc.record({ order, stock, warehouses, carrier_rates: rates, decisions }),
    ...(['order', 'stock', 'warehouses', 'carrier_rates', 'decisions'] as const),
  ),
  fulfilment: either(fc.record({ order, decisions, stock }), 'order', 'decisions', 'stock'),
  customer_notification: either(fc.record({ order, decisions }), 'order', 'decisions'),
  repair: fc.record({ order, request }),
  review_request: fc.record({ order, request }),
  loyalty_calculation: either(fc.record({ order, decisions }), 'order', 'decisions'),
}
