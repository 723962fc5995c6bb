// Whatever an order, a customer or an agent puts into a text: Slack takes every card and window, and nothing in it can act.
import { describe, expect, it } from 'vitest'
import { messageProblems, viewProblems } from '../../blocks/kit/check-blocks.ts'
import { CARD_LINES } from '../../blocks/kit/lines.ts'
import { cardText, runCard } from '../../blocks/run-card.ts'
import { checkMessageBlocks, checkView } from '../../dev/slack/block-rules/check.ts'
import { cards, messages } from './every-message.ts'
import { views } from './every-view.ts'
import { visibleLines } from './visible-lines.ts'

const HOSTILE: Readonly<Record<string, string>> = {
  'five thousand letters': 'x'.repeat(5_000),
  'five thousand signs that grow when escaped': '&'.repeat(5_000),
  'every formatting sign': '*bold* _italic_ ~struck~ `code` > quote & <b> [link](x)',
  'a call to everybody':
    '<!channel> <!here> <!everyone> @channel <@U0ANA0001> <#C0OPS0001> <https://evil.example|click>',
  'right to left': 'שלום \u202eevil\u202c مرحبا بالعالم',
  emoji: '👩‍👩‍👧‍👦 :boom: 🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(40),
  'a surrogate cut in two': `${'a'.repeat(74)}\ud83d`,
  'line breaks': 'one\ntwo\r\nthree\u2028four\n\n\n\nfive',
  'control characters': 'a\u0000b\u0007c\u001bd\u007f',
  nothing: '',
  'only spaces': '   \n  ',
  'the name of a property of every object': '__proto__',
  constructor: 'constructor',
}

describe.each(Object.entries(HOSTILE))('with %s', (_name, text) => {
  it('every message keeps to our limits and to the strict workspace', () => {
    for (const [which, build] of Object.entries(messages)) {
      const blocks = build(text)
      expect(messageProblems(blocks), which).toEqual([])
      expect(checkMessageBlocks(blocks), which).toEqual([])
    }
  })

  it('every view keeps to our limits and to the strict workspace', () => {
    for (const [which, build] of Object.entries(views)) {
      const view = build(text)
      expect(viewProblems(view), which).toEqual([])
      expect(checkView(view, view.type === 'home' ? 'home' : 'modal'), which).toMatchObject({ status: 'ok' })
    }
  })

  it('every card stays within twelve lines', () => {
    for (const [which, of] of Object.entries(cards))
      expect(visibleLines(runCard(of(text))), which).toBeLessThanOrEqual(CARD_LINES)
  })

  it('every notification is one short line', () => {
    for (const [which, of] of Object.entries(cards)) {
      const line = cardText(of(text))
      expect(line, which).not.toMatch(/[\n\r]/)
      expect(line.length, which).toBeLessThan(4_000)
    }
  })
})

describe('a call to everybody', () => {
  const text = HOSTILE['a call to everybody'] ?? ''
  const mrkdwn = (value: unknown): string[] =>
    value === null || typeof value !== 'object'
      ? []
      : [
          ...('type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : []),
          ...Object.values(value).flatMap(mrkdwn),
        ]

  it('is only text in every message and view', () => {
    for (const [which, build] of [...Object.entries(messages), ...Object.entries(views)])
      for (const shown of mrkdwn(build(text))) {
        expect(shown, which).not.toMatch(/<!(channel|here|everyone)/)
        expect(shown, which).not.toContain('<https://evil')
        expect(shown, which).not.toContain('<#C0OPS0001>')
      }
  })

  it('is only text in the notification', () => {
    for (const of of Object.values(cards)) expect(cardText(of(text))).not.toContain('<!channel>')
  })

  it('never reaches Slack without its parsing switched off', () => {
    const unverbatim = (value: unknown): unknown[] =>
      value === null || typeof value !== 'object'
        ? []
        : [
            ...('type' in value && value.type === 'mrkdwn' && !('verbatim' in value && value.verbatim) ? [value] : []),
            ...Object.values(value).flatMap(unverbatim),
          ]
    for (const build of Object.values(messages)) expect(unverbatim(build(text))).toEqual([])
  })
})
