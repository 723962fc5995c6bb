// A run: one workflow over one entity, as a stream of events. Its state is never stored, always folded from them.
import { z } from 'zod'
import { ActionSpec } from './action.ts'
import { RunPolicy } from './policy.ts'
import { PlannedStep } from './topology.ts'

/** Only live runs act or count as evidence. seed: a case whose answer is known. audit: a look at what was done alone. */
export const RunKind = z.enum(['live', 'practice', 'seed', 'backtest', 'audit'])
export type RunKind = z.infer<typeof RunKind>

export const RunStatus = z.enum(['running', 'waiting', 'completed', 'cancelled', 'dead'])
export type RunStatus = z.infer<typeof RunStatus>

export const WaitingOn = z.enum(['human', 'action', 'data'])
export type WaitingOn = z.infer<typeof WaitingOn>

/** What a run started under and finishes under: stored once by its hash, named by that hash in `run.received`. */
export const RunConfig = z.object({
  /** Steps by workflow. */
  plans: z.record(z.string(), z.array(PlannedStep)),
  policy: RunPolicy,
  actions: z.record(z.string(), ActionSpec),
})
export type RunConfig = z.infer<typeof RunConfig>
