import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawFor } from '../../src/gate/draw.ts'
import { type GateInput, gate } from '../../src/gate/gate.ts'
import { segmentOf } from '../../src/gate/segment.ts'
import { config } from '../workflow/sample-run.ts'

const usual: GateInput = {
  kind: 'live',
  runs: 'agent',
  scope: { agent: 'fraud', version: '1.0.0', action: 'release', segment: 'SG|50-500' },
  level: 'L1',
  risk: 'A',
  confidence: 0.9,
  departs: false,
  amount: { amount: 10_000, currency: 'SGD' },
  fallback: null,
  stale: [],
  stoppedBy: null,
  draw: 0.5,
  policy: config.policy,
}

describe('gate', () => {
  const cases: [string, Partial<GateInput>, 'act' | 'act_unless_vetoed' | 'ask', string][] = [
    ['lets a usual proposal pass that was not drawn', {}, 'act', 'not drawn'],
    ['asks a usual proposal that was drawn', { draw: 0.05 }, 'ask', 'A spot check'],
    ['asks below the confidence threshold', { confidence: 0.62 }, 'ask', 'Confidence 0.62 is below 0.70'],
    [
      'asks above the amount in any currency, and shows the sum',
      { amount: { amount: 71_000, currency: 'SGD' } },
      'ask',
      'S$ 710 = US$ 528, limit US$ 500, rate of 18 Nov',
    ],
    [
      'asks above the amount in dollars',
      { amount: { amount: 50_001, currency: 'USD' } },
      'ask',
      'US$ 500.01, limit US$ 500',
    ],
    ['asks about a currency it does not know', { amount: { amount: 1, currency: 'XBT' } }, 'ask', 'does not know XBT'],
    ['asks what departs from the usual', { departs: true }, 'ask', 'departs from what would happen anyway'],
    ['asks what is hard to undo', { risk: 'C' }, 'ask', 'hard to undo'],
    [
      'asks when a fallback spoke',
      { fallback: { used: 'manual_review_queue', because: 'it did not answer within 3,000 ms' } },
      'ask',
      'did not answer within 3,000 ms',
    ],
    ['asks on stale facts', { stale: ['The stock figures are 75 s old, limit 30 s'] }, 'ask', '75 s old'],
    ['asks everything of a stopped agent', { stoppedBy: '<@UANA>' }, 'ask', 'was stopped by <@UANA>'],
    [
      'says what the autonomy here was not earned by',
      { departs: true, unearned: 'rules' },
      'ask',
      'not on what its rules',
    ],
    ['lets a usual proposal pass whatever judged it', { unearned: 'rules' }, 'act', 'not drawn'],
    ['asks in practice', { kind: 'practice' }, 'ask', 'A practice case'],
    [
      'lets an automation carry out, whatever the amount',
      { runs: 'automation', amount: { amount: 9_000_000, currency: 'USD' }, departs: true },
      'act',
      'An automation',
    ],
    [
      'asks about an automation that failed',
      { runs: 'automation', fallback: { used: 'backorder_flag', because: 'no stock' } },
      'ask',
      'no stock',
    ],
    [
      'lets what is hard to undo act where it can still be stopped',
      { level: 'L2', risk: 'C' },
      'act_unless_vetoed',
      'L2',
    ],
    ['never lets it act where nobody can stop it', { level: 'L3', risk: 'C' }, 'ask', 'hard to undo'],
    ['always asks what is never done without a person', { level: 'L2', risk: 'D' }, 'ask', 'risk D'],
    ['lets a veto level act after its window', { level: 'L2', departs: true }, 'act_unless_vetoed', 'unless vetoed'],
    ['lets an autonomous level act', { level: 'L3', departs: true }, 'act', 'acts alone'],
    ['still asks an autonomous level about low confidence', { level: 'L3', confidence: 0.4 }, 'ask', 'below'],
    ['treats probation as suggestion mode', { level: 'P', departs: true }, 'ask', 'departs'],
  ]
  it.each(cases)('%s', (_name, patch, answer, words) => {
    const answered = gate({ ...usual, ...patch })
    expect(answered.answer).toBe(answer)
    expect(answered.reasons.join(' | ')).toContain(words)
  })

  it('wants two people above the four-eyes limit only', () => {
    expect(gate({ ...usual, amount: { amount: 200_001, currency: 'USD' } }).four_eyes).toBe(true)
    expect(gate({ ...usual, amount: { amount: 200_000, currency: 'USD' } }).four_eyes).toBe(false)
  })

  it('stores the probability it drew with, and one when it must', () => {
    expect(gate(usual)).toMatchObject({ p_ask: 0.1, must_ask: false })
    expect(gate({ ...usual, departs: true })).toMatchObject({ p_ask: 1, must_ask: true })
  })

  it('never passes a departure in suggestion mode, whatever the rest says', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom('L0', 'L1', 'P'),
        (confidence, draw, level) => {
          expect(gate({ ...usual, confidence, draw, level: level as GateInput['level'], departs: true }).answer).toBe(
            'ask',
          )
        },
      ),
    )
  })
})

describe('segments and draws', () => {
  it('names market and value band in dollars', () => {
    const policy = config.policy
    expect(segmentOf({ market: 'HK', total: { amount: 38_950, currency: 'HKD' }, policy })).toBe('HK|0-50')
    expect(segmentOf({ market: 'HK', total: { amount: 389_500, currency: 'HKD' }, policy })).toBe('HK|50-500')
    expect(segmentOf({ market: null, total: { amount: 60_000, currency: 'USD' }, policy })).toBe('any|500+')
    expect(segmentOf({ market: 'HK', total: { amount: 1, currency: 'XBT' }, policy })).toBe('HK|unknown')
  })

  it('repeats for the same run and step, and spreads evenly over runs', () => {
    const draws = Array.from({ length: 4000 }, (_, index) =>
      drawFor({ secret: 's', runId: `r${index}`, step: 'fraud' }),
    )
    expect(drawFor({ secret: 's', runId: 'r0', step: 'fraud' })).toBe(draws[0])
    expect(draws.filter((draw) => draw < 0.1).length / draws.length).toBeCloseTo(0.1, 1)
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draws)).toBeLessThan(1)
  })
})
