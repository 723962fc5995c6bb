// Every kind of input, from what a person enters to what the app receives.
import { expect, it } from 'vitest'
import type { Block } from '../../dev/slack/contract.ts'
import { elementsOf } from '../../dev/slack/interactivity/elements.ts'
import { actionItem, stateValues } from '../../dev/slack/interactivity/entered.ts'
import { clientErrors } from '../../dev/slack/interactivity/required.ts'
import type { Entered } from '../../dev/slack/ui-calls.ts'

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value })
const options = ['a', 'b', 'c'].map(option)

const input = (element: Record<string, unknown>, more: Record<string, unknown> = {}): Block[] => [
  { type: 'input', block_id: 'b', element: { action_id: 'x', ...element }, ...more },
]
const held = (element: Record<string, unknown>, entered?: Entered) =>
  stateValues(input(element), entered === undefined ? {} : { b: { x: entered } })['b']?.['x']

const CASES: [string, Record<string, unknown>, Entered | undefined, Record<string, unknown>][] = [
  ['plain_text_input', {}, 'hello', { value: 'hello' }],
  ['plain_text_input', {}, undefined, { value: null }],
  ['plain_text_input', { initial_value: 'first' }, undefined, { value: 'first' }],
  ['plain_text_input', { initial_value: 'first' }, null, { value: null }],
  ['number_input', {}, '12.5', { value: '12.5' }],
  ['static_select', { options }, 'b', { selected_option: option('b') }],
  ['static_select', { option_groups: [{ options }] }, 'c', { selected_option: option('c') }],
  ['static_select', { options, initial_option: option('a') }, undefined, { selected_option: option('a') }],
  ['radio_buttons', { options }, null, { selected_option: null }],
  ['checkboxes', { options }, ['a', 'c'], { selected_options: [option('a'), option('c')] }],
  ['multi_static_select', { options, initial_options: [option('a')] }, [], { selected_options: [] }],
  ['datepicker', { initial_date: '2026-11-10' }, '2026-11-11', { selected_date: '2026-11-11' }],
  ['timepicker', {}, '14:07', { selected_time: '14:07' }],
  ['datetimepicker', {}, 1_800_000_000, { selected_date_time: 1_800_000_000 }],
  ['users_select', { initial_user: 'U1' }, undefined, { selected_user: 'U1' }],
  ['multi_users_select', {}, ['U1', 'U2'], { selected_users: ['U1', 'U2'] }],
  ['conversations_select', {}, 'C1', { selected_conversation: 'C1' }],
  ['channels_select', {}, undefined, { selected_channel: null }],
]

it.each(CASES)('%s %j with %j entered', (type, element, entered, expected) => {
  expect(held({ type, ...element }, entered)).toEqual({ type, ...expected })
})

it('refuses a choice that is not offered', () => {
  expect(() => held({ type: 'static_select', options }, 'z')).toThrow('"z" is not one of the choices.')
})

it('reports what was pressed or chosen as one action', () => {
  const button = { type: 'button', action_id: 'x', text: { type: 'plain_text', text: 'Go' }, value: 'v' }
  const blocks: Block[] = [
    { type: 'actions', block_id: 'b', elements: [button, { type: 'overflow', action_id: 'o', options }] },
    { type: 'section', block_id: 's', accessory: { type: 'datepicker', action_id: 'd' } },
  ]
  const [pressed, overflow, date] = elementsOf(blocks)
  if (pressed === undefined || overflow === undefined || date === undefined) throw new Error('elements are missing')
  expect(actionItem(pressed, undefined, '1.2')).toEqual({ ...button, block_id: 'b', action_ts: '1.2' })
  expect(actionItem(overflow, 'b', '1.2')).toMatchObject({ type: 'overflow', selected_option: option('b') })
  expect(actionItem(date, '2026-11-11', '1.2')).toMatchObject({ type: 'datepicker', selected_date: '2026-11-11' })
  expect(stateValues(blocks, {})).toEqual({ s: { d: { type: 'datepicker', selected_date: null } } })
})

const MALFORMED: [Record<string, unknown>, Entered | undefined, string | undefined][] = [
  [{ type: 'plain_text_input' }, undefined, 'Please complete this required field.'],
  [{ type: 'plain_text_input', min_length: 3 }, 'ab', 'Must be at least 3 characters.'],
  [{ type: 'plain_text_input', max_length: 3 }, 'abcd', 'Must be at most 3 characters.'],
  [{ type: 'plain_text_input', max_length: 3 }, 'abc', undefined],
  [{ type: 'number_input', is_decimal_allowed: false }, '1.5', 'Must be a number.'],
  [{ type: 'number_input', is_decimal_allowed: true, max_value: '500' }, '500.5', 'Must be 500 or less.'],
  [{ type: 'number_input', is_decimal_allowed: true, min_value: '-1' }, '-1', undefined],
  [{ type: 'email_text_input' }, 'nobody', 'Must be an e-mail address.'],
  [{ type: 'url_text_input' }, 'example', 'Must be a link.'],
  [{ type: 'checkboxes', options }, [], 'Please complete this required field.'],
]

it.each(MALFORMED)('%j with %j entered is answered by the client itself', (element, entered, problem) => {
  const values = entered === undefined ? {} : { b: { x: entered } }
  expect(clientErrors(input(element), values)).toEqual(problem === undefined ? {} : { b: problem })
  expect(clientErrors(input(element, { optional: true }), {})).toEqual({})
})
