// Form fields: each input is its own block, named like its element, so that errors and values find it by one id.
import type { InputBlock, PlainTextOption } from '@slack/web-api'
import { plainText } from './elements.ts'
import { clip } from './text.ts'

/** `live`: we hear of every change while the form is open. */
type Field = { id: string; label: string; hint?: string; optional?: boolean; live?: boolean }
export type Choice = { value: string; label: string }

/** Longest text a form field can start with or take. */
export const FIELD_TEXT = 3_000

export function textField(field: Field & { initial?: string; multiline?: boolean; max?: number }): InputBlock {
  return input(field, {
    type: 'plain_text_input',
    action_id: field.id,
    multiline: field.multiline ?? false,
    max_length: field.max ?? FIELD_TEXT,
    ...(field.initial ? { initial_value: field.initial } : {}),
    ...(field.live ? EVERY_ENTRY : {}),
  })
}

export function numberField(field: Field & { initial?: number | null; decimals: boolean; min?: number }): InputBlock {
  return input(field, {
    type: 'number_input',
    action_id: field.id,
    is_decimal_allowed: field.decimals,
    ...(field.min === undefined ? {} : { min_value: String(field.min) }),
    ...(field.initial === undefined || field.initial === null ? {} : { initial_value: String(field.initial) }),
    ...(field.live ? EVERY_ENTRY : {}),
  })
}

export function choiceField(field: Field & { choices: readonly Choice[]; initial?: string }): InputBlock {
  const options = field.choices.slice(0, 100).map(option)
  const initial = options.find(({ value }) => value === field.initial)
  return input(field, {
    type: 'static_select',
    action_id: field.id,
    options,
    ...(initial ? { initial_option: initial } : {}),
  })
}

/** Any number of them, none included. */
export function choicesField(field: Field & { choices: readonly Choice[]; placeholder: string }): InputBlock {
  return input(
    { ...field, optional: true },
    {
      type: 'multi_static_select',
      action_id: field.id,
      placeholder: plainText(field.placeholder, 150),
      options: field.choices.slice(0, 100).map(option),
    },
  )
}

/** One tap instead of two: for a handful of choices. */
export function radioField(field: Field & { choices: readonly Choice[]; initial?: string }): InputBlock {
  const options = field.choices.slice(0, 10).map(option)
  const initial = options.find(({ value }) => value === field.initial)
  return input(field, {
    type: 'radio_buttons',
    action_id: field.id,
    options,
    ...(initial ? { initial_option: initial } : {}),
  })
}

export function switchField(field: Field & { on: boolean; choice: Choice }): InputBlock {
  const options = [option(field.choice)]
  return input(
    { ...field, optional: true },
    { type: 'checkboxes', action_id: field.id, options, ...(field.on ? { initial_options: options } : {}) },
  )
}

export function channelField(field: Field & { initial: string | null }): InputBlock {
  return input(field, {
    type: 'conversations_select',
    action_id: field.id,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(field.initial === null ? {} : { initial_conversation: field.initial }),
  })
}

export function personField(field: Field): InputBlock {
  return input(field, { type: 'users_select', action_id: field.id })
}

export function peopleField(field: Field & { initial: readonly string[] }): InputBlock {
  return input(field, {
    type: 'multi_users_select',
    action_id: field.id,
    ...(field.initial.length === 0 ? {} : { initial_users: [...field.initial] }),
  })
}

const EVERY_ENTRY = { dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] } }

function input(field: Field, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: field.id,
    label: plainText(field.label, 150),
    element,
    ...(field.hint === undefined ? {} : { hint: plainText(field.hint, 300) }),
    ...(field.optional ? { optional: true } : {}),
    ...(field.live ? { dispatch_action: true } : {}),
  }
}

export function option({ value, label }: Choice): PlainTextOption {
  return { text: plainText(label, 75), value: clip(value, 75, (part) => part) || '-' }
}
