// An agent is data: what it is for, what it may read, which actions it may propose, and a pure rules path.
import type { z } from 'zod'
import type { ApprovalStyle, OnReject } from './action.ts'
import type { FactName } from './fact.ts'
import type { JsonObject } from './json.ts'
import type { Proposal } from './proposal.ts'

/** agent: judges, and is asked about. automation: carries out, and is only asked about when it fails. */
export type AgentKind = 'agent' | 'automation'

export type AgentAction = {
  approval: ApprovalStyle
  on_reject: OnReject
  /** The fields of the payload a person may change when approving with an edit. Empty: approve or reject only. */
  editable: readonly string[]
}

/** Milliseconds a fact may be old when the agent reads it; `order` and `decisions` come from the run and have no age. */
export type Reads = Partial<Record<FactName, { max_age_ms: number }>>

/** What a person asked to have changed in an earlier version, in their own words, and that version's payload. No names. */
export type Wish = { note: string; draft: JsonObject }

/** `feedback`: oldest first; absent or empty for a first version. */
/** `field` is the one to complain at; empty where no single one is to blame. */
export type Revised = { status: 'ok'; params: JsonObject } | { status: 'refused'; field: string; message: string }

export type RulesContext = { now: number; feedback?: readonly Wish[] }

/** `Input` is exactly what `reads` declares: the engine hands over nothing else, and `input` parses it. */
export type AgentDefinition<Input = never> = {
  name: string
  version: string
  kind: AgentKind
  about: string
  /** The event that calls it, in words for `/agents`. */
  trigger: string
  reads: Reads
  actions: Readonly<Record<string, AgentAction>>
  input: z.ZodType<Input>
  /** Narrows a proposal to this agent's actions and payloads; also the model's output format. */
  output: z.ZodType<Proposal>
  /** What would happen to this input without us; null where there is no such thing. Anything else departs from it and is asked. */
  statusQuo(input: Input): { action: string; params: JsonObject } | null
  rules(input: Input, context: RulesContext): Proposal
  /** What a person's edit of the payload makes of the rest of it, or why there is no such thing. Absent: it stands as entered. */
  revise?(input: Input, params: JsonObject): Revised
  /** Set when a model may judge instead of the rules: how strong a model it needs, and what it is told. */
  model?: { need: 'judge' | 'draft'; instructions: string; max_tokens: number }
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds agents of different inputs; each parses its own with `input`.
export type AnyAgent = AgentDefinition<any>

/** Keeps the input type while the definition is written as one literal. */
export function defineAgent<Input>(definition: AgentDefinition<Input>): AgentDefinition<Input> {
  return definition
}

/** Code of the AppError with which an agent says that this case needs no decision of its kind: the step is skipped, nobody is asked. */
export const NOT_NEEDED = 'step.not_needed'

/** `name@version`, the registry key. */
export function agentKey(agent: { name: string; version: string }): string {
  return `${agent.name}@${agent.version}`
}
