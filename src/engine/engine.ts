// The engine's face: what surfaces (Slack, webhooks, commands on the server) may ask it to do.
import type { Check } from '../contracts/check.ts'
import type { ObservedFact, PersonsRequest } from '../contracts/fact.ts'
import type { Order } from '../contracts/order.ts'
import type { Proposal } from '../contracts/proposal.ts'
import type { RunKind } from '../contracts/run.ts'
import type { PassedTo, RejectReason, VerdictKind, VerdictRequest, Weight } from '../contracts/verdict.ts'
import type { AuditSays } from '../workflow/input.ts'
import type { Ruling } from '../workflow/rule-verdict.ts'
import type { RunState } from '../workflow/state.ts'

/** What became of an answer, with the state it left, so that the surface can show the truth at once. */
export type Answer =
  | {
      outcome: 'counted'
      decision_id: string
      /** What it counted as; with `status` open it is one of two on its side. */
      kind: VerdictKind
      status: 'open' | 'approved' | 'edited' | 'rejected' | 'changes_requested'
      /** Whether it is evidence, or why it is not: the person is told at once. */
      weight: Weight
      state: RunState
    }
  | { outcome: 'forbidden'; because: string; who: string[]; state: RunState }
  | {
      outcome: Exclude<Ruling, { ruling: 'counts' } | { ruling: 'unknown' }>['ruling']
      ruling: Ruling
      state: RunState
    }
  /** No such run or decision: an orphan button. */
  | { outcome: 'unknown' }

/** A person reached into a run: done, too late for it, or not theirs to do. */
export type Intervention =
  | { outcome: 'done'; state: RunState }
  | { outcome: 'too_late'; state: RunState }
  | { outcome: 'forbidden'; because: string; who: string[]; state: RunState }

/** `not_theirs`: the person it was to be passed to may not decide it; `who` may. */
export type Passing = Intervention | { outcome: 'not_theirs'; who: string[]; state: RunState }

/** `asking`: only whether it could be passed there by this person; nothing is changed. */
export type PassRequest = { run_id: string; decision_id: string; by: string; to: PassedTo; asking?: boolean }

/** `exists`: there is one of this decision already, perhaps begun by another process just now. `refused`: it cannot be stored. */
export type CheckStart = { outcome: 'begun'; run_id: string } | { outcome: 'exists' } | { outcome: 'refused' }

export type Engine = {
  /** Counts an answer, or says why it does not. Resolves when the verdict is durable. Rejects when the record cannot be reached. */
  answer(request: VerdictRequest): Promise<Answer>
  /** Stops a scheduled action before it begins. Anybody who may decide at all may stop; null for an unknown run. */
  stopAction(request: { run_id: string; action_id: string; by: string }): Promise<Intervention | null>
  /** Takes a finished action back while its window lasts. */
  undoAction(request: { run_id: string; action_id: string; by: string }): Promise<Intervention | null>
  /** Lets a dead run try again. */
  revive(request: { run_id: string; by: string }): Promise<Intervention | null>
  /** Passes an open question to somebody else. Anybody who may decide at all may pass it on, to a person who may decide it. */
  pass(request: PassRequest): Promise<Passing | null>
  /** "This was wrong": corrects the evidence; where a workflow for repairs is switched on, a repair run starts and is named. */
  correct(request: {
    run_id: string
    decision_id: string
    by: string
    reason_code: RejectReason
    severity: number
    note: string | null
  }): Promise<(Intervention & { repair: string | null }) | null>
  /**
   * Starts a live run because a person asked for it, over the order of a run that is known. Null for an unknown run. The same key is
   * the same run; `of`: the run its id is made from, where that is not `like`.
   */
  requestRun(request: {
    workflow: string
    like: string
    request: PersonsRequest
    key: string
    of?: string
  }): Promise<string | null>
  /** Slack confirmed the post of this run's card: the veto windows on it begin. */
  announced(runId: string): Promise<void>
  /** Starts runs that are not the shop's: practice cases. Returns their ids. */
  startRuns(
    requests: { kind: Exclude<RunKind, 'live'>; order: Order; workflow: string; facts: Record<string, ObservedFact> }[],
  ): Promise<string[]>
  /**
   * Starts a look at an agent's or a reviewer's work over a case from the record.
   * `scripted`: what agents say there, by step; for an audit, what the agent did, shown after the reviewer has said what they would do.
   */
  startCheck(request: {
    check: Check
    /** The decision it was drawn with; drawn once per decision and kind, and once more after so many `times` in vain. */
    drawn_with: { run_id: string; decision_id: string; times?: number }
    workflow: string
    order: Order
    facts: Record<string, ObservedFact>
    scripted: Record<string, Proposal>
  }): Promise<CheckStart>
  /** One of the two steps of an audit; whoever may decide cards may. Null for an unknown run. */
  answerAudit(request: { run_id: string; by: string; says: AuditSays }): Promise<Intervention | null>
  /** The state as the record has it now; null when unknown. */
  state(runId: string): Promise<RunState | null>

  /** Takes stored deliveries in: runs start, signals reach their run. */
  intake(deliveryKeys: string[]): Promise<void>
  /** Carries each run as far as it can go without waiting. Runs leased by somebody else are skipped. */
  advance(runIds: string[]): Promise<void>
  /** Finds all work that nobody was told about: due runs, deliveries never taken in. Returns how much it found. */
  sweep(): Promise<number>
}
