// The record's port: what the engine and the surfaces may ask of it. Everything that must survive goes through `append` or `intake`.
import type { EntityRef, EntityType } from '../contracts/entity.ts'
import type { RunEvent } from '../contracts/event.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { RunConfig, RunKind, RunStatus, WaitingOn } from '../contracts/run.ts'
import type { Briefs } from './briefs.ts'
import type { CardStore } from './card-store.ts'
import type { Cases } from './cases.ts'
import type { Checks } from './checks.ts'
import type { Claims } from './claims.ts'
import type { DigestRecord } from './digest.ts'
import type { Figures } from './figures.ts'
import type { HandoverStore } from './handovers.ts'
import type { NudgeStore } from './nudges.ts'
import type { ShadowStore } from './shadow.ts'
import type { StuckStore } from './stuck.ts'
import type { TrustStore } from './trust.ts'

export type { CardRow, CardStore } from './card-store.ts'

/** A run as loaded: its whole stream, in order, and the configuration it started under. */
export type StoredRun = {
  run_id: string
  version: number
  entity_type: EntityType
  entity_id: string
  config: RunConfig
  events: RunEvent[]
  /** Signals that arrived for it and no event has consumed yet, oldest first. */
  inbox: Signal[]
}

/** Something that happened in the shop to a run's entity, already normalised. `content` is personal and stored sealed. */
export type Signal = { delivery: string; topic: string; at: number; content: JsonObject }

/** The run's own row after the append; projections derive the rest from the events. */
export type RunRow = {
  workflow: string
  kind: RunKind
  status: RunStatus
  waiting_on: WaitingOn | null
  /** Epoch ms at which the sweeper must look again; null only when nothing is left to do. */
  wake_at: number | null
}

export type Append = {
  run_id: string
  entity_type: EntityType
  entity_id: string
  /** Version the events were decided on; 0 creates the run. */
  expected_version: number
  events: RunEvent[]
  row: RunRow
  /** Hash of the configuration, needed when creating. */
  config_hash: string
  causation_id: string | null
  /** Deliveries whose inbox rows these events consumed. */
  consumed: string[]
  /** Names the entity can be found by, added when creating or when a signal brings a new one. */
  refs: EntityRef[]
  /**
   * Actions these events start. The entity's row is locked and each is checked against every scheduled or started action
   * and open decision of *other* runs on it; a contradiction refuses the whole append.
   */
  starting: { action_id: string; action: string; conflicts_with: string[] }[]
  /** Children created in the same transaction; they share the fate of this append. */
  children: Omit<Append, 'children' | 'starting'>[]
}

export type AppendResult =
  | { status: 'appended'; version: number }
  /** Somebody else moved the run; load it again and decide again. */
  | { status: 'conflict' }
  /** Another run on the same entity stands against starting this. */
  | {
      status: 'blocked'
      action_id: string
      by: { run_id: string; what: 'action' | 'decision'; id: string; action: string }
    }
  /** The data itself cannot be stored; nothing was. */
  | { status: 'refused'; because: string }

/** A webhook as it came, stored before it is answered. */
export type Delivery = {
  /** `channel:account:webhook id`; a second one of the same key is the same delivery. */
  key: string
  channel: string
  topic: string
  received_at: number
  headers: Record<string, string>
  body: Uint8Array
}

/** What an adapter made of a delivery. */
export type Intake =
  | { delivery: string; what: 'start'; entity_type: EntityType; entity_id: string; append: Append; signal: null }
  | { delivery: string; what: 'signal'; entity_type: EntityType; entity_id: string; signal: Signal; refs: EntityRef[] }
  | { delivery: string; what: 'ignored'; because: string }

export type IntakeResult = {
  delivery: string
  run_id: string | null
  outcome: 'started' | 'signalled' | 'parked' | 'ignored' | 'known' | 'refused'
}

export type Ledger = {
  /**
   * Loads runs without claiming them, in the order asked for. Unknown ids are left out, and so are runs this program cannot
   * read, which are reported; asking for such a one alone throws `record.unreadable`. Lane `verdict` never waits behind work.
   */
  load(runIds: readonly string[], lane?: 'work' | 'verdict' | 'read'): Promise<StoredRun[]>
  /** Claims runs nobody else holds until `leaseUntil` and loads them; leased or unknown ones are left out. */
  claim(runIds: readonly string[], now: number, leaseUntil: number): Promise<StoredRun[]>
  /** Gives a lease back early, without an event. */
  release(runIds: readonly string[]): Promise<void>
  /** Voids every lease: for a process that is alone on the record and has just started, whoever held one is gone. */
  releaseAll(): Promise<void>
  /**
   * Group commit: calls of the same moment share one transaction. Resolves when durable; throws `record.unavailable` when
   * that is not known. Characters PostgreSQL cannot store come back as U+FFFD.
   */
  append(append: Append, lane: 'work' | 'verdict'): Promise<AppendResult>

  /** Stores a raw delivery; false when its key is known already. */
  storeDelivery(delivery: Delivery): Promise<boolean>
  /** Deliveries stored and not yet taken in, oldest first. */
  pendingDeliveries(limit: number): Promise<Delivery[]>
  /** Only the keys of those, without reading what was sent. */
  pendingDeliveryKeys(limit: number): Promise<string[]>
  deliveries(keys: readonly string[]): Promise<Delivery[]>
  /** Of stored deliveries only; each is taken in once. Starts runs (one per entity, workflow and kind: a second start is `known`, with the first one's id), hands signals to the entity's run, parks signals that came before their run and hands them over when it starts. */
  intake(items: readonly Intake[]): Promise<IntakeResult[]>

  /** Runs whose wake_at has passed and nobody holds. */
  due(now: number, limit: number): Promise<string[]>
  /** The moment of the next wake_at, or null. */
  nextWake(): Promise<number | null>

  /** Stores a configuration under its hash; the same one twice is one. */
  saveConfig(hash: string, config: RunConfig): Promise<void>

  cards: CardStore
  claims: Claims
  briefs: Briefs
  cases: Cases
  stuck: StuckStore
  figures: Figures
  settings: SettingsStore
  trust: TrustStore
  shadow: ShadowStore
  checks: Checks
  nudges: NudgeStore
  handovers: HandoverStore
  digest: DigestRecord
  queries: LedgerQueries
  /** Removes every sealed field of an entity's runs; the hash chains still verify. Returns the number of events changed. */
  erase(entityId: string): Promise<number>
  /** Walks a run's hash chain; the first version that does not verify, or null. */
  verifyChain(runId: string): Promise<number | null>
  /** Makes the partitions of this month and the next three; `left` names months that stay in the default one. For the sweeper. */
  ensurePartitions(now: number): Promise<{ created: string[]; left: string[] }>
  close(): Promise<void>
}

/** Settings changed in Slack, append-only; the latest of each key counts. */
export type SettingsStore = {
  get(): Promise<Record<string, JsonObject>>
  put(key: string, value: JsonObject, by: string, at: number): Promise<void>
  /** Puts the key's first value unless it has one; returns the first, the same for every process. */
  putFirst(key: string, value: JsonObject, by: string, at: number): Promise<JsonObject>
  history(key: string): Promise<{ value: JsonObject; by: string; at: number }[]>
}

export type OpenDecision = {
  decision_id: string
  run_id: string
  entity_id: string
  number: string
  agent: string
  version: string
  action: string
  confidence: number
  amount: { amount: number; currency: string } | null
  revision: number
  opened_at: number
  deadline: number | null
  team: string
  kind: RunKind
}

export type AgentRecord = {
  agent: string
  version: string
  proposed: number
  asked: number
  approved: number
  edited: number
  rejected: number
  expired: number
  fallbacks: number
}

/** Live questions a time without Slack had to do with, by the team whose card they are on. */
export type TouchedBy = {
  /** Still open, with a deadline that waits. */
  waiting: { team: string; count: number }[]
  /** Nobody could answer them in time. */
  ran_out: { decision_id: string; run_id: string; team: string }[]
}

export type LedgerQueries = {
  touchedBy(outage: { from: number; to: number }): Promise<TouchedBy>
  /** Runs found by order number, entity id, local id, e-mail (hashed by the caller) or tracking number, newest first; no children. */
  findRuns(
    ref: { kind: 'any'; value: string } | EntityRef,
    limit: number,
  ): Promise<
    { run_id: string; entity_id: string; number: string; kind: RunKind; status: RunStatus; created_at: number }[]
  >
  openDecisions(filter: { limit: number; run_kind?: RunKind }): Promise<OpenDecision[]>
  countOpen(): Promise<number>
  /** Live proposals since a moment and what became of them. Answers carried over unseen do not count as answers. */
  agentRecords(sinceMs: number): Promise<AgentRecord[]>
  runCounts(): Promise<{ status: RunStatus; waiting_on: WaitingOn | null; kind: RunKind; count: number }[]>
  /** Records that a person opened a decision's evidence; the verdict reads it. */
  noteEvidenceOpened(decisionId: string, userId: string, at: number): Promise<void>
  evidenceOpened(decisionId: string, userId: string): Promise<boolean>
  /** Open questions of other runs that were asked because of this decision or action. */
  askedBecauseOf(id: string): Promise<{ run_id: string; decision_id: string }[]>
  /** Answers to live questions a person gave since two moments, carried ones aside. */
  answersBy(userId: string, since: { minute: number; hour: number }): Promise<{ minute: number; hour: number }>
  /** Live asks and proposals since a moment, for the load forecast. */
  dailyLoad(sinceMs: number): Promise<{ asked: number; proposed: number; median_latency_ms: number | null }>
  /** Model spend in US dollars since a moment. */
  spentUsd(sinceMs: number): Promise<number>
  deliveryCounts(): Promise<{ outcome: string; count: number }[]>
}
