// An edited payload, held against the action, the agent and the facts it saw: the same for every surface that takes one.
import type { Action } from '../actions/action.ts'
import { type AnyAgent, agentKey, type Revised } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import { canonicalJson, type Json, type JsonObject } from '../contracts/json.ts'
import { earlierDecisions } from '../workflow/ahead.ts'
import type { RunState, StepRecord } from '../workflow/state.ts'

/** `field` is the one to complain at; empty where no single one is to blame. */
export type EditProblem = { field: string; message: string }
export type CheckedEdit = { status: 'ok'; params: JsonObject } | { status: 'refused'; problems: EditProblem[] }

export type EditRules = {
  actions: Readonly<Record<string, Pick<Action, 'params'>>>
  agents: ReadonlyMap<string, AnyAgent>
}

/** Fields a person may change; none for a careful stand-in, which proposes nothing of its own. */
export function editableFields(state: RunState, record: StepRecord): readonly string[] {
  return record.fallback && record.fallback.used !== 'rules'
    ? []
    : (state.steps[record.step]?.plan.actions[record.decision]?.editable ?? [])
}

/** `before`: the payload as it stands. What follows from the change is computed anew and need not be given. */
export function checkEdit(
  { state, record, before, params }: { state: RunState; record: StepRecord; before: JsonObject; params: JsonObject },
  rules: EditRules,
): CheckedEdit {
  if (isSame(params, before)) return { status: 'ok', params: before }
  const editable = editableFields(state, record)
  const action = rules.actions[record.decision]
  if (!action) return refused([{ field: '', message: `There is no action "${record.decision}" any more.` }])
  if (editable.length === 0) return refused([{ field: '', message: 'There is nothing to change here.' }])
  const fits = action.params.safeParse(params)
  const agent = rules.agents.get(agentKey({ name: record.agent, version: record.version }))
  const misfits = [...issuesOf(fits, 0), ...(agent ? agentProblems(record, params, agent) : [])]
  if (!fits.success || misfits.length > 0) return refused(misfits)
  const theirs = Object.entries(params).filter(([name]) => editable.includes(name))
  const wanted = { ...before, ...Object.fromEntries(theirs) }
  const revised = agent ? revisedParams(state, record, wanted, agent) : { status: 'ok' as const, params: wanted }
  if (revised.status === 'refused') return refused([{ field: revised.field, message: revised.message }])
  // Neither theirs to change, nor what follows from what they changed.
  const foreign = [...new Set([...Object.keys(before), ...Object.keys(params)])].filter(
    (name) =>
      !editable.includes(name) && !isSame(params[name], before[name]) && !isSame(params[name], revised.params[name]),
  )
  if (foreign.length > 0) return refused(foreign.map((field) => ({ field, message: 'This cannot be changed here.' })))
  return { status: 'ok', params: action.params.parse(revised.params) }
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}

/** The agent knows more about its payload than the action does: what it could not have proposed, nobody should send. */
function agentProblems(record: StepRecord, params: JsonObject, agent: AnyAgent): EditProblem[] {
  const { confidence, reasons, against, unchecked, flags, amount } = record
  const proposal = { action: record.decision, params, confidence, reasons, against, unchecked, flags, amount }
  return issuesOf(agent.output.safeParse(proposal), 1).filter(({ field }) => field !== '')
}

/** The agent that proposed computes the rest of the payload anew, on the facts it saw then. */
function revisedParams(state: RunState, record: StepRecord, params: JsonObject, agent: AnyAgent): Revised {
  if (!agent.revise) return { status: 'ok', params }
  const read = agent.input.safeParse(inputOf(state, record, agent))
  if (!read.success)
    return {
      status: 'refused',
      field: '',
      message: 'What the agent saw is no longer kept, so a change cannot be checked.',
    }
  try {
    return agent.revise(read.data, params)
  } catch (error) {
    if (error instanceof AppError) return { status: 'refused', field: '', message: `Not possible: ${error.message}.` }
    throw error
  }
}

/** As it was handed over: facts as they were frozen, the order and earlier decisions as the run holds them. */
function inputOf(state: RunState, record: StepRecord, agent: AnyAgent): JsonObject {
  const held: Record<string, unknown> = { order: state.order, decisions: earlierDecisions(state) }
  const given = Object.keys(agent.reads).map((name) => [name, held[name] ?? frozenValue(record.input[name])])
  return Object.fromEntries(given) as JsonObject
}

function frozenValue(fact: Json | undefined): Json {
  return fact !== null && typeof fact === 'object' && !Array.isArray(fact) ? (fact['value'] ?? null) : null
}

function issuesOf(
  parsed: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined },
  depth: number,
): EditProblem[] {
  return (parsed.error?.issues ?? []).map(({ path, message }) => ({ field: String(path[depth] ?? ''), message }))
}

function refused(problems: EditProblem[]): CheckedEdit {
  return { status: 'refused', problems }
}
