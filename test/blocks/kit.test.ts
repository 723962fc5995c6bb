// The kit: escaping, clipping, fitting, and a check of Slack's limits that really fails.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionWords } from '../../blocks/action-words.ts'
import { messageProblems, viewProblems } from '../../blocks/kit/check-blocks.ts'
import { actions, button, header, sections } from '../../blocks/kit/elements.ts'
import { flatten } from '../../blocks/kit/flatten.ts'
import { fitted } from '../../blocks/kit/lines.ts'
import { numbered } from '../../blocks/kit/subject.ts'
import { mention, plain, say, sayWithPeople } from '../../blocks/kit/text.ts'
import { modal } from '../../blocks/kit/view.ts'
import { moment } from '../../blocks/kit/when.ts'
import { DecisionTarget, packed, unpacked } from '../../blocks/target.ts'
import { anyText } from '../setup/any-text.ts'
import { DECISION, RUN } from './samples.ts'

describe('say', () => {
  it('leaves nothing of Slack’s control sequences', () => {
    expect(say('<!channel> & <@U1> <https://x|y>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;https://x|y&gt;')
  })

  it('never exceeds its length once escaped, never cuts an entity or a character in two', () => {
    fc.assert(
      fc.property(anyText(60), fc.integer({ min: 8, max: 200 }), (text, max) => {
        const said = say(text, max)
        expect(said.length).toBeLessThanOrEqual(max)
        expect(said).not.toMatch(/[<>\n\r]/)
        expect(said.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&')
        expect(() => encodeURIComponent(said)).not.toThrow()
      }),
    )
  })

  it('keeps right-to-left text to itself', () => {
    expect(say('\u202eשלום')).toBe('\u2068שלום\u2069')
  })
})

describe('mention', () => {
  it.each([
    ['U0ANA0001', '<@U0ANA0001>'],
    ['S0TEAM001', '<!subteam^S0TEAM001>'],
    ['SYSTEM', 'SYSTEM'],
    ['countersign', 'countersign'],
    ['<!channel>', '&lt;!channel&gt;'],
  ])('of %s is %s', (id, expected) => {
    expect(mention(id)).toBe(expected)
  })
})

describe('sayWithPeople', () => {
  it('keeps user groups as user groups', () => {
    expect(sayWithPeople('ask <!subteam^S0TEAM001> or <!here>')).toBe('ask <!subteam^S0TEAM001> or &lt;!here&gt;')
  })

  it('keeps people as people and nothing else', () => {
    expect(sayWithPeople('<@U0ANA0001> chose <!channel>')).toBe('<@U0ANA0001> chose &lt;!channel&gt;')
  })

  it('never cuts a person in two', () => {
    expect(sayWithPeople(`${'x'.repeat(40)} <@U0ANA0001>`, 45)).not.toContain('<@')
  })
})

describe('plain', () => {
  it('is never empty, which Slack refuses', () => {
    expect(plain('  \n', 10)).toBe('-')
  })
})

describe('an order number', () => {
  it.each([
    ['1042', '#1042'],
    ['#1042', '#1042'],
    ['', '#without a number'],
  ])('%j is %j', (number, shown) => {
    expect(numbered(number)).toBe(shown)
  })
})

describe('words for actions', () => {
  it('are there for an action nobody gave words to', () => {
    expect(actionWords('print_label', '7')).toMatchObject({
      ask: 'Print label for order #7?',
      label: 'Approve print label',
    })
  })
})

describe('fitted', () => {
  const line = (text: string, keep: number) => ({ text, keep })

  it('keeps the order and lets the least important go first', () => {
    const lines = [line('a', 1), line('b', 9), line('c', 2), line('d', 9)]
    expect(fitted(lines, 3).map(({ text }) => text)).toEqual(['b', 'd', '_2 more under More_'])
    expect(fitted(lines, 4).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('does not count lines that are empty', () => {
    expect(fitted([line('', 9), line('a', 1)], 1).map(({ text }) => text)).toEqual(['a'])
  })
})

describe('moments', () => {
  it('name the day when it is not close', () => {
    expect(moment(0, 3_600_000)).toBe('<!date^0^{time}|00:00 UTC>')
    expect(moment(0, 90_000_000)).toContain('{date_short_pretty}')
  })

  it('of a broken event do not take the card down', () => {
    expect(moment(Number.NaN, 0)).toContain('<!date^0^')
    expect(moment(Number.POSITIVE_INFINITY, 0)).toContain('<!date^0^')
  })
})

describe('a target', () => {
  const target = { run: RUN, decision: DECISION, revision: 2, verdict: 'approve' as const }

  it('comes back as it went', () => {
    expect(unpacked(DecisionTarget, packed(target))).toEqual(target)
  })

  it.each([null, 7, '', 'x', '{"run":1}', JSON.stringify({ ...target, revision: 0 })])('%j is none', (value) => {
    expect(unpacked(DecisionTarget, value)).toBeNull()
  })
})

describe('flatten', () => {
  it('names every value by its path and leaves out what is empty', () => {
    expect(flatten({ a: { b: [1, { c: 'x' }] }, d: null, e: '' })).toBe('a.b[1]: 1\na.b[2].c: x')
    expect(flatten({})).toBe('nothing')
  })
})

describe('our own check', () => {
  const press = button({ label: 'Go', action: 'go' })

  it.each<[string, Parameters<typeof messageProblems>[0], RegExp]>([
    ['an action id twice in one block', [actions('b', [press, press])], /action_id appears twice/],
    ['a block id twice', [actions('b', [press]), actions('b', [press])], /block_id "b" appears twice/],
    ['more than 50 blocks', Array.from({ length: 51 }, () => header('x')), /51 blocks/],
    [
      'a section that is too long',
      [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }],
      /\/blocks\/0\/text\/text/,
    ],
    ['an empty text', [{ type: 'section', text: { type: 'mrkdwn', text: '' } }], /\/blocks\/0\/text\/text/],
    ['no button at all', [{ type: 'actions', elements: [] }], /\/blocks\/0\/elements/],
    ['an unknown block', [{ type: 'markdown', text: 'x' }], /\/blocks\/0/],
    [
      'a label of 76 characters',
      [{ ...actions('b', [{ ...press, text: { type: 'plain_text', text: 'x'.repeat(76) } }]) }],
      /\/blocks\/0\/elements\/0\/text/,
    ],
  ])('finds %s', (_name, blocks, problem) => {
    expect(messageProblems(blocks).join('\n')).toMatch(problem)
  })

  it('finds a form without a submit button, and a title that is too long', () => {
    const input = {
      type: 'input' as const,
      label: { type: 'plain_text' as const, text: 'x' },
      element: { type: 'plain_text_input' as const, action_id: 'a' },
    }
    expect(viewProblems(modal({ title: 'x', blocks: [input] })).join()).toMatch(/submit/)
    expect(
      viewProblems({
        ...modal({ title: 'x', blocks: sections(['x']) }),
        title: { type: 'plain_text', text: 'x'.repeat(25) },
      }).join(),
    ).toMatch(/title/)
  })

  it('has nothing against what is right', () => {
    expect(messageProblems([header('x'), ...sections(['y']), actions('b', [press])])).toEqual([])
  })
})

describe('words of people', () => {
  const visible = (text: string): string => text.replaceAll('\u200d', '')

  it.each([
    '*bold*',
    '_leaning_',
    '~gone~',
    '`code`',
    '(*both*)',
    'a *b* c',
    '~40 pieces',
    'half *',
    '*_~all~_*',
    '**',
    '“*quoted*”',
  ])('lesson: "%s" does not format the card, and reads as it was written', (text) => {
    const said = say(text)
    expect(visible(said)).toBe(text)
    // Slack formats from a mark after a space or punctuation up to one before such: no mark has either next to it.
    expect(said).not.toMatch(/(^|[^\u200d])[*_~`]|[*_~`]([^\u200d]|$)/)
  })

  it.each([
    'SKU_NAME_RED',
    'first_order, new_address',
    'jo_do@shop_one.example',
    'HK$ 1,200.50',
    '2*3*4',
    'it is 5 * 3',
  ])('"%s" stays as it is, to the byte: nobody copies a sign they cannot see', (text) => {
    expect(say(text)).toBe(text)
  })
})
