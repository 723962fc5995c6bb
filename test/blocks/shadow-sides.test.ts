// Two sides that differ look different, whatever they differ in: a reviewer who sees no difference judges by chance.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageProblems } from '../../blocks/kit/check-blocks.ts'
import { comparisonCard } from '../../blocks/shadow/comparison-card.ts'
import type { Side } from '../../blocks/shadow/side-lines.ts'
import { checkMessageBlocks } from '../../dev/slack/block-rules/check.ts'
import { canonicalJson, type JsonObject } from '../../src/contracts/json.ts'
import { anyText } from '../setup/any-text.ts'
import { comparison } from './every-shadow.ts'
import { read } from './read.ts'

const side = (params: JsonObject, patch: Partial<Side> = {}): Side => ({
  ...{ what: 'Use this route', action: 'route', params },
  ...patch,
})

/** What meets the eye of each side. */
function seen(A: Side, B: Side): { A: string; B: string } {
  const blocks = comparisonCard(comparison('#1', { sides: { A, B }, facts: [] }))
  expect(messageProblems(blocks)).toEqual([])
  expect(checkMessageBlocks(blocks)).toEqual([])
  const visible = read(blocks)
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
  const [a = '', b = ''] = visible.slice(visible.indexOf('*A* · ') + 6, visible.indexOf('[A is right]')).split('*B* · ')
  return { A: a.trim(), B: b.trim() }
}

const seven = { carrier: 'Heron', service: 'air', lines: [1, 2], cost: 12, insured: true, note: 'x'.repeat(400) }

describe('two sides', () => {
  it('show first, and in full, what differs, however late it stands', () => {
    const shown = seen(side({ ...seven, warehouse: 'HK-1' }), side({ ...seven, warehouse: 'SG-2' }))
    expect(shown.A).toMatch(/^Use this route warehouse: HK-1 carrier: Heron/)
    expect(shown.B).toMatch(/^Use this route warehouse: SG-2 carrier: Heron/)
  })

  it('say how much more is the same', () => {
    expect(seen(side({ ...seven, warehouse: 'HK-1' }), side({ ...seven, warehouse: 'SG-2' })).A).toMatch(
      /3 more, the same on both_$/,
    )
  })

  it('show a long text uncut, over several sections where one is too short', () => {
    const text = Array.from({ length: 600 }, (_, nth) => `w${nth}`).join(' ')
    const { A, B } = seen(side({ text }), side({ text: `${text} end` }))
    expect(A.split(' ').filter((word) => /^w\d+$/.test(word))).toHaveLength(600)
    expect(B.endsWith('w599 end')).toBe(true)
  })

  it('show a text without end from shortly before the place where they part', () => {
    const same = '&'.repeat(60_000)
    const { A, B } = seen(side({ text: `${same}left${same}` }), side({ text: `${same}right${same}` }))
    expect(A).toContain('&amp;left')
    expect(B).toContain('&amp;right')
    expect(A).toMatch(/of 120,004\)/)
  })

  it('say how many differ besides, where there are too many', () => {
    const params = (end: string) =>
      Object.fromEntries(Array.from({ length: 2_000 }, (_, nth) => [`name_${nth}`, `${'y'.repeat(100)}${end}`]))
    expect(seen(side(params('1')), side(params('2'))).A).toMatch(/\d+ more differ/)
  })

  it.each<[string, Side, Side]>([
    ['a number and its text', side({ a: 1 }), side({ a: '1' })],
    ['one space and two', side({ a: 'x y' }), side({ a: 'x  y' })],
    ['a space at the end', side({ a: 'x' }), side({ a: 'x ' })],
    ['a line break', side({ a: 'x y' }), side({ a: 'x\ny' })],
    ['a direction mark', side({ a: 'xy' }), side({ a: 'x\u202ey' })],
    ['an invisible character', side({ a: 'xy' }), side({ a: 'x\u200dy' })],
    ['an accent put together', side({ a: '\u00e9' }), side({ a: 'e\u0301' })],
    ['broken characters', side({ a: '\ud83d' }), side({ a: '\udc00' })],
    ['nothing and null', side({}), side({ a: null })],
    ['nothing and the words for it', side({}), side({ a: 'not said' })],
    ['what every object has', side({}), side(JSON.parse('{"__proto__":{"a":1},"constructor":"b"}'))],
    ['two actions of one name', side({}, { action: 'put_back' }), side({}, { action: 'put back' })],
    [
      'the end of an action without end',
      side({}, { what: 'p'.repeat(900), action: 'p'.repeat(900) }),
      side({}, { what: 'p'.repeat(901), action: 'p'.repeat(901) }),
    ],
    ['names cut alike', side({ ['n'.repeat(90)]: 1 }), side({ [`${'n'.repeat(90)}m`]: 1 })],
  ])('that differ in nothing but %s look different', (_name, one, other) => {
    const shown = seen(one, other)
    expect(shown.A).not.toBe(shown.B)
  })

  it('look different whenever they are different', () => {
    const hostile = fc.constantFrom(
      '',
      ' ',
      '&',
      '*',
      '<!channel>',
      '\u202e',
      '\u200d',
      '\ud83d',
      '\n',
      '"',
      '\\u0020',
      'é',
    )
    const text = fc.oneof(
      anyText(12),
      fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.tuple(fc.constantFrom(219, 2_599, 6_000), hostile).map(([n, end]) => `${'&'.repeat(n)}${end}`),
    )
    const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 2 }))
    const params = fc.dictionary(fc.constantFrom('a', 'b', 'a_b', 'a b', '__proto__', 'c', 'd', 'e'), value)
    fc.assert(
      fc.property(params, params, fc.boolean(), (one, other, isNear) => {
        const second = isNear ? { ...one, ...other } : other
        fc.pre(canonicalJson(one) !== canonicalJson(second))
        const shown = seen(side(one as JsonObject), side(second as JsonObject))
        expect(shown.A).not.toBe(shown.B)
      }),
      { numRuns: 60 },
    )
  })
})
