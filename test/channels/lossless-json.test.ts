import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from '../../src/channels/lossless-json.ts'
import { howMany } from '../setup/how-many.ts'

const read = (text: string) => readJson(Buffer.from(text))

describe('reading JSON without loss', () => {
  it.each(['820982911946154508', '9007199254740993', '-820982911946154508', '12345678901234567890123'])(
    'keeps every digit of %s, as text',
    (digits) => {
      expect(read(`{"id":${digits},"list":[${digits}]}`)).toMatchObject({ value: { id: digits, list: [digits] } })
    },
  )

  it('leaves numbers that a double can hold, and everything inside strings, alone', () => {
    const text =
      '{"safe":9007199254740991,"price":19.99,"tiny":1e-7,"big":1.5e300,"text":"820982911946154508 \\" 820982911946154508","":0}'
    expect(read(text)).toEqual({ status: 'read', value: JSON.parse(text), repaired: [] })
  })

  it('gives what JSON.parse gives for anything without large integers', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain = JSON.parse(text)
        fc.pre(!/\\u(0000|[dD][89a-fA-F])/.test(text) && !/\d{16}/.test(text))
        expect(read(text)).toEqual({ status: 'read', value: plain, repaired: [] })
      }),
    )
  })

  it('gives back every integer exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(), (integer) => {
        const reading = read(`[${integer}]`)
        expect(reading.status === 'read' && String((reading.value as unknown[])[0])).toBe(String(integer))
      }),
    )
  })

  it('replaces what the record cannot hold, and names where', () => {
    const reading = read('{"customer":{"name":"A\\u0000B"},"lines":[{"title":"\\ud83d"}],"fine":"\\ud83d\\ude00"}')
    expect(reading).toEqual({
      status: 'read',
      value: { customer: { name: 'A\uFFFDB' }, lines: [{ title: '\uFFFD' }], fine: '😀' },
      repaired: ['customer.name', 'lines[0].title'],
    })
  })

  it.each([
    ['', 'the body is empty'],
    ['  \n', 'the body is empty'],
    ['{"a":', 'the body is not JSON'],
    ['{"a": 00820982911946154508}', 'the body is not JSON'],
    ['{820982911946154508: 1}', 'the body is not JSON'],
    ['[820982911946154508 820982911946154508]', 'the body is not JSON'],
    ['820982911946154508x', 'the body is not JSON'],
    ['not json', 'the body is not JSON'],
    ['"unclosed', 'the body is not JSON'],
    ['['.repeat(200_000), 'the body is nested more than 64 levels deep'],
  ])('refuses %#', (text, because) => {
    expect(read(text)).toEqual({ status: 'unreadable', because })
  })

  it('takes for JSON exactly what JSON.parse takes, near the edge', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"',
      '\\',
      ' ',
      '820982911946154508',
      '-',
      '0',
      '1e5',
      'null',
      '.',
    )
    const isJson = (text: string) => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 7 }), (list) => {
        const text = list.join('')
        expect(read(text).status, text).toBe(isJson(text) ? 'read' : 'unreadable')
      }),
      { numRuns: howMany({ usually: 500, inCi: 5_000 }) },
    )
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['read', 'unreadable']).toContain(readJson(bytes).status)
      }),
    )
  })
})
