// The configuration of the small world that specs run in: two checks, an automation, a route, a shipment, a notification.
import type { ActionSpec } from '../../src/contracts/action.ts'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { ALWAYS_STAFFED } from '../../src/contracts/hours.ts'
import type { RunConfig } from '../../src/contracts/run.ts'
import type { PlannedStep } from '../../src/contracts/topology.ts'

export const NOW = Date.UTC(2026, 10, 10, 9, 0)
export const RUN_ID = '01930000-0000-7000-8000-000000000001'

const spec = (name: string, patch: Partial<ActionSpec> = {}): ActionSpec => ({
  name,
  risk: 'A',
  effect: true,
  afterwards: 'continue',
  conflicts_with: [],
  settle_ms: 0,
  undo_ms: 0,
  timeout_ms: 10 * SECOND,
  ...patch,
})

const actions: Record<string, ActionSpec> = {
  release: spec('release', { conflicts_with: ['hold', 'cancel'] }),
  clear: spec('clear', { effect: false }),
  hold: spec('hold', { afterwards: 'stop', conflicts_with: ['release', 'ship', 'cancel'], undo_ms: HOUR }),
  cancel: spec('cancel', {
    risk: 'C',
    afterwards: 'unwind',
    conflicts_with: ['release', 'ship', 'hold'],
    settle_ms: 2 * MINUTE,
  }),
  reserve: spec('reserve', { undo_ms: HOUR }),
  route: spec('route', { effect: false }),
  ship: spec('ship', { risk: 'B', conflicts_with: ['hold', 'cancel'], undo_ms: HOUR }),
  notify: spec('notify', { risk: 'B', settle_ms: 2 * MINUTE }),
}

const step = (name: string, tier: 1 | 2 | 3, depends_on: string[], patch: Partial<PlannedStep> = {}): PlannedStep => ({
  step: name,
  agent: name,
  version: '1.0.0',
  tier,
  depends_on,
  timeout_ms: 1000,
  fallback: 'manual_review_queue',
  kind: 'local',
  url: null,
  runs: 'agent',
  team: 'default',
  actions: {
    release: { approval: 'sampled', on_reject: 'manual', editable: [] },
    hold: { approval: 'strict', on_reject: 'continue', editable: [] },
    cancel: { approval: 'strict', on_reject: 'manual', editable: [] },
    clear: { approval: 'sampled', on_reject: 'manual', editable: [] },
    route: { approval: 'sampled', on_reject: 'manual', editable: ['warehouse'] },
    ship: { approval: 'sampled', on_reject: 'manual', editable: [] },
    notify: { approval: 'conversational', on_reject: 'continue', editable: ['body'] },
  },
  ...patch,
})

export const config: RunConfig = {
  plans: {
    order_to_fulfilment: [
      step('fraud', 1, []),
      step('compliance', 1, []),
      step('stock', 1, [], { runs: 'automation', fallback: 'backorder_flag' }),
      step('routing', 2, ['fraud', 'compliance', 'stock']),
      step('fulfilment', 2, ['fraud', 'compliance', 'stock', 'routing']),
      step('notification', 3, ['fulfilment'], { fallback: 'skip' }),
    ],
  },
  policy: {
    ask: { below_confidence: 0.7, above_usd: 500, four_eyes_above_usd: 2000, sample: 0.1 },
    conflicts: { resolve: 'priority', person_above_usd: 500 },
    segments: { value_bands_usd: [50, 500] },
    rates: { as_of: '2026-11-18', per_usd: { HKD: 7.79, SGD: 1.345 } },
    deadlines: { default: 4 * HOUR, by_step: {} },
    hours: { default: ALWAYS_STAFFED, teams: {} },
    cut_offs: [],
    reply_rules: [],
    freshness: { hold_runs_after: 2 * MINUTE, ask_after_waiting: 10 * MINUTE, retry_every: 15 * SECOND },
    settle: 2 * MINUTE,
    reminders: [
      { before: 30 * MINUTE, to: 'owners' },
      { before: 10 * MINUTE, to: 'lead' },
    ],
    veto: { window: 15 * MINUTE, unannounced: 24 * HOUR },
  },
  actions,
}
