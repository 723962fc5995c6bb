// What the elements of a card, a modal or a Home hold: the values the app gave them, overlaid with what a person entered.
import type { Element, Block as LibraryBlock } from 'slack-blocks-to-jsx'
import type { Block } from '../../slack/contract.ts'
import type { Entered, EnteredValues } from '../../slack/ui-calls.ts'

export interface PlacedElement {
  blockId: string
  actionId: string
  element: Element
}

/** Every element that holds a value, in reading order. */
export function valueElements(blocks: readonly Block[]): PlacedElement[] {
  return (blocks as unknown as LibraryBlock[]).flatMap((block) => {
    if (block.type === 'container') return valueElements(block.child_blocks as unknown as Block[])
    return elementsOf(block).flatMap((element) => {
      const actionId = 'action_id' in element ? element.action_id : undefined
      if (initialEntered(element) === undefined || actionId === undefined) return []
      return [{ blockId: block.block_id ?? '', actionId, element }]
    })
  })
}

function elementsOf(block: LibraryBlock): Element[] {
  switch (block.type) {
    case 'actions':
      return block.elements
    case 'section':
      return block.accessory === undefined ? [] : [block.accessory]
    case 'input':
      return [block.element]
    default:
      return []
  }
}

/** Null: empty. Undefined: an element that holds no value, such as a button. */
export function initialEntered(element: Element): Entered | undefined {
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return element.initial_value ?? null
    case 'rich_text_input':
      return null
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return optionValue(element.initial_option) ?? null
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return (element.initial_options ?? []).flatMap((each) => optionValue(each) ?? [])
    case 'users_select':
      return element.initial_user ?? null
    case 'conversations_select':
      return element.initial_conversation ?? null
    case 'channels_select':
      return element.initial_channel ?? null
    case 'multi_users_select':
      return element.initial_users ?? []
    case 'multi_conversations_select':
      return element.initial_conversations ?? []
    case 'multi_channels_select':
      return element.initial_channels ?? []
    case 'datepicker':
      return element.initial_date ?? null
    case 'timepicker':
      return element.initial_time ?? null
    case 'datetimepicker':
      return element.initial_date_time ?? null
    default:
      return undefined
  }
}

function optionValue(option: unknown): string | undefined {
  const value = (option as { value?: unknown } | undefined)?.value
  return typeof value === 'string' ? value : undefined
}

/** An entry survives a changed view for as long as its block and element keep their ids, as in Slack. */
export function formValues(blocks: readonly Block[], edits: EnteredValues): EnteredValues {
  const values: EnteredValues = {}
  for (const { blockId, actionId, element } of valueElements(blocks)) {
    const edited = edits[blockId]?.[actionId]
    // Rich text goes out as plain text, so what the app wrote is left to the workspace until somebody edits it.
    if (edited === undefined && element.type === 'rich_text_input') continue
    values[blockId] = {
      ...values[blockId],
      [actionId]: edited === undefined ? (initialEntered(element) ?? null) : edited,
    }
  }
  return values
}

export function withEdit(
  edits: EnteredValues,
  edit: { blockId: string; actionId: string; entered: Entered },
): EnteredValues {
  return { ...edits, [edit.blockId]: { ...edits[edit.blockId], [edit.actionId]: edit.entered } }
}

/** Slack sends an entry of an input with `dispatch_action` when Enter is pressed, unless the app asks for every character. */
export function dispatchesOn(element: { dispatch_action_config?: { trigger_actions_on?: string[] } }): {
  enter: boolean
  character: boolean
} {
  const on = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  return { enter: on.includes('on_enter_pressed'), character: on.includes('on_character_entered') }
}
