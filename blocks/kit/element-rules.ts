// Slack's limits for the elements our cards use. Strict: a field we never send is a mistake, not a feature.
import { z } from 'zod'

const text = (max: number, min = 1) => z.string().min(min).max(max)

export const plainOf = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() })
export const mrkdwnOf = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() })

const actionId = text(255)

const Confirm = z.strictObject({
  title: plainOf(100),
  text: plainOf(300),
  confirm: plainOf(30),
  deny: plainOf(30),
})

export const Button = z.strictObject({
  type: z.literal('button'),
  text: plainOf(75),
  action_id: actionId,
  value: text(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: text(75).optional(),
  confirm: Confirm.optional(),
})

const Option = z.strictObject({ text: plainOf(75), value: text(75) })
const options = (max: number) =>
  z
    .array(Option)
    .min(1)
    .max(max)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, 'two options have the same value')

const offered = (given: { options: unknown[]; initial_option?: unknown }): boolean =>
  given.initial_option === undefined ||
  given.options.some((option) => JSON.stringify(option) === JSON.stringify(given.initial_option))

const Select = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: actionId,
    options: options(100),
    initial_option: Option.optional(),
  })
  .refine(offered, 'the initial option is not one of the options')

const Radio = z
  .strictObject({
    type: z.literal('radio_buttons'),
    action_id: actionId,
    options: options(10),
    initial_option: Option.optional(),
  })
  .refine(offered, 'the initial option is not one of the options')

const Checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  action_id: actionId,
  options: options(10),
  initial_options: z.array(Option).min(1).max(10).optional(),
})

/** Told of with every entry, not only with Enter. */
const dispatch = z.strictObject({ trigger_actions_on: z.tuple([z.literal('on_character_entered')]) }).optional()

const TextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: actionId,
    multiline: z.boolean().optional(),
    max_length: z.int().min(1).max(3_000).optional(),
    initial_value: text(3_000).optional(),
    dispatch_action_config: dispatch,
  })
  .refine(
    ({ initial_value: initial, max_length: max }) => (initial?.length ?? 0) <= (max ?? 3_000),
    'the initial value is longer than the field takes',
  )

const NumberInput = z.strictObject({
  type: z.literal('number_input'),
  action_id: actionId,
  is_decimal_allowed: z.boolean(),
  min_value: z.string().optional(),
  dispatch_action_config: dispatch,
  initial_value: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .optional(),
})

const Conversations = z.strictObject({
  type: z.literal('conversations_select'),
  action_id: actionId,
  initial_conversation: text(30).optional(),
  filter: z.strictObject({ include: z.array(z.string()).min(1), exclude_bot_users: z.boolean() }).optional(),
})

const Users = z.strictObject({
  type: z.literal('multi_users_select'),
  action_id: actionId,
  initial_users: z.array(text(30)).min(1).optional(),
})

const Person = z.strictObject({ type: z.literal('users_select'), action_id: actionId })

/** A choice that takes effect at once. */
export const Menu = z.strictObject({
  type: z.literal('static_select'),
  action_id: actionId,
  placeholder: plainOf(150),
  options: options(100),
})

const SelectMany = z.strictObject({
  type: z.literal('multi_static_select'),
  action_id: actionId,
  placeholder: plainOf(150).optional(),
  options: options(100),
})

export const InputElement = z.union([
  Select,
  SelectMany,
  Radio,
  Checkboxes,
  TextInput,
  NumberInput,
  Conversations,
  Users,
  Person,
])
