// Composition objects: texts, options, confirm dialogs, conversation filters, images.
import {
  anyText,
  byType,
  type Check,
  fail,
  flag,
  type Json,
  listOf,
  may,
  need,
  oneOf,
  shape,
  string,
  url,
} from './shape.ts'

const MAX_TEXT = 3000

export const plainText = (max = MAX_TEXT, min = 1): Check =>
  byType({ plain_text: shape({ text: need(string({ max, min })), emoji: may(flag) }) }, 'text')

export const mrkdwn = (max = MAX_TEXT): Check =>
  byType({ mrkdwn: shape({ text: need(string({ max })), verbatim: may(flag) }) }, 'text')

export const richOrPlain = (max = MAX_TEXT): Check =>
  byType(
    {
      plain_text: shape({ text: need(string({ max })), emoji: may(flag) }),
      mrkdwn: shape({ text: need(string({ max })), verbatim: may(flag) }),
    },
    'text',
  )

const TITLE = 100
const BODY = 300
const CHOICE = 30

export const confirm: Check = shape({
  title: need(plainText(TITLE)),
  text: need(richOrPlain(BODY)),
  confirm: need(plainText(CHOICE)),
  deny: need(plainText(CHOICE)),
  style: may(oneOf('primary', 'danger')),
})

const OPTION_TEXT = 75
/** 75 in the published types, 150 in Slack's reference: the reference is what the server holds apps to. */
const OPTION_VALUE = 150

const option = (text: Check): Check =>
  shape({
    text: need(text),
    value: need(string({ max: OPTION_VALUE })),
    description: may(plainText(OPTION_TEXT)),
    url: may(url()),
  })

export const plainOption = option(plainText(OPTION_TEXT))
export const richOption = option(richOrPlain(OPTION_TEXT))

const optionGroup: Check = shape({
  label: need(plainText(OPTION_TEXT)),
  options: need(listOf(plainOption, { max: 100 })),
})

export const optionFields = {
  options: may(listOf(plainOption, { max: 100 })),
  option_groups: may(listOf(optionGroup, { max: 100 })),
}

/** Exactly one of options and option_groups, and initial choices must be among them. */
export function optionsRule(value: Json, at: Parameters<Check>[1]): void {
  const given = ['options', 'option_groups'].filter((name) => value[name] !== undefined)
  if (given.length === 0) fail(at, 'missing required field: options')
  else if (given.length === 2) fail(at, 'only one of options and option_groups is allowed')
  else initialsAmongOptions(value, at)
}

export function initialsAmongOptions(value: Json, at: Parameters<Check>[1]): void {
  const known = new Set(allOptions(value).map((each) => each['value']))
  const initial = value['initial_option'] === undefined ? [] : [value['initial_option']]
  const initials = [...initial, ...((value['initial_options'] as unknown[] | undefined) ?? [])] as Json[]
  if (initials.some((each) => !known.has(each['value']))) fail(at, 'initial option must match one of the options')
}

export function allOptions(element: Json): Json[] {
  const groups = (element['option_groups'] as Json[] | undefined) ?? []
  return [
    ...((element['options'] as Json[] | undefined) ?? []),
    ...groups.flatMap((group) => (group['options'] as Json[] | undefined) ?? []),
  ]
}

export const dispatchConfig: Check = shape({
  trigger_actions_on: need(listOf(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 })),
})

export const conversationFilter: Check = shape({
  include: may(listOf(oneOf('im', 'mpim', 'private', 'public'), { max: 4 })),
  exclude_external_shared_channels: may(flag),
  exclude_bot_users: may(flag),
})

const slackFile: Check = shape({ id: may(anyText), url: may(url()) }, (value, at) => {
  if ((value['id'] === undefined) === (value['url'] === undefined)) fail(at, 'exactly one of id and url is required')
})

export const imageSource = { image_url: may(url()), slack_file: may(slackFile) }

export function imageSourceRule(value: Json, at: Parameters<Check>[1]): void {
  if ((value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
    fail(at, 'exactly one of image_url and slack_file is required')
  }
}
