import { describe, expect, it } from 'vitest'
import { dispatchesOn, formValues, valueElements, withEdit } from '../../dev/page/state/form-values.ts'
import type { Block } from '../../dev/slack/contract.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const option = (value: string) => ({ text: plain(value), value })

function input(blockId: string, element: object): Block {
  return { type: 'input', block_id: blockId, label: plain(blockId), element: { action_id: 'a', ...element } }
}

describe('what a form holds', () => {
  it('begins with the values the app gave, in the shape of each kind of element', () => {
    const blocks = [
      input('text', { type: 'plain_text_input', initial_value: 'hello' }),
      input('number', { type: 'number_input', is_decimal_allowed: false }),
      input('one', { type: 'static_select', options: [option('x')], initial_option: option('x') }),
      input('some', { type: 'checkboxes', options: [option('x'), option('y')], initial_options: [option('y')] }),
      input('people', { type: 'multi_users_select', initial_users: ['U1'] }),
      input('day', { type: 'datepicker', initial_date: '2025-11-11' }),
      input('moment', { type: 'datetimepicker', initial_date_time: 1_762_819_200 }),
    ]
    expect(formValues(blocks, {})).toEqual({
      text: { a: 'hello' },
      number: { a: null },
      one: { a: 'x' },
      some: { a: ['y'] },
      people: { a: ['U1'] },
      day: { a: '2025-11-11' },
      moment: { a: 1_762_819_200 },
    })
  })

  it('finds elements in inputs, actions, at the side of sections and inside containers, and passes buttons by', () => {
    const select = { type: 'static_select', action_id: 'pick', options: [option('x')] }
    const blocks = [
      { type: 'section', block_id: 's', text: plain('t'), accessory: select },
      { type: 'actions', block_id: 'a', elements: [{ type: 'button', action_id: 'b', text: plain('b') }, select] },
      { type: 'container', block_id: 'c', child_blocks: [input('inside', { type: 'plain_text_input' })] },
      {
        type: 'section',
        block_id: 'o',
        text: plain('t'),
        accessory: { type: 'overflow', action_id: 'm', options: [] },
      },
    ]
    expect(valueElements(blocks).map((each) => `${each.blockId}/${each.actionId}`)).toEqual([
      's/pick',
      'a/pick',
      'inside/a',
    ])
  })

  it('keeps an entry, a cleared one too, for as long as the ids stay, and forgets it when the block is another', () => {
    const edits = withEdit({}, { blockId: 'text', actionId: 'a', entered: null })
    const first = [input('text', { type: 'plain_text_input', initial_value: 'given' })]
    expect(formValues(first, edits)).toEqual({ text: { a: null } })
    const second = [input('text-2', { type: 'plain_text_input', initial_value: 'given' })]
    expect(formValues(second, edits)).toEqual({ 'text-2': { a: 'given' } })
  })

  it('leaves rich text the app wrote to the workspace until it is edited', () => {
    const blocks = [input('rich', { type: 'rich_text_input', initial_value: { type: 'rich_text', elements: [] } })]
    expect(formValues(blocks, {})).toEqual({})
    expect(formValues(blocks, { rich: { a: 'typed' } })).toEqual({ rich: { a: 'typed' } })
  })

  it('sends dispatched text on Enter unless the app asks for every character', () => {
    expect(dispatchesOn({})).toEqual({ enter: true, character: false })
    const config = { trigger_actions_on: ['on_character_entered'] }
    expect(dispatchesOn({ dispatch_action_config: config })).toEqual({ enter: false, character: true })
  })
})
