// Which fields of a payload a person may change, and how each is entered: from the action's own schema and what the agent saw.
import { z } from 'zod'
import type { EditField } from '../../../blocks/edit-modal.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import { editableFields } from '../../engine/check-edit.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'

const MAX_TEXT = 3_000
const MAX_CHOICES = 100

type Property = { type?: string; enum?: unknown[]; maxLength?: number; anyOf?: Property[] }
const Properties = z.object({ properties: z.record(z.string(), z.looseObject({})).default({}) })

export function editFields(
  state: RunState,
  record: StepRecord,
  params: JsonObject,
  { actions }: Pick<CardContext, 'actions'>,
): EditField[] {
  const schema = actions[record.decision]?.params
  const properties = schema ? propertiesOf(schema) : {}
  return editableFields(state, record).map((name) => {
    const value = params[name] ?? null
    return { name, kind: kindOf(properties[name], value, seenValues(record.input, name)), value: asText(value) }
  })
}

/** As it stands in the form and on the card. */
export function asText(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function kindOf(property: Property | undefined, value: Json, seen: string[]): EditField['kind'] {
  const plain = property?.anyOf?.find(({ type }) => type !== 'null') ?? property
  const choices = plain?.enum?.filter((each) => typeof each === 'string')
  if (choices && choices.length > 0) return { type: 'choice', choices }
  const type = plain?.type ?? typeof value
  if (type === 'string' && typeof value === 'string' && seen.length > 1 && seen.includes(value))
    return { type: 'choice', choices: seen }
  if (type === 'string') return { type: 'text', max: Math.min(plain?.maxLength ?? MAX_TEXT, MAX_TEXT) }
  if (type === 'number' || type === 'integer') return { type: 'number', whole: type === 'integer' }
  return { type: 'json' }
}

function propertiesOf(schema: z.ZodType): Record<string, Property> {
  return Properties.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).properties as Record<
    string,
    Property
  >
}

/** The values the agent had to choose from: what its facts call by the field's name, or list under its plural. */
function seenValues(input: JsonObject, name: string): string[] {
  const found = new Set<string>()
  const visit = (value: Json | undefined, listed: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, listed)
    else if (value !== null && typeof value === 'object')
      for (const [key, member] of Object.entries(value)) {
        if (typeof member === 'string' && (key === name || (listed && key === 'id'))) found.add(member)
        else visit(member, listed || key === `${name}s`)
      }
  }
  visit(input, false)
  return found.size > MAX_CHOICES ? [] : [...found].filter((each) => each !== '' && each.length <= 75).sort()
}
