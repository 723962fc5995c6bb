// Block Kit JSON that Slack refuses for what it is, not for its size.
import { describe, expect, it } from 'vitest'
import { checkMessageBlocks, checkView } from '../../dev/slack/block-rules/check.ts'

import {
  actions,
  button,
  cell,
  inMessage,
  inModal,
  input,
  type Json,
  many,
  modal,
  mrkdwn,
  option,
  plain,
  section,
  x,
} from './block-samples.ts'

describe('what is refused', () => {
  const REFUSED: [string, Json[], string][] = [
    ['an unknown block', [{ type: 'hologram' }], '/blocks/0/type'],
    ['a type from the prototype', [{ type: 'constructor' }], '/blocks/0/type'],
    ['an unknown element', [actions({ type: 'lever' })], '/blocks/0/elements/0/type'],
    ['an unknown property', [section({ colour: 'red' })], '/blocks/0'],
    ['a block_id used twice', [section({ block_id: 'a' }), section({ block_id: 'a' })], '/blocks/1/block_id'],
    [
      'an action_id used twice in a block',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      '/blocks/0/elements/1/action_id',
    ],
    ['an empty text', [section({ text: mrkdwn('') })], '/blocks/0/text/text'],
    ['a section with nothing in it', [{ type: 'section' }], '/blocks/0'],
    ['mrkdwn in a header', [{ type: 'header', text: mrkdwn('a') }], '/blocks/0/text/type'],
    ['mrkdwn in a button', [actions(button({ text: mrkdwn('a') }))], '/blocks/0/elements/0/text/type'],
    ['a text input among actions', [actions({ type: 'plain_text_input' })], '/blocks/0/elements/0/type'],
    ['an input in a message', [input({ type: 'plain_text_input' })], '/blocks/0/type'],
    ['an alert in a message', [{ type: 'alert', text: plain('a') }], '/blocks/0/type'],
    ['a file in a message', [{ type: 'file', source: 'remote', external_id: 'a' }], '/blocks/0/type'],
    [
      'an initial option that is not offered',
      [actions({ type: 'static_select', options: [option(1)], initial_option: option(2) })],
      '/blocks/0/elements/0',
    ],
    [
      'uneven data table rows',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a'), cell('b')], [cell('a')]] }],
      '/blocks/0/rows/1',
    ],
    ['an empty card', [{ type: 'card', subtitle: mrkdwn('a') }], '/blocks/0'],
    ['a container without a title', [{ type: 'container', child_blocks: [{ type: 'divider' }] }], '/blocks/0'],
  ]

  it.each(REFUSED)('%s', (_, blocks, pointer) => {
    expect(inMessage(...blocks)).toContain(pointer)
  })

  it('the same action_id in two blocks is fine', () => {
    expect(inMessage(actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' })))).toEqual([])
  })

  it('inputs without a submit button, and messages-only blocks, in a modal', () => {
    expect(inModal(modal({ blocks: [input({ type: 'plain_text_input' })] }))).toEqual(['/view'])
    for (const type of ['markdown', 'table', 'container', 'carousel']) {
      expect(inModal(modal({ blocks: [{ type }] }))).toEqual(['/view/blocks/0/type'])
    }
  })

  it('a view that is too large, or of the wrong kind', () => {
    const options = many(100, (i) =>
      option(i, { value: `${i}${x(140)}`, description: plain(x(75)), text: plain(x(75)) }),
    )
    const select = () => ({ type: 'actions', elements: [{ type: 'static_select', options }] })
    expect(checkView(modal({ blocks: many(10, select) }), 'modal')).toEqual({ status: 'too_large' })
    expect(checkView({ type: 'home', blocks: [] }, 'modal').status).toBe('invalid')
    expect(checkView({ type: 'home', blocks: [] }, 'home').status).toBe('ok')
    expect(checkView(undefined, 'modal').status).toBe('invalid')
  })

  it('never throws, whatever it is given', () => {
    for (const junk of [null, 'text', 7, [null], [[]], [{}], [{ type: 'actions', elements: [null] }]]) {
      expect(() => checkMessageBlocks(junk)).not.toThrow()
    }
    expect(checkMessageBlocks('text')).toHaveLength(1)
  })
})
