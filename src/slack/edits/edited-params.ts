// What was entered, as a payload: read field by field and checked as every edit is, with each complaint next to its field.
import type { EditField } from '../../../blocks/edit-modal.ts'
import { editField } from '../../../blocks/ids.ts'
import { Json, type JsonObject } from '../../contracts/json.ts'
import { checkEdit } from '../../engine/check-edit.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'
import { entered, type Submission } from '../click.ts'

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
  const checked = checkEdit({ state, record, before: params, params: { ...params, ...changed } }, context)
  if (checked.status === 'ok') return checked
  const fallback = fields[0]?.name ?? ''
  for (const { field, message } of checked.problems) {
    const id = editField(fields.some(({ name }) => name === field) ? field : fallback)
    errors[id] ??= message
  }
  return { status: 'invalid', errors }
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
