// The digest for a spreadsheet: every line of the same width, and nothing in it a formula.
import { describe, expect, it } from 'vitest'
import { digestCsv } from '../../../src/reports/digest/csv.ts'
import { fullDigest } from '../../blocks/digest-samples.ts'

describe('the digest as CSV', () => {
  it('has seven columns in every line', () => {
    const lines = digestCsv(fullDigest('refunds')).split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(lines.slice(0, -1).every((line) => line.replaceAll(/"[^"]*"/g, 'text').split(',').length === 7)).toBe(true)
    expect(lines).toContain('2026-W47,refunds,agent,refunds 0,overridden,2,43')
  })

  it('quotes what holds a comma or a quote, and marks what a spreadsheet would calculate', () => {
    const csv = digestCsv(fullDigest('=SUM(A1), "x"', 1))
    expect(csv).toContain(`"'=SUM(A1), ""x"""`)
    expect(csv.replaceAll(/"(?:[^"]|"")*"/g, 'text')).not.toMatch(/(^|,)[=+@]/m)
  })
})
