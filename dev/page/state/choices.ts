// The options of every kind of menu as one list of groups, whether the app wrote them or the workspace knows them.
import type {
  ChannelsSelectElement,
  ConversationsSelectElement,
  ExternalSelectElement,
  MultiChannelsSelectElement,
  MultiConversationsSelectElement,
  MultiExternalSelectElement,
  MultiStaticSelectElement,
  MultiUsersSelectElement,
  OptionGroupObject,
  OptionObject,
  StaticSelectElement,
  UsersSelectElement,
} from 'slack-blocks-to-jsx'
import type { Directory } from './directory.ts'

export type SelectElement =
  | StaticSelectElement
  | ExternalSelectElement
  | UsersSelectElement
  | ConversationsSelectElement
  | ChannelsSelectElement
  | MultiStaticSelectElement
  | MultiExternalSelectElement
  | MultiUsersSelectElement
  | MultiConversationsSelectElement
  | MultiChannelsSelectElement

export interface Choice {
  value: string
  label: string
  description: string
}

export interface ChoiceGroup {
  label: string
  choices: Choice[]
}

export function isMulti(element: SelectElement): boolean {
  return element.type.startsWith('multi_')
}

export function isExternal(element: SelectElement): boolean {
  return element.type === 'external_select' || element.type === 'multi_external_select'
}

export function choiceGroups(element: SelectElement, directory: Directory): ChoiceGroup[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return optionGroups({ options: element.options, option_groups: element.option_groups })
    case 'external_select':
      return optionGroups({ options: initialOptions(element.initial_option) })
    case 'multi_external_select':
      return optionGroups({ options: element.initial_options ?? [] })
    case 'users_select':
    case 'multi_users_select':
      return [{ label: '', choices: personChoices(directory) }]
    case 'channels_select':
    case 'multi_channels_select':
      return [{ label: '', choices: channelChoices(directory, ['public']) }]
    case 'conversations_select':
    case 'multi_conversations_select':
      return conversationGroups(element, directory)
    default:
      return unreachable(element)
  }
}

export function optionGroups(from: {
  options?: readonly OptionObject[] | undefined
  option_groups?: readonly OptionGroupObject[] | undefined
}): ChoiceGroup[] {
  const groups = from.option_groups ?? []
  if (groups.length > 0) {
    return groups.map((group) => ({ label: group.label.text, choices: group.options.map(toChoice) }))
  }
  return [{ label: '', choices: (from.options ?? []).map(toChoice) }]
}

export function filterGroups(groups: readonly ChoiceGroup[], typed: string): ChoiceGroup[] {
  const wanted = typed.trim().toLowerCase()
  return groups
    .map((group) => ({
      ...group,
      choices: group.choices.filter((each) => `${each.label} ${each.description}`.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.choices.length > 0)
}

function toChoice(option: OptionObject): Choice {
  return { value: option.value, label: option.text.text, description: option.description?.text ?? '' }
}

function initialOptions(option: OptionObject | OptionGroupObject | undefined): OptionObject[] {
  return option !== undefined && 'value' in option ? [option] : []
}

function personChoices(directory: Directory): Choice[] {
  return directory.people.map((each) => ({
    value: each.id,
    label: each.realName || each.name,
    description: each.title,
  }))
}

function channelChoices(directory: Directory, kinds: readonly string[]): Choice[] {
  return [...directory.joined, ...directory.browsable]
    .filter((each) => kinds.includes(each.kind))
    .map((each) => ({ value: each.id, label: directory.titleOf(each), description: each.topic }))
}

function conversationGroups(
  element: ConversationsSelectElement | MultiConversationsSelectElement,
  directory: Directory,
): ChoiceGroup[] {
  const include = element.filter?.include ?? ['public', 'private', 'im']
  const direct = include.includes('im')
    ? directory.directMessages.map((each) => ({ value: each.id, label: directory.titleOf(each), description: '' }))
    : []
  return [
    { label: 'Channels', choices: channelChoices(directory, include) },
    { label: 'Direct messages', choices: direct },
  ].filter((group) => group.choices.length > 0)
}

function unreachable(element: never): never {
  throw new TypeError(`unknown menu: ${JSON.stringify(element)}`)
}
