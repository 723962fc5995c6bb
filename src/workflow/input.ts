// What can happen to a run. Everything `decide` may know is in here or in the state: the gate's answer, the time, the draw.
import type { EventOf, Measured } from '../contracts/event.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Order } from '../contracts/order.ts'
import type { VerdictRequest } from '../contracts/verdict.ts'

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
  | { status: 'failed'; because: string }
  | { status: 'unknown'; because: string; retry_at: number }
  | { status: 'blocked'; because: string }
  | { status: 'undone'; ref: string }
  | { status: 'undo_delayed'; because: string; retry_at: number }
  | { status: 'undo_failed'; because: string }

export type RunInput =
  | {
      type: 'receive'
      body: Omit<EventOf<'run.received'>, 'type'>
      order: Order | null
      decisions: JsonObject | null
      facts: JsonObject | null
    }
  | { type: 'signal'; topic: string; delivery: string; order: Order | null }
  | { type: 'results'; results: StepResult[] }
  /** No more agents to call: put what was judged "ask" to people, as one question. */
  | { type: 'ask' }
  | { type: 'verdict'; request: VerdictRequest; evidence_opened: boolean }
  | { type: 'start'; action_ids: string[] }
  | { type: 'outcome'; action_id: string; outcome: ActionOutcome }
  /** Time passed: deadlines. */
  | { type: 'tick' }
  | { type: 'stop'; action_id: string; by: string }
  | { type: 'undo'; action_id: string; by: string }
  | { type: 'kill'; because: string; ref: string }
  | { type: 'revive'; by: string }
