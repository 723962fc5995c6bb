// What can happen to a run. Everything `decide` may know is in here or in the state: the gate's answer, the time, the draw.
import type { EventOf, Measured } from '../contracts/event.ts'
import type { PersonsRequest } from '../contracts/fact.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Order } from '../contracts/order.ts'
import type { LateOutcome } from '../contracts/outcome.ts'
import type { Proposal } from '../contracts/proposal.ts'
import type { Rival } from '../contracts/rival.ts'
import type { PassedTo, RejectReason, VerdictRequest, Weight } from '../contracts/verdict.ts'

export type StepResult =
  | {
      status: 'completed'
      step: string
      ahead: boolean
      body: Omit<EventOf<'step.completed'>, 'type' | 'decision_id' | 'step'>
      params: JsonObject
      input: JsonObject
      measured: Measured
    }
  | { status: 'skipped'; step: string; because: string }
  | { status: 'waiting'; step: string; facts: string[]; because: string; retry_at: number }
  | { status: 'late'; step: string; after_ms: number }

export type ActionOutcome =
  | { status: 'succeeded'; ref: string }
  | { status: 'failed'; because: string; refused?: boolean; unequipped?: boolean }
  | { status: 'unknown'; because: string; retry_at: number }
  | { status: 'blocked'; because: string; rival?: Rival }
  | { status: 'undone'; ref: string }
  | { status: 'undo_delayed'; because: string; retry_at: number }
  | { status: 'undo_failed'; because: string }

/** A time in which people could not be reached; `to` is null while it lasts. Epoch ms. */
export type Outage = { from: number; to: number | null }

/** `stated`: before they have seen the agent's answer. The rest after: it was right, or it was wrong. */
export type AuditSays =
  | { what: 'stated'; action: string }
  | { what: 'found'; found: 'ok' | 'wrong'; reason: string | null; severity: number | null }

export type RunInput =
  | {
      type: 'receive'
      body: Omit<EventOf<'run.received'>, 'type'>
      order: Order | null
      decisions: JsonObject | null
      facts: JsonObject | null
      request?: PersonsRequest | null
      scripted?: Record<string, Proposal> | null
    }
  | { type: 'signal'; topic: string; delivery: string; order: Order | null; outcome?: LateOutcome | null }
  | { type: 'results'; results: StepResult[] }
  /** No more agents to call: put what was judged "ask" to people, as one question. */
  | { type: 'ask' }
  | {
      type: 'verdict'
      request: VerdictRequest
      evidence_opened: boolean
      weight?: Weight
      on_behalf_of?: string | null
    }
  /**
   * `stops`: who stopped which agent, by name; what nobody approved of theirs does not begin. `unearned`: actions whose agent may not
   * do them alone any more; they do not begin either unless somebody approved them.
   */
  | {
      type: 'start'
      action_ids: string[]
      outages?: Outage[]
      stops?: Readonly<Record<string, string>>
      unearned?: readonly string[]
    }
  /** Slack confirmed the post that announces these; they begin at `at` unless stopped. */
  | { type: 'announce'; action_ids: string[]; at: number }
  | { type: 'outcome'; action_id: string; outcome: ActionOutcome }
  /** Time passed: reminders, deadlines, actions that could not be announced. */
  | { type: 'tick'; outages?: Outage[] }
  | { type: 'pass'; decision_id: string; by: string; to: PassedTo }
  /** "This was wrong", about a decision of this run, asked or not. */
  | {
      type: 'correct'
      decision_id: string
      by: string
      reason_code: RejectReason
      severity: number
      note: string | null
      repair: string | null
    }
  /** Something in another run was chosen over this run's question or action; `ends` when nothing may follow here. */
  | { type: 'give_way'; id: string; because: string; ends: boolean }
  /** What stood against an action in another run is gone: it is no longer asked, and goes its way. */
  | { type: 'free'; decision_id: string; because: string }
  /** It was chosen over something in another run that is already under way: it begins after that. */
  | { type: 'defer'; action_id: string; at: number; because: string }
  | { type: 'join'; decision_id: string; with: Rival | null }
  /** An answer to an audit: first what they would have done, then what they found. */
  | { type: 'audit'; by: string; says: AuditSays }
  /** Changes nothing: whether somebody may is all that is asked. */
  | { type: 'look' }
  /** What an audit found of a decision of this run. */
  | {
      type: 'audited'
      decision_id: string
      by: string
      found: 'ok' | 'wrong'
      drawn: 'random' | 'targeted'
      stated: string
      reason: string | null
      severity: number | null
      audit: string
    }
  | { type: 'stop'; action_id: string; by: string }
  | { type: 'undo'; action_id: string; by: string }
  | { type: 'kill'; because: string; ref: string }
  | { type: 'revive'; by: string }
