// The state of a run: what its events add up to. Nothing else knows more about a run than this.
import type { Check } from '../contracts/check.ts'
import type { EntityType } from '../contracts/entity.ts'
import type { EventOf } from '../contracts/event.ts'
import type { ObservedFact, PersonsRequest } from '../contracts/fact.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Order } from '../contracts/order.ts'
import type { LateOutcome, OutcomeKind } from '../contracts/outcome.ts'
import type { Proposal } from '../contracts/proposal.ts'
import type { Rival } from '../contracts/rival.ts'
import type { RunConfig, RunKind } from '../contracts/run.ts'
import type { PlannedStep } from '../contracts/topology.ts'
import type { PassedTo, VerdictKind, Weight } from '../contracts/verdict.ts'
import type { ActionState } from './action-state.ts'
import type { Correction, StepRecord, StepState, Told } from './step-state.ts'

export type { ActionState } from './action-state.ts'
export type { Correction, Feedback, StepRecord, StepState, StepStatus, Told } from './step-state.ts'

export type DecisionStatus =
  | 'open'
  | 'approved'
  | 'edited'
  | 'rejected'
  | 'changes_requested'
  | 'expired'
  | 'superseded'

/** Approving, with or without an edit, or rejecting: two people agree when they are on the same side. */
export type Side = 'yes' | 'no'

export type DecisionState = {
  decision_id: string
  step: string
  record: StepRecord
  status: DecisionStatus
  revision: number
  question: number
  /** Why a person is asked, in words. */
  reasons: string[]
  opened_at: number
  deadline: number
  /** As it was when the question was put; time in which nobody could be reached is added to it. */
  deadline_at_first: number
  due: { hard: boolean; words: string }
  against: string | null
  rival: Rival | null
  /** Asked together with a question of another run, on that one's card. */
  joined: Rival | null
  revises: string | null
  /** Rungs of the policy's reminders already climbed. */
  reminded: number
  /** The last rung that went beyond its owners; null before. */
  escalated: { to: string; at: number } | null
  /** Everybody who passed it on, oldest first; the last one that names somebody says whose it is. */
  passes: { by: string; at: number; to: PassedTo }[]
  /** Answers so far on a question that two people must agree on. */
  approvals: { by: string; on_behalf_of: string | null; at: number; side: Side }[]
  /** The payload was changed by a person. */
  edited: boolean
  closed: {
    at: number
    by: string | null
    kind: VerdictKind | null
    because: string | null
    reason_code: string | null
    note: string | null
    carried: boolean
    weight: Weight
    on_behalf_of: string | null
  } | null
  /** The action that took its place, approved elsewhere or the hold after a deadline; null while none did. */
  in_favour_of: string | null
  /** What will be executed: the proposal's payload, or the edited one. */
  params: JsonObject
}

export type RunState = {
  run_id: string
  version: number
  config: RunConfig
  phase: 'new' | 'open' | 'completed' | 'cancelled' | 'dead'
  kind: RunKind
  workflow: string
  entity_type: EntityType
  entity_id: string
  number: string
  market: string | null
  locale: string | null
  currency: string | null
  /** Hash the configuration is stored under. */
  config_hash: string
  /** Null before `run.received` and after the person behind it was erased. */
  order: Order | null
  parent: { run_id: string; step: string; answered?: boolean | undefined } | null
  requested_by: string | null
  request: PersonsRequest | null
  /** Decisions of the parent run, for a child. */
  inherited: Record<string, { action: string; params: JsonObject; confidence: number }>
  /** Facts given with the run (practice, seeds, back-tests); a live run observes its own. */
  given: Record<string, ObservedFact>
  received_at: number
  steps: Record<string, StepState>
  /** Tier 3 steps and the child runs that carry them. */
  children: Record<string, { plan: PlannedStep; run_id: string | null }>
  decisions: Record<string, DecisionState>
  actions: Record<string, ActionState>
  /** "This was wrong", by decision: asked or not. */
  corrections: Record<string, Correction>
  /** What the world said of decisions later, by decision; the newest counts. */
  outcomes: Record<string, LearnedOutcome>
  /** What audits found of decisions that were made without asking. */
  audits: Record<string, AuditFinding>
  /** Set on a run that looks at agents' or reviewers' work. */
  check: Check | null
  /** What the agent proposes here in place of what it would say itself, by step; for cases whose answer is known. */
  scripted: Record<string, Proposal>
  /** The question of an audit; null for every other run. */
  audit: AuditState | null
  /** How the check was answered; null before, and for every other run. */
  checked: CheckAnswer | null
  /** Payloads a person's earlier answer covers: step -> fingerprint, and whose answer. */
  carried: Record<string, { fingerprint: string; by: string; evidence_opened: boolean }>
  story: Told[]
  signals: { topic: string; at: number }[]
  /** When it first had to wait for data; everything it waits for counts from there. */
  waiting_since: number | null
  question: number
  outcome: string | null
  /** Why it was cancelled or died, with a reference for support. */
  ended: { at: number; because: string; ref: string | null } | null
  /** What it was when it died; a revived run goes back there. */
  died_from: 'open' | 'completed' | 'cancelled' | null
}

export type LearnedOutcome = {
  at: number
  outcome: OutcomeKind
  standing: LateOutcome['standing']
  wrong: boolean
  severity: number
  /** Every delivery that said something of it: none counts twice. */
  deliveries: string[]
}

export type AuditFinding = {
  at: number
  by: string
  found: 'ok' | 'wrong'
  drawn: 'random' | 'targeted'
  audit: string
}

/** `stated`: what the reviewer would have done, before they saw the agent's answer. */
export type AuditState = {
  step: string
  opened_at: number
  deadline: number
  stated: { by: string; action: string; at: number } | null
}

export type CheckAnswer = Omit<EventOf<'check.answered'>, 'type'> & { at: number }

export function initialState(identity: {
  run_id: string
  entity_type: EntityType
  entity_id: string
  config: RunConfig
}): RunState {
  return {
    ...identity,
    version: 0,
    phase: 'new',
    kind: 'live',
    workflow: '',
    number: '',
    market: null,
    locale: null,
    currency: null,
    config_hash: '',
    order: null,
    parent: null,
    requested_by: null,
    request: null,
    inherited: {},
    given: {},
    received_at: 0,
    steps: {},
    children: {},
    decisions: {},
    actions: {},
    corrections: {},
    outcomes: {},
    audits: {},
    check: null,
    scripted: {},
    audit: null,
    checked: null,
    carried: {},
    story: [],
    signals: [],
    waiting_since: null,
    question: 0,
    outcome: null,
    ended: null,
    died_from: null,
  }
}

export function openDecisions(state: RunState): DecisionState[] {
  return Object.values(state.decisions)
    .filter((decision) => decision.status === 'open')
    .sort(
      (a, b) =>
        tierOf(state, a.step) - tierOf(state, b.step) ||
        a.opened_at - b.opened_at ||
        (a.decision_id < b.decision_id ? -1 : 1),
    )
}

export function tierOf(state: RunState, step: string): number {
  return state.steps[step]?.plan.tier ?? 3
}

/** True when the run executes for real; practice, seeds and back-tests only pretend. */
export function acts(state: RunState): boolean {
  return state.kind === 'live'
}
