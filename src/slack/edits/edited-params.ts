// What was entered, as a payload: held against the action's schema and the agent's own, with each complaint next to its field.

import type { EditField } from '../../../blocks/edit-modal.ts'
import { editField } from '../../../blocks/ids.ts'
import { type AnyAgent, agentKey } from '../../contracts/agent.ts'
import { canonicalJson, Json, type JsonObject } from '../../contracts/json.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'
import { entered, type Submission } from '../click.ts'
import { revisedParams } from './revised-params.ts'

export type Edited = { status: 'ok'; params: JsonObject } | { status: 'invalid'; errors: Record<string, string> }

type Parts = {
  state: RunState
  record: StepRecord
  params: JsonObject
  fields: readonly EditField[]
  form: Pick<Submission, 'values'>
  context: Pick<CardContext, 'actions' | 'agents'>
}

export function editedParams({ state, record, params, fields, form, context }: Parts): Edited {
  const errors: Record<string, string> = {}
  const changed: Record<string, Json> = {}
  for (const field of fields) {
    if (form.values[editField(field.name)] === undefined) continue
    const value = readValue(field, entered(form, editField(field.name)))
    if (value === undefined) errors[editField(field.name)] = 'This is not readable as a value.'
    else changed[field.name] = value
  }
  if (Object.keys(errors).length > 0) return { status: 'invalid', errors }
  const candidate = { ...params, ...changed }
  const problems = [...actionProblems(record, candidate, context), ...agentProblems(record, candidate, context)]
  if (problems.length === 0) {
    const agent = agentOf(record, context)
    const isChanged = canonicalJson(candidate) !== canonicalJson(params)
    const revised = agent && isChanged ? revisedParams(state, record, candidate, agent) : null
    if (revised?.status !== 'refused') return { status: 'ok', params: revised?.params ?? candidate }
    problems.push(revised)
  }
  const fallback = fields[0]?.name ?? ''
  for (const { field, message } of problems) {
    const id = editField(fields.some(({ name }) => name === field) ? field : fallback)
    errors[id] ??= message
  }
  return { status: 'invalid', errors }
}

type Problem = { field: string; message: string }

function actionProblems({ decision }: StepRecord, params: JsonObject, { actions }: Parts['context']): Problem[] {
  const action = actions[decision]
  if (!action) return [{ field: '', message: `There is no action "${decision}" any more.` }]
  return issuesOf(action.params.safeParse(params), 0)
}

/** The agent knows more about its payload than the action does: what it could not have proposed, nobody should send. */
function agentProblems(record: StepRecord, params: JsonObject, { agents }: Parts['context']): Problem[] {
  const { confidence, reasons, against, unchecked, flags, amount } = record
  const proposal = { action: record.decision, params, confidence, reasons, against, unchecked, flags, amount }
  const agent = agentOf(record, { agents })
  return agent ? issuesOf(agent.output.safeParse(proposal), 1).filter(({ field }) => field !== '') : []
}

function agentOf({ agent, version }: StepRecord, { agents }: Pick<Parts['context'], 'agents'>): AnyAgent | undefined {
  return agents.get(agentKey({ name: agent, version }))
}

function issuesOf(
  parsed: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined },
  depth: number,
): Problem[] {
  return (parsed.error?.issues ?? []).map(({ path, message }) => ({ field: String(path[depth] ?? ''), message }))
}

/** Undefined when it cannot be read as this kind of value. */
function readValue({ kind }: EditField, text: string | null): Json | undefined {
  switch (kind.type) {
    case 'text':
      return text ?? ''
    case 'choice':
      return text ?? undefined
    case 'number':
      return text === null || !Number.isFinite(Number(text)) ? undefined : Number(text)
    case 'json':
      return readJson(text)
    default:
      return kind satisfies never
  }
}

function readJson(text: string | null): Json | undefined {
  if (text === null) return null
  try {
    return Json.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
