// What happened to a run. `result` holds one of these bodies, discriminated by `type`; the envelope is what is stored and published.

import { z } from 'zod'
import { Check } from './check.ts'
import type { JsonObject } from './json.ts'
import { Money } from './money.ts'
import { OutcomeKind } from './outcome.ts'
import { Rival } from './rival.ts'
import { RunKind } from './run.ts'
import { StepResult } from './step-result.ts'
import { PassedTo, RejectReason, Severity, VerdictKind, Weight } from './verdict.ts'

const decisionId = { decision_id: z.uuid() }
const actionId = { action_id: z.uuid() }

export const EventBody = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run.received'),
    kind: RunKind,
    workflow: z.string(),
    config_hash: z.string(),
    number: z.string(),
    market: z.string().nullable(),
    locale: z.string().nullable(),
    total: Money.nullable(),
    /** Set on a child run: whose step it carries out, and whether a person had a hand in what led to it. */
    parent: z.object({ run_id: z.uuid(), step: z.string(), answered: z.boolean().optional() }).nullable(),
    /** The person who asked for this run; their words travel sealed. Nobody approves what they asked for themselves. */
    requested_by: z.string().nullable().default(null),
    /** Set on a run that looks at agents' or reviewers' work: what it was made from. */
    check: Check.nullable().default(null),
  }),
  z.object({ type: z.literal('signal.received'), topic: z.string(), delivery: z.string(), material: z.boolean() }),
  z.object({ type: z.literal('step.completed'), ...decisionId, ...StepResult }),
  z.object({ type: z.literal('step.previewed'), ...decisionId, ...StepResult }),
  z.object({ type: z.literal('step.late'), step: z.string(), after_ms: z.number() }),
  z.object({ type: z.literal('step.skipped'), step: z.string(), because: z.string() }),
  z.object({
    type: z.literal('step.waiting'),
    step: z.string(),
    facts: z.array(z.string()),
    because: z.string(),
    retry_at: z.number(),
  }),
  z.object({
    type: z.literal('decision.opened'),
    ...decisionId,
    step: z.string(),
    revision: z.int(),
    question: z.int(),
    reasons: z.array(z.string()).min(1),
    deadline: z.number(),
    /** The contradicting decision shown on the same card. */
    against: z.uuid().nullable(),
    /** What made the deadline; a hard one (a ship cut-off, a marketplace's reply rule) does not wait for anything. */
    due: z.object({ hard: z.boolean(), words: z.string() }).default({ hard: false, words: '' }),
    /** What stands against it in another run on the same entity: an open question or an action there. */
    rival: Rival.nullable().default(null),
    /** The decision this one is a new version of, when changes were asked for. */
    revises: z.uuid().nullable().default(null),
  }),
  z.object({ type: z.literal('decision.revised'), ...decisionId, revision: z.int(), because: z.string() }),
  /** `in_favour_of`: the action that took its place. Should nothing come of it, this is asked again too. */
  z.object({
    type: z.literal('decision.expired'),
    ...decisionId,
    instead: z.string(),
    in_favour_of: z.uuid().optional(),
  }),
  z.object({
    type: z.literal('decision.superseded'),
    ...decisionId,
    because: z.string(),
    in_favour_of: z.uuid().optional(),
  }),
  z.object({ type: z.literal('decision.extended'), ...decisionId, deadline: z.number(), because: z.string() }),
  /** The next rung of the policy's reminders was reached: 1 for the owners, then who comes next. */
  z.object({ type: z.literal('decision.reminded'), ...decisionId, rung: z.int().positive(), to: z.string() }),
  z.object({
    type: z.literal('decision.passed'),
    ...decisionId,
    by: z.string(),
    to: PassedTo,
    /** Raised when the question moves to another channel: it is posted anew there. */
    question: z.int(),
  }),
  /** Decided together with a question of another run, on that one's card; null: on its own again. */
  z.object({ type: z.literal('decision.joined'), ...decisionId, with: Rival.nullable() }),
  /** "This was wrong", said after the fact. */
  z.object({
    type: z.literal('decision.corrected'),
    ...decisionId,
    by: z.string(),
    reason_code: RejectReason,
    severity: Severity,
    repair: z.uuid().nullable(),
  }),
  /** The world said something of a decision, long after it was made. Not `wrong`: nothing is settled, or it came to nothing. */
  z.object({
    type: z.literal('outcome.learned'),
    ...decisionId,
    outcome: OutcomeKind,
    standing: z.enum(['open', 'upheld', 'dismissed']),
    wrong: z.boolean(),
    severity: Severity,
    delivery: z.string(),
  }),
  /** Somebody looked at a decision that was made without asking: blind first, then beside the agent's answer. */
  z.object({
    type: z.literal('audit.answered'),
    ...decisionId,
    found: z.enum(['ok', 'wrong']),
    by: z.string(),
    drawn: z.enum(['random', 'targeted']),
    /** What they would have done, said before they saw the agent's answer. */
    stated: z.string(),
    reason: z.string().nullable(),
    severity: Severity.nullable(),
    audit: z.uuid(),
  }),
  /** On the run of the audit itself. */
  z.object({ type: z.literal('audit.opened'), step: z.string(), question: z.int(), deadline: z.number() }),
  z.object({ type: z.literal('audit.stated'), by: z.string(), action: z.string() }),
  /** A check was answered; what it was is told from here on. `found` is set for audits, `caught` for the rest. */
  z.object({
    type: z.literal('check.answered'),
    by: z.string(),
    answered: z.string(),
    caught: z.boolean().nullable(),
    found: z.enum(['ok', 'wrong']).nullable(),
    reason: z.string().nullable(),
    severity: Severity.nullable(),
  }),
  z.object({
    type: z.literal('verdict.given'),
    ...decisionId,
    kind: VerdictKind,
    by: z.string(),
    revision: z.int(),
    /** The decision's status after this answer; `open` when a second person must agree. */
    status: z.enum(['open', 'approved', 'edited', 'rejected', 'changes_requested']),
    latency_ms: z.number(),
    evidence_opened: z.boolean(),
    /** True when an earlier answer covered this decision because its payload is what was shown then. */
    carried: z.boolean(),
    reason_code: RejectReason.nullable(),
    fingerprint: z.string(),
    /** Payloads of later steps this answer covers. */
    carries: z.record(z.string(), z.string()),
    /** Whether it says anything about the agent: answers given too fast to have been read still act. */
    weight: Weight.default('evidence'),
    /** Whose right to decide was used, when it was somebody's delegate. */
    on_behalf_of: z.string().nullable().default(null),
    /** Answers given to alike cases in one go. */
    bulk: z.uuid().nullable().default(null),
  }),
  z.object({
    type: z.literal('action.scheduled'),
    ...actionId,
    step: z.string(),
    action: z.string(),
    at: z.number(),
    fingerprint: z.string(),
    /** settle: the wait after an approval. veto: it runs from the moment Slack has confirmed the post; until then `at` is when a person is asked instead. */
    wait: z.enum(['none', 'settle', 'veto']).default('none'),
    /** The question number its announcement is posted under; only for `veto`. */
    question: z.int().nullable().default(null),
  }),
  z.object({ type: z.literal('action.announced'), ...actionId, at: z.number() }),
  z.object({ type: z.literal('action.deferred'), ...actionId, at: z.number(), because: z.string() }),
  z.object({ type: z.literal('action.started'), ...actionId, attempt: z.int() }),
  z.object({ type: z.literal('action.succeeded'), ...actionId, ref: z.string() }),
  /**
   * `refused`: the shop said no, or the order is such that it cannot be done: trying the same again is of no use. `unequipped`: this
   * installation cannot do it to any order before it is set up otherwise.
   */
  z.object({
    type: z.literal('action.failed'),
    ...actionId,
    because: z.string(),
    refused: z.boolean().optional(),
    unequipped: z.boolean().optional(),
  }),
  z.object({ type: z.literal('action.unknown'), ...actionId, because: z.string(), retry_at: z.number() }),
  z.object({ type: z.literal('action.stopped'), ...actionId, by: z.string() }),
  z.object({ type: z.literal('action.blocked'), ...actionId, because: z.string() }),
  z.object({ type: z.literal('action.undo_requested'), ...actionId, by: z.string() }),
  z.object({ type: z.literal('action.undone'), ...actionId, ref: z.string() }),
  /** The shop did not answer the undo: it is tried again. */
  z.object({ type: z.literal('action.undo_delayed'), ...actionId, because: z.string(), retry_at: z.number() }),
  z.object({ type: z.literal('action.undo_failed'), ...actionId, because: z.string() }),
  z.object({ type: z.literal('child.started'), step: z.string(), child: z.uuid() }),
  z.object({ type: z.literal('run.completed'), outcome: z.string() }),
  z.object({ type: z.literal('run.cancelled'), because: z.string() }),
  z.object({ type: z.literal('run.dead'), because: z.string(), ref: z.string() }),
  z.object({ type: z.literal('run.revived'), by: z.string() }),
])
export type EventBody = z.infer<typeof EventBody>
export type EventOf<T extends EventBody['type']> = Extract<EventBody, { type: T }>

/** What was measured while the event came about; absent where it does not apply. */
export const Measured = z.object({
  processing_time_ms: z.number().optional(),
  model_version: z.string().optional(),
  cost_usd: z.number().optional(),
})
export type Measured = z.infer<typeof Measured>

/** An event on its way into the record, or read back from it. `sealed` holds personal fields; null once erased or never present. */
export type RunEvent = { at: number; body: EventBody; sealed: JsonObject | null; measured?: Measured }

/** The published form (one per event, in the bus entry of its commit) without sealed fields. */
export const WireEvent = z.object({
  event_id: z.uuid(),
  event_type: z.string(),
  entity_type: z.string(),
  entity_id: z.string(),
  agent_name: z.string().nullable(),
  timestamp: z.iso.datetime(),
  result: EventBody,
  metadata: z.object({
    schema_version: z.literal(1),
    run_id: z.uuid(),
    run_version: z.int().positive(),
    causation_id: z.uuid().nullable(),
    market: z.string().nullable(),
    locale: z.string().nullable(),
    currency: z.string().nullable(),
    ...Measured.shape,
  }),
})
export type WireEvent = z.infer<typeof WireEvent>

/** "order.fraud_detection.completed" for what an agent's step did, "order.verdict.given" for the rest. */
export function wireType(entityType: string, body: EventBody): string {
  return body.type.startsWith('step.') && 'step' in body
    ? `${entityType}.${body.step}.${body.type.slice(5)}`
    : `${entityType}.${body.type}`
}

/** The agent an event speaks of, if any. */
export function agentOf(body: EventBody): string | null {
  return 'agent' in body ? body.agent : 'step' in body ? body.step : null
}
