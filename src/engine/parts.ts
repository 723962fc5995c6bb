// Everything the engine works with, handed in by the composition root.
import type { Logger } from 'pino'
import type { Action } from '../actions/action.ts'
import type { NormalisedDelivery } from '../channels/channel.ts'
import type { Shop } from '../channels/shop.ts'
import type { AnyAgent, Wish } from '../contracts/agent.ts'
import type { Clock } from '../contracts/clock.ts'
import type { RunEvent } from '../contracts/event.ts'
import type { Level, Scope } from '../contracts/gate.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Money } from '../contracts/money.ts'
import type { Policy } from '../contracts/policy.ts'
import type { Proposal } from '../contracts/proposal.ts'
import type { RunConfig } from '../contracts/run.ts'
import type { Groups, InForce } from '../contracts/settings.ts'
import type { Workflow } from '../contracts/topology.ts'
import type { Earned } from '../gate/audit-draw.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Delivery, Ledger } from '../ledger/ledger.ts'
import type { EntityState } from '../state/entity-state.ts'
import type { Outage } from '../workflow/input.ts'
import type { RunState } from '../workflow/state.ts'

export type ModelJudgement = { proposal: Proposal; model_version: string; cost_usd: number }

export type AgentCall = {
  agent: AnyAgent
  input: JsonObject
  feedback: readonly Wish[]
  runId: string
  runVersion: number
  timeoutMs: number
  signal: AbortSignal
}

/** A live decision as it was judged, for whoever thinks along without a say. */
export type Overheard = {
  run_id: string
  decision_id: string
  agent: string
  live_version: string
  input: JsonObject
  feedback: readonly Wish[]
  /** Identity of what the live version proposed. */
  fingerprint: string
  timeoutMs: number
}

export type EngineParts = {
  ledger: Ledger
  jobs: Pick<Jobs, 'hint'>
  entityState: EntityState
  /** The shop an entity lives in; null when none is connected. */
  shopOf(entityId: string): Shop | null
  /** Registered agents by `name@version`. */
  agents: ReadonlyMap<string, AnyAgent>
  actions: Readonly<Record<string, Action>>
  /** Judges with a model; null when no key is set. Rejects with an AppError whose code begins "model.". */
  model: ((call: AgentCall) => Promise<ModelJudgement>) | null
  /** Asks an agent that lives elsewhere. */
  remote(call: AgentCall & { url: string }): Promise<Proposal>
  /** The configuration new runs start under; it is replaced as a whole when a new version takes over. */
  current: { hash: string; config: RunConfig; workflows: Readonly<Record<string, Workflow>> }
  /** People, roles, limits, switches and stop buttons as they are now. */
  inForce(): Promise<InForce>
  /** False for deactivated people and guests; rejects when that cannot be found out. */
  isActive(userId: string): Promise<boolean>
  /** Who is in these user groups at this moment; rejects with `slack.groups` when that cannot be found out in time. */
  groupMembers(ids: readonly string[]): Promise<Groups>
  /** What the agent has earned for a proposal of this scope, confidence and amount, judged by `source` (whatever it was where not given). */
  levelOf(scope: Scope, about: { confidence: number; amount: Money | null; source?: string }): Promise<Level>
  /** What the audits of a scope rest on now; null where nothing was earned. Absent: nothing is audited. */
  earnedBy?(scope: Scope): Promise<Earned | null>
  /** Told of every live judgement of an agent. Returns at once and never throws: nothing of it can touch the decision. */
  overhear?(judged: Overheard): void
  /** How fast a person may answer and still be evidence. */
  paceLimits: Policy['evidence']
  /** Times of late in which people could not be reached through Slack. */
  outages(): Promise<Outage[]>
  /** When `ms` of staffed time have passed for a team, counted from `from`. Epoch ms. */
  staffedAfter(team: string, from: number, ms: number): number
  normalise(delivery: Delivery): NormalisedDelivery
  /** Told of everything that became durable; the engine sets it to carry consequences into other runs. */
  afterwards?(state: RunState, events: readonly RunEvent[]): Promise<void>
  /** Secret of the draw that decides which usual proposals are asked. */
  drawSecret: string
  /** Runs advanced at the same time by this process: more only wait for each other, and their agents' time runs meanwhile. */
  parallelRuns: number
  clock: Clock
  log: Logger
}
