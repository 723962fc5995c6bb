// order_intake: lets an order into the workflow once everything the other agents need is there.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { Order } from '../src/contracts/order.ts'
import { FROM_RUN } from './from-run.ts'
import { NoParams, proposalOf } from './proposal-of.ts'
import { brief, count } from './wording.ts'

const SHOWN = 4

export const orderIntake = defineAgent({
  name: 'order_intake',
  version: '1.0.0',
  kind: 'automation',
  about: 'Checks that an order has every field the other agents need; what is incomplete goes to a person.',
  trigger: 'An order arrives',
  reads: { order: FROM_RUN },
  actions: { accept: { approval: 'sampled', on_reject: 'manual', editable: [] } },
  input: z.strictObject({ order: Order }),
  output: proposalOf({ accept: NoParams }),
  statusQuo: () => ({ action: 'accept', params: {} }),
  rules({ order }) {
    if (order.problems.length > 0) throw new AppError('order.incomplete', incomplete(order))
    const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
    const text = `Nothing is missing: ${count(order.lines.length, 'line')}, ${count(units, 'unit')}`
    return {
      action: 'accept',
      params: {},
      confidence: 1,
      reasons: [{ text, source: 'order' }],
      against: [],
      unchecked: [],
      flags: order.test ? ['test_order'] : [],
      amount: null,
    }
  },
})

function incomplete({ problems }: Order): string {
  const named = problems.slice(0, SHOWN).map(({ field, problem }) => `${brief(field)} (${brief(problem)})`)
  const more = problems.length > SHOWN ? `, and ${problems.length - SHOWN} more` : ''
  return `The order is incomplete: ${named.join(', ')}${more}`
}
