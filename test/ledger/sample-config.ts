// A configuration of two actions that contradict each other, as runs of these tests start under it.
import { ALWAYS_STAFFED } from '../../src/contracts/hours.ts'
import type { RunConfig } from '../../src/contracts/run.ts'

export const CONFIG_HASH = 'config-1'

export const config: RunConfig = {
  plans: {},
  policy: {
    ask: { below_confidence: 0.7, above_usd: 500, four_eyes_above_usd: null, sample: 0.1 },
    conflicts: { resolve: 'person', person_above_usd: 500 },
    segments: { value_bands_usd: [50, 500] },
    rates: { as_of: '2026-11-01', per_usd: { HKD: 7.8 } },
    deadlines: { default: 14_400_000, by_step: {} },
    hours: { default: ALWAYS_STAFFED, teams: {} },
    cut_offs: [],
    reply_rules: [],
    freshness: { hold_runs_after: 120_000, ask_after_waiting: 600_000, retry_every: 30_000 },
    settle: 120_000,
    reminders: [],
    veto: { window: 900_000, unannounced: 86_400_000 },
  },
  actions: {
    ship: {
      name: 'ship',
      risk: 'B',
      effect: true,
      afterwards: 'continue',
      conflicts_with: [],
      settle_ms: 0,
      undo_ms: 0,
      timeout_ms: 5_000,
    },
    hold: {
      name: 'hold',
      risk: 'A',
      effect: true,
      afterwards: 'stop',
      conflicts_with: ['ship'],
      settle_ms: 0,
      undo_ms: 0,
      timeout_ms: 5_000,
    },
  },
}
