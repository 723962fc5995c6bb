// Buttons, pickers and inputs: fields and limits of every block element that is not a select menu.
import {
  confirm,
  dispatchConfig,
  imageSource,
  imageSourceRule,
  initialsAmongOptions,
  plainOption,
  plainText,
  richOption,
} from './composition.ts'
import { richTextElements } from './rich-text.ts'
import {
  type At,
  anyText,
  byType,
  type Check,
  type Fields,
  fail,
  flag,
  type Json,
  listOf,
  matching,
  may,
  need,
  oneOf,
  shape,
  string,
  url,
  whole,
} from './shape.ts'

const LABEL = 75
const VALUE = 2000
const PLACEHOLDER = 150
const MAX_TYPED = 3000

const actionId: Check = (value, at) => {
  string({ max: 255 })(value, at)
  if (typeof value !== 'string') return
  if (at.run.actionIds.has(value)) fail(at, `action_id "${value}" already exists in this block`)
  at.run.actionIds.add(value)
}

/** A single element may claim focus_on_load per view; Slack ignores further ones, so only the type is checked. */
export function interactive(fields: Fields, rule?: (value: Json, at: At) => void): Check {
  return shape({ action_id: may(actionId), ...fields }, rule)
}

export const placeholder = may(plainText(PLACEHOLDER))
export const focus = may(flag)
export const confirmField = may(confirm)

const typedFields: Fields = {
  placeholder,
  focus_on_load: focus,
  dispatch_action_config: may(dispatchConfig),
}

const feedbackButton: Check = shape({
  text: need(plainText(LABEL)),
  value: need(string({ max: VALUE })),
  accessibility_label: may(string({ max: LABEL })),
})

const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm')
const decimal = matching(/^-?\d+(\.\d+)?$/, 'a number in a string')

export const image: Check = shape(
  {
    alt_text: need(string({ max: 2000 })),
    ...imageSource,
    image_width: may(whole({ min: 1, max: 1e6 })),
    image_height: may(whole({ min: 1, max: 1e6 })),
  },
  imageSourceRule,
)

export const button: Check = interactive({
  text: need(plainText(LABEL)),
  value: may(string({ max: VALUE })),
  url: may(url()),
  style: may(oneOf('primary', 'danger')),
  confirm: confirmField,
  accessibility_label: may(string({ max: LABEL })),
})

export const plainElements: Readonly<Record<string, Check>> = {
  button,
  image,
  workflow_button: interactive({
    text: need(plainText(LABEL)),
    workflow: need(shape({ trigger: need(shape({ url: need(url()), customizable_input_parameters: may(() => {}) })) })),
    style: may(oneOf('primary', 'danger')),
    confirm: confirmField,
    accessibility_label: may(string({ max: LABEL })),
  }),
  icon_button: interactive({
    icon: need(anyText),
    text: need(plainText(LABEL)),
    value: may(string({ max: VALUE })),
    confirm: confirmField,
    accessibility_label: may(string({ max: LABEL })),
    visible_to_user_ids: may(listOf(anyText, { max: 10, min: 0 })),
  }),
  feedback_buttons: interactive({ positive_button: need(feedbackButton), negative_button: need(feedbackButton) }),
  overflow: interactive({ options: need(listOf(plainOption, { max: 5 })), confirm: confirmField }),
  checkboxes: interactive(
    {
      options: need(listOf(richOption, { max: 10 })),
      initial_options: may(listOf(richOption, { max: 10 })),
      confirm: confirmField,
      focus_on_load: focus,
    },
    initialsAmongOptions,
  ),
  radio_buttons: interactive(
    {
      options: need(listOf(richOption, { max: 10 })),
      initial_option: may(richOption),
      confirm: confirmField,
      focus_on_load: focus,
    },
    initialsAmongOptions,
  ),
  datepicker: interactive({ initial_date: may(date), placeholder, confirm: confirmField, focus_on_load: focus }),
  timepicker: interactive({
    initial_time: may(time),
    timezone: may(anyText),
    placeholder,
    confirm: confirmField,
    focus_on_load: focus,
  }),
  datetimepicker: interactive({
    initial_date_time: may(whole({ min: 1_000_000_000, max: 9_999_999_999 })),
    confirm: confirmField,
    focus_on_load: focus,
  }),
  plain_text_input: interactive(
    {
      ...typedFields,
      initial_value: may(string({ max: MAX_TYPED, min: 0 })),
      multiline: may(flag),
      min_length: may(whole({ min: 0, max: MAX_TYPED })),
      max_length: may(whole({ min: 1, max: MAX_TYPED })),
    },
    (value, at) => {
      const [min, max] = [value['min_length'], value['max_length']]
      if (typeof min === 'number' && typeof max === 'number' && min > max) fail(at, 'min_length is above max_length')
      const initial = value['initial_value']
      if (typeof initial === 'string' && typeof max === 'number' && initial.length > max) {
        fail(at, 'initial_value is longer than max_length')
      }
    },
  ),
  email_text_input: interactive({ ...typedFields, initial_value: may(anyText) }),
  url_text_input: interactive({ ...typedFields, initial_value: may(anyText) }),
  number_input: interactive(
    {
      ...typedFields,
      is_decimal_allowed: need(flag),
      initial_value: may(decimal),
      min_value: may(decimal),
      max_value: may(decimal),
    },
    (value, at) => {
      const [min, max] = [value['min_value'], value['max_value']]
      if (min !== undefined && max !== undefined && Number(min) > Number(max)) fail(at, 'min_value is above max_value')
    },
  ),
  rich_text_input: interactive({
    ...typedFields,
    initial_value: may(byType({ rich_text: shape({ elements: need(richTextElements) }) }, 'initial_value')),
    min_lines: may(whole({ min: 1, max: 100 })),
    max_lines: may(whole({ min: 1, max: 100 })),
  }),
  file_input: interactive({
    filetypes: may(listOf(anyText, { max: 100 })),
    max_files: may(whole({ min: 1, max: 10 })),
  }),
}
