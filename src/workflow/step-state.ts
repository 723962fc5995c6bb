// One step of a run as its events left it: where it stands, what its agent said, and what people asked to have changed.
import type { EventOf } from '../contracts/event.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { PlannedStep } from '../contracts/topology.ts'
import type { RejectReason } from '../contracts/verdict.ts'

/** A proposal as recorded, with its sealed payload and input (empty objects once a person was erased). */
export type StepRecord = Omit<EventOf<'step.completed'>, 'type'> & { params: JsonObject; input: JsonObject; at: number }

/** pending: to be called · waiting: for data · judged: the gate says ask, no question yet · asked · acting · then one of the final four. */
export type StepStatus =
  | 'pending'
  | 'waiting'
  | 'judged'
  | 'asked'
  | 'acting'
  | 'clear'
  | 'skipped'
  | 'stopped'
  | 'manual'

export type StepState = {
  plan: PlannedStep
  status: StepStatus
  record: StepRecord | null
  /** The result computed before the steps it depends on were clear. */
  ahead: StepRecord | null
  waiting: { facts: string[]; because: string; retry_at: number } | null
  /** How many decision ids this step has used; the next one is made from it, so deciding twice gives the same id. */
  serial: number
  /** What people asked to have changed, oldest first: the agent reads it with its next try. */
  feedback: Feedback[]
  /** Set while the agent works on a new version: the question it goes back to, and the decision it replaces. */
  revising: { question: number; decision_id: string } | null
}

/** `draft`: the payload it was said of. */
export type Feedback = { by: string; at: number; note: string; draft: JsonObject }

/** What the thread under the card tells, in the order it happened: only ever appended to. */
export type Told =
  | { what: 'changes_requested'; decision_id: string }
  /** `nth`: which of the decision's passes. */
  | { what: 'passed'; decision_id: string; nth: number }
  | { what: 'corrected'; decision_id: string }
  /** The run ended with it, nobody having answered and nothing done. */
  | { what: 'unanswered'; decision_id: string }

/** "This was wrong", said afterwards. */
export type Correction = {
  by: string
  at: number
  reason_code: RejectReason
  severity: number
  note: string | null
  repair: string | null
}
