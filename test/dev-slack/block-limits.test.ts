// The Block Kit limits, one row each: the largest allowed passes, one more fails at the right place.
import { describe, expect, it } from 'vitest'
import {
  actions,
  button,
  cell,
  confirm,
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

/** name, the most that is allowed, one more, where it is reported */
const MESSAGE_LIMITS: [string, (extra: number) => Json[], string][] = [
  ['50 blocks', (n) => many(50 + n, () => ({ type: 'divider' })), '/blocks'],
  ['block_id of 255', (n) => [section({ block_id: x(255 + n) })], '/blocks/0/block_id'],
  ['section text of 3000', (n) => [section({ text: mrkdwn(x(3000 + n)) })], '/blocks/0/text/text'],
  ['10 fields', (n) => [section({ fields: many(10 + n, () => plain('f')) })], '/blocks/0/fields'],
  ['fields of 2000', (n) => [section({ fields: [plain(x(2000 + n))] })], '/blocks/0/fields/0/text'],
  ['header of 150', (n) => [{ type: 'header', text: plain(x(150 + n)) }], '/blocks/0/text/text'],
  [
    '10 context elements',
    (n) => [{ type: 'context', elements: many(10 + n, () => mrkdwn('c')) }],
    '/blocks/0/elements',
  ],
  ['25 actions', (n) => [actions(...many(25 + n, () => button()))], '/blocks/0/elements'],
  ['button text of 75', (n) => [actions(button({ text: plain(x(75 + n)) }))], '/blocks/0/elements/0/text/text'],
  ['button value of 2000', (n) => [actions(button({ value: x(2000 + n) }))], '/blocks/0/elements/0/value'],
  ['button url of 3000', (n) => [actions(button({ url: `https:${x(2994 + n)}` }))], '/blocks/0/elements/0/url'],
  ['action_id of 255', (n) => [actions(button({ action_id: x(255 + n) }))], '/blocks/0/elements/0/action_id'],
  [
    'confirm title of 100',
    (n) => [actions(button({ confirm: confirm({ title: plain(x(100 + n)) }) }))],
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'confirm text of 300',
    (n) => [actions(button({ confirm: confirm({ text: plain(x(300 + n)) }) }))],
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'confirm button of 30',
    (n) => [actions(button({ confirm: confirm({ deny: plain(x(30 + n)) }) }))],
    '/blocks/0/elements/0/confirm/deny/text',
  ],
  [
    '100 options',
    (n) => [actions({ type: 'static_select', options: many(100 + n, option) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'option text of 75',
    (n) => [actions({ type: 'static_select', options: [option(1, { text: plain(x(75 + n)) })] })],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value of 150',
    (n) => [actions({ type: 'static_select', options: [option(1, { value: x(150 + n) })] })],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'option description of 75',
    (n) => [actions({ type: 'static_select', options: [option(1, { description: plain(x(75 + n)) })] })],
    '/blocks/0/elements/0/options/0/description/text',
  ],
  [
    'placeholder of 150',
    (n) => [actions({ type: 'users_select', placeholder: plain(x(150 + n)) })],
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    '5 overflow options',
    (n) => [actions({ type: 'overflow', options: many(5 + n, option) })],
    '/blocks/0/elements/0/options',
  ],
  [
    '10 checkboxes',
    (n) => [actions({ type: 'checkboxes', options: many(10 + n, option) })],
    '/blocks/0/elements/0/options',
  ],
  ['markdown of 12000', (n) => [{ type: 'markdown', text: x(12_000 + n) }], '/blocks/0/text'],
  [
    'markdown of 12000 altogether',
    (n) => [
      { type: 'markdown', text: x(6_000) },
      { type: 'markdown', text: x(6_000 + n) },
    ],
    '/blocks/1/text',
  ],
  [
    'image alt_text of 2000',
    (n) => [{ type: 'image', image_url: 'https://a', alt_text: x(2000 + n) }],
    '/blocks/0/alt_text',
  ],
  ['100 table rows', (n) => [{ type: 'table', rows: many(100 + n, () => [cell('c')]) }], '/blocks/0/rows'],
  ['20 table cells', (n) => [{ type: 'table', rows: [many(20 + n, () => cell('c'))] }], '/blocks/0/rows/0'],
  ['one table', (n) => many(1 + n, () => ({ type: 'table', rows: [[cell('c')]] })), '/blocks/1'],
  [
    '101 data table rows',
    (n) => [{ type: 'data_table', caption: 'c', rows: many(101 + n, () => [cell('c')]) }],
    '/blocks/0/rows',
  ],
  [
    'chart title of 50',
    (n) => [
      { type: 'data_visualization', title: x(50 + n), chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] } },
    ],
    '/blocks/0/title',
  ],
  [
    '6 pie segments',
    (n) => [
      {
        type: 'data_visualization',
        title: 't',
        chart: { type: 'pie', segments: many(6 + n, (i) => ({ label: `l${i}`, value: 1 })) },
      },
    ],
    '/blocks/0/chart/segments',
  ],
  ['card title of 150', (n) => [{ type: 'card', title: mrkdwn(x(150 + n)) }], '/blocks/0/title/text'],
  ['card body of 200', (n) => [{ type: 'card', body: mrkdwn(x(200 + n)) }], '/blocks/0/body/text'],
  [
    '10 cards',
    (n) => [{ type: 'carousel', elements: many(10 + n, () => ({ type: 'card', title: mrkdwn('t') })) }],
    '/blocks/0/elements',
  ],
  [
    '10 container children',
    (n) => [{ type: 'container', title: plain('t'), child_blocks: many(10 + n, () => ({ type: 'divider' })) }],
    '/blocks/0/child_blocks',
  ],
]

const MODAL_LIMITS: [string, (extra: number) => Json, string][] = [
  ['100 blocks', (n) => modal({ blocks: many(100 + n, () => ({ type: 'divider' })) }), '/view/blocks'],
  ['title of 24', (n) => modal({ title: plain(x(24 + n)) }), '/view/title/text'],
  ['submit of 24', (n) => modal({ submit: plain(x(24 + n)) }), '/view/submit/text'],
  ['close of 24', (n) => modal({ close: plain(x(24 + n)) }), '/view/close/text'],
  ['private_metadata of 3000', (n) => modal({ private_metadata: x(3000 + n) }), '/view/private_metadata'],
  ['callback_id of 255', (n) => modal({ callback_id: x(255 + n) }), '/view/callback_id'],
  [
    'input label of 2000',
    (n) => modal({ submit: plain('S'), blocks: [input({ type: 'plain_text_input' }, { label: plain(x(2000 + n)) })] }),
    '/view/blocks/0/label/text',
  ],
  [
    'max_length of 3000',
    (n) => modal({ submit: plain('S'), blocks: [input({ type: 'plain_text_input', max_length: 3000 + n })] }),
    '/view/blocks/0/element/max_length',
  ],
  ['alert of 200', (n) => modal({ blocks: [{ type: 'alert', text: plain(x(200 + n)) }] }), '/view/blocks/0/text/text'],
]

describe('limits', () => {
  it.each(MESSAGE_LIMITS)('a message may have %s and no more', (_, blocks, pointer) => {
    expect(inMessage(...blocks(0))).toEqual([])
    expect(inMessage(...blocks(1))).toContain(pointer)
  })

  it.each(MODAL_LIMITS)('a modal may have %s and no more', (_, view, pointer) => {
    expect(inModal(view(0))).toEqual([])
    expect(inModal(view(1))).toContain(pointer)
  })
})
