// The digest as a manager reads it: what may be granted with its buttons, no percentage of a few cases, and Slack's limits.
import { describe, expect, it } from 'vitest'
import { digestMessage } from '../../blocks/digest/digest-message.ts'
import { savedWords, shareWords, skewLine, threeLines, workflowLines } from '../../blocks/digest/digest-words.ts'
import { ACTIONS } from '../../blocks/ids.ts'
import { chart } from '../../blocks/kit/chart.ts'
import { messageProblems, viewProblems } from '../../blocks/kit/check-blocks.ts'
import { table } from '../../blocks/kit/table.ts'
import { modal } from '../../blocks/kit/view.ts'
import { checkMessageBlocks } from '../../dev/slack/block-rules/check.ts'
import type { Digest } from '../../src/contracts/digest.ts'
import { fullDigest, fullMessage } from './digest-samples.ts'
import { buttonsOf, read } from './read.ts'

const LONG = 'x'.repeat(3_000)

describe('the digest', () => {
  it.each(['refunds', LONG, '<!channel> & *all*'])('keeps to a message with everything in it: %.20s', (text) => {
    for (const plainly of [false, true]) {
      const blocks = digestMessage(fullMessage(text), { plainly })
      expect(blocks.length).toBeLessThanOrEqual(50)
      expect(messageProblems(blocks)).toEqual([])
      expect(checkMessageBlocks(blocks)).toEqual([])
      const marked = blocks.filter(({ type }) => type === 'section' || type === 'context')
      expect(JSON.stringify(marked)).not.toContain('<!channel>')
    }
  })

  it('says the same without charts', () => {
    const plainly = read(digestMessage(fullMessage('refunds'), { plainly: true }))
    expect(plainly).toContain('right 98.8 %, at least 96.0 % · answered 93.5 % · overridden 4.7 % (-4.4)')
    expect(plainly).toContain('Decisions: W40 60 asked, 20 alone, 200 as usual')
  })

  it('offers Grant and Not yet to those who may', () => {
    const pressed = (mayGrant: boolean) =>
      new Set(buttonsOf(digestMessage({ ...fullMessage('refunds'), mayGrant })).map(({ action }) => action))
    expect(pressed(true)).toEqual(new Set([ACTIONS.grant, ACTIONS.notYet, ACTIONS.howKnown]))
    expect(pressed(false)).toEqual(new Set([ACTIONS.howKnown]))
  })

  it('begins with three lines', () => {
    expect(threeLines(fullDigest('refunds', 2), { proposals: 2, stuck: 3 })).toEqual([
      '*Needs you:* 2 proposals, 3 stuck',
      '*Went wrong:* 3 orders with an error, 4 questions nobody answered, autonomy taken back 2 times',
      '*Saved:* about 11 hours (218 decisions nobody had to take, 3 min each)',
    ])
    expect(savedWords({ decisions: 10, hours: 0.5, minutes_each: 3 })).toContain('about 30 minutes')
    expect(savedWords({ decisions: 0, hours: 0, minutes_each: 3 })).toBe('nothing yet')
  })

  it('says of each workflow what was saved, beside a week of before', () => {
    const digest = fullDigest('refunds', 1)
    const [workflow] = digest.workflows
    if (!workflow) throw new Error('the sample has a workflow')
    const lineOf = (now: number, before: number | null, baseline: Digest['baseline'] = digest.baseline) =>
      workflowLines(
        {
          ...workflow,
          now: { ...workflow.now, saved: now },
          before: before === null ? null : { ...workflow.now, saved: before },
        },
        { ...digest, baseline },
      )[0]
    // Four weeks of before, three minutes each.
    expect(lineOf(218, 88)).toMatch(/ · saved about 11 hours \(before: about 1 hour a week\)$/)
    expect(lineOf(10, 0)).toMatch(/ · saved about 30 minutes \(before: nothing\)$/)
    expect(lineOf(0, 8)).toMatch(/ · saved nothing \(before: about 6 minutes a week\)$/)
    expect(lineOf(20, null, { is: 'none', because: 'young' })).toMatch(/ · saved about 1 hour$/)
  })

  it('says no percentage of fewer than twenty cases', () => {
    expect(
      [
        { part: 0, of: 0 },
        { part: 3, of: 19 },
        { part: 3, of: 20 },
      ].map(shareWords),
    ).toEqual(['none yet', '3 of 19', '15.0 %'])
  })

  it('puts what stands out as a comparison, and accuses nobody', () => {
    const skew = { agent: 'fraud_detection', what: 'held', market: 'HK', band: '0-50' } as const
    const line = skewLine({ ...skew, here: { part: 23, of: 100 }, elsewhere: { part: 24, of: 400 } })
    expect(line).toBe(
      '• 23.0 % of orders from HK of US$ 0-50 were to be held, 6.0 % elsewhere (fraud_detection, last four weeks, 100 orders)',
    )
    expect(read(digestMessage(fullMessage('refunds')))).toContain('It may have good reasons')
  })
})

describe('charts and tables', () => {
  const bars = () => chart({ kind: 'bar', title: 't', categories: ['a'], series: [{ name: 's', values: [1] }] })
  const rows = table({ header: ['Agent', 'Right'], rows: [['', '1']] })

  it('are for messages, two and one at most', () => {
    expect(messageProblems([bars(), bars(), rows])).toEqual([])
    expect(messageProblems([bars(), bars(), bars()])).toHaveLength(1)
    expect(messageProblems([rows, rows])).toHaveLength(1)
    expect(viewProblems(modal({ title: 't', blocks: [bars()] }))).not.toEqual([])
  })

  it('keep to what Slack takes', () => {
    const twice = chart({
      kind: 'line',
      title: 't',
      categories: ['a'],
      series: [
        { name: 's', values: [1] },
        { name: 's', values: [2] },
      ],
    })
    expect(messageProblems([twice])).toEqual([])
    expect(checkMessageBlocks([twice])).toEqual([])
    const wide = table({
      header: Array.from({ length: 30 }, () => 'x'.repeat(90)),
      rows: Array.from({ length: 200 }, () => ['y'.repeat(90)]),
    })
    expect(messageProblems([wide])).toEqual([])
  })
})
