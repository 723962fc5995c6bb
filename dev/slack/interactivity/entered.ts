// From what a person entered to what Slack sends: one element's entry in `state.values`, and its `actions[]` item.
import { AppError } from '../../../src/contracts/app-error.ts'
import { allOptions } from '../block-rules/composition.ts'
import type { Json } from '../block-rules/shape.ts'
import type { Block } from '../contract.ts'
import type { Entered, EnteredValues } from '../ui-calls.ts'
import { elementsOf, type PlacedElement } from './elements.ts'

type Reader = (element: Json, entered: Entered | undefined) => Json

/** Entered wins over initial; null means the person cleared it. */
const given = (entered: Entered | undefined, initial: unknown): unknown => (entered === undefined ? initial : entered)

const plainly =
  (field: string, initialField: string): Reader =>
  (element, entered) => ({ [field]: given(entered, element[initialField]) ?? null })

const listed =
  (field: string, initialField: string): Reader =>
  (element, entered) => ({ [field]: given(entered, element[initialField]) ?? [] })

const text: Reader = (element, entered) => {
  const value = given(entered, element['initial_value'])
  return { value: value === '' || value === undefined || value === null ? null : String(value) }
}

function optionFor(element: Json, value: unknown): Json {
  const external = String(element['type']).endsWith('external_select')
  const known = allOptions(element).find((each) => each['value'] === value)
  if (known !== undefined) return known
  if (external) return { text: { type: 'plain_text', text: String(value), emoji: true }, value }
  throw new AppError('slack.no_such_choice', `"${String(value)}" is not one of the choices.`)
}

const choice: Reader = (element, entered) => {
  if (entered === undefined) return { selected_option: element['initial_option'] ?? null }
  return { selected_option: entered === null || entered === '' ? null : optionFor(element, entered) }
}

const choices: Reader = (element, entered) => {
  if (entered === undefined) return { selected_options: element['initial_options'] ?? [] }
  const values = Array.isArray(entered) ? entered : entered === null ? [] : [entered]
  return { selected_options: values.map((value) => optionFor(element, value)) }
}

const richText: Reader = (element, entered) => {
  if (entered === undefined) return { rich_text_value: element['initial_value'] ?? null }
  if (entered === null || entered === '') return { rich_text_value: null }
  const run = { type: 'text', text: String(entered) }
  const section = { type: 'rich_text_section', elements: [run] }
  return { rich_text_value: { type: 'rich_text', elements: [section] } }
}

/** Elements that hold something; buttons and overflow menus do not. */
const STATEFUL: Readonly<Record<string, Reader>> = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: text,
  rich_text_input: richText,
  file_input: () => ({ files: [] }),
  static_select: choice,
  external_select: choice,
  radio_buttons: choice,
  checkboxes: choices,
  multi_static_select: choices,
  multi_external_select: choices,
  datepicker: plainly('selected_date', 'initial_date'),
  timepicker: plainly('selected_time', 'initial_time'),
  datetimepicker: plainly('selected_date_time', 'initial_date_time'),
  users_select: plainly('selected_user', 'initial_user'),
  conversations_select: plainly('selected_conversation', 'initial_conversation'),
  channels_select: plainly('selected_channel', 'initial_channel'),
  multi_users_select: listed('selected_users', 'initial_users'),
  multi_conversations_select: listed('selected_conversations', 'initial_conversations'),
  multi_channels_select: listed('selected_channels', 'initial_channels'),
}

/** What the person has in this element now, or undefined for an element that holds nothing. */
export function heldBy(placed: PlacedElement, entered: Entered | undefined): Json | undefined {
  const type = String(placed.element['type'])
  const reader = Object.hasOwn(STATEFUL, type) ? STATEFUL[type] : undefined
  return reader === undefined ? undefined : { type, ...reader(placed.element, entered) }
}

/** `state.values`: block_id -> action_id -> what is held, for every element that holds something. */
export function stateValues(blocks: readonly Block[], entered: EnteredValues): Record<string, Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {}
  for (const placed of elementsOf(blocks)) {
    const held = heldBy(placed, entered[placed.blockId]?.[placed.actionId])
    if (held === undefined) continue
    values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: held }
  }
  return values
}

/** The item of `actions[]` for what was just pressed, chosen or typed. */
export function actionItem(placed: PlacedElement, entered: Entered | undefined, actionTs: string): Json {
  const { element } = placed
  const type = String(element['type'])
  const base = { type, action_id: placed.actionId, block_id: placed.blockId, action_ts: actionTs }
  switch (type) {
    case 'button':
    case 'icon_button':
      return { ...base, text: element['text'], ...taken(element, 'value', 'style', 'url') }
    case 'feedback_buttons':
      return { ...base, value: feedbackValue(element, entered) }
    case 'overflow':
      return { ...base, selected_option: optionFor(element, entered) }
    default:
      return { ...base, ...taken(element, 'placeholder'), ...heldBy(placed, entered) }
  }
}

function feedbackValue(element: Json, entered: Entered | undefined): unknown {
  const values = ['positive_button', 'negative_button'].map((name) => (element[name] as Json)['value'])
  if (!values.includes(entered)) {
    throw new AppError('slack.no_such_choice', 'Name the value of the positive or the negative button.')
  }
  return entered
}

function taken(element: Json, ...names: string[]): Json {
  return Object.fromEntries(names.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]))
}
