// What an agent's step left in the record: the proposal, who spoke, and the gate's answer to it.
import { z } from 'zod'
import { AuditDraw } from './check.ts'
import { GateAnswer } from './gate.ts'
import { Money } from './money.ts'
import { Reason } from './proposal.ts'
import { Fallback } from './topology.ts'

/** A proposal as recorded: everything but the payload and the frozen input, which are personal and travel sealed. */
export const StepResult = {
  step: z.string(),
  agent: z.string(),
  version: z.string(),
  source: z.enum(['rules', 'model', 'remote', 'fallback']),
  decision: z.string(),
  confidence: z.number(),
  flags: z.array(z.string()),
  reasons: z.array(Reason),
  against: z.array(z.string()),
  unchecked: z.array(z.string()),
  amount: Money.nullable(),
  departs: z.boolean(),
  fingerprint: z.string(),
  input_hash: z.string(),
  /** Set when the agent itself gave no answer: which fallback spoke, and why. */
  fallback: z.object({ used: Fallback, because: z.string() }).nullable(),
  gate: GateAnswer,
  /** Drawn where a person is not asked although an agent judged; null where there is nothing to audit. */
  audit: AuditDraw.nullable().default(null),
}
