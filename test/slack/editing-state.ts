// A route that is asked about and may be edited, with the rates the agent chose from.
import type { RunState } from '../../src/workflow/state.ts'
import { NOW, openId, play, RUN_ID, received, result, results, tierOne } from '../workflow/sample-run.ts'

const params = {
  warehouse: 'SIN',
  carrier: 'Kestrel',
  service: 'express',
  cost: { amount: 3_800, currency: 'HKD' },
  days: 3,
}
const route = {
  ...result('routing', 'route', { ask: true, params }),
  input: {
    carrier_rates: {
      value: [
        { carrier: 'Kestrel', service: 'express' },
        { carrier: 'Heron', service: 'standard' },
      ],
      observed_at: NOW,
    },
  },
}
const asked = play(received(), tierOne, results(route), { type: 'ask' }).state

/** The sample configuration lets the warehouse be edited; here the carrier too. */
export const editing: RunState = {
  ...asked,
  steps: Object.fromEntries(
    Object.entries(asked.steps).map(([name, step]) => {
      const actions = {
        ...step.plan.actions,
        route: { approval: 'sampled' as const, on_reject: 'manual' as const, editable: ['warehouse', 'carrier'] },
      }
      return [name, { ...step, plan: { ...step.plan, actions } }]
    }),
  ),
}

export const editTarget = { run: RUN_ID, decision: openId(editing, 'routing'), revision: 1 }
