// Select menus, single and multiple, and the lists of elements each kind of block takes.
import { conversationFilter, optionFields, optionsRule, plainOption } from './composition.ts'
import { confirmField, focus, interactive, placeholder, plainElements } from './elements.ts'
import { anyText, byType, type Check, type Fields, flag, listOf, may, whole } from './shape.ts'

const common: Fields = { placeholder, confirm: confirmField, focus_on_load: focus }
const many: Fields = { ...common, max_selected_items: may(whole({ min: 1, max: 100 })) }
const ids = may(listOf(anyText, { max: 100, min: 0 }))
const initialOptions = may(listOf(plainOption, { max: 100, min: 0 }))
const minQuery = may(whole({ min: 0, max: 100 }))
const respondable = { response_url_enabled: may(flag) }
const conversation: Fields = { default_to_current_conversation: may(flag), filter: may(conversationFilter) }

const singleSelects: Readonly<Record<string, Check>> = {
  static_select: interactive({ ...common, ...optionFields, initial_option: may(plainOption) }, optionsRule),
  external_select: interactive({ ...common, initial_option: may(plainOption), min_query_length: minQuery }),
  users_select: interactive({ ...common, initial_user: may(anyText) }),
  conversations_select: interactive({ ...common, ...conversation, ...respondable, initial_conversation: may(anyText) }),
  channels_select: interactive({ ...common, ...respondable, initial_channel: may(anyText) }),
}

const multiSelects: Readonly<Record<string, Check>> = {
  multi_static_select: interactive({ ...many, ...optionFields, initial_options: initialOptions }, optionsRule),
  multi_external_select: interactive({ ...many, initial_options: initialOptions, min_query_length: minQuery }),
  multi_users_select: interactive({ ...many, initial_users: ids }),
  multi_conversations_select: interactive({ ...many, ...conversation, initial_conversations: ids }),
  multi_channels_select: interactive({ ...many, initial_channels: ids }),
}

const selects = { ...singleSelects, ...multiSelects }

function pick(...names: string[]): Record<string, Check> {
  return Object.fromEntries(Object.entries(plainElements).filter(([name]) => names.includes(name)))
}

const choices = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker']

export const actionsElement = byType(
  { ...selects, ...pick(...choices, 'button', 'datetimepicker', 'overflow', 'workflow_button', 'rich_text_input') },
  'element',
)

export const accessory = byType(
  { ...selects, ...pick(...choices, 'button', 'image', 'overflow', 'workflow_button') },
  'element',
)

export const inputElement = byType(
  {
    ...selects,
    ...pick(
      ...choices,
      'datetimepicker',
      'plain_text_input',
      'email_text_input',
      'url_text_input',
      'number_input',
      'rich_text_input',
      'file_input',
    ),
  },
  'element',
)

export const contextAction = byType(pick('feedback_buttons', 'icon_button'), 'element')
