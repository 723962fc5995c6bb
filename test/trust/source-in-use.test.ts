// A grant is earned by a model, by rules or by an agent elsewhere, each for itself: what one of them did is no evidence for another.
import { describe, expect, it } from 'vitest'
import { bindingSentence } from '../../blocks/autonomy/trust-words.ts'
import { createRecord } from '../../eval/stream/record.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { judgedBy } from '../../src/contracts/trust.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'
import { attemptOf, ofSource, sourceInUse } from '../../src/trust/source-in-use.ts'
import { openOffice } from './office.ts'
import { history, NOW, row, scope } from './sample-evidence.ts'

const by = (source: string, decisions: number) => history({ decisions }).map((one) => ({ ...one, source }))

/** Thirty days later for each model. */
function timesOf(model: number, rows: EvidenceRow[]): EvidenceRow[] {
  const before = (6 - model) * 30 * DAY
  return rows.map((one) => ({
    ...{ ...one, source: `model m-${model}`, proposed_at: one.proposed_at - before },
    closed_at: (one.closed_at ?? 0) - before,
  }))
}

describe('what judged', () => {
  it('is the source, and for a model which one', () => {
    expect([judgedBy('model', 'm-1'), judgedBy('model'), judgedBy('rules', 'm-1')]).toEqual([
      'model m-1',
      'model',
      'rules',
    ])
  })

  it('by now is what judged most of late, not what was right', () => {
    const old = row({ source: 'rules', closed_at: NOW - 60 * DAY })
    expect(sourceInUse([old, old, row({ source: 'model m-1' })], null, NOW)).toBe('model m-1')
    expect(sourceInUse([old], null, NOW)).toBe('rules')
    expect(sourceInUse([row()], null, NOW)).toBeNull()
  })

  it('keeps the gravest errors of anything, and what does not say', () => {
    const rows = [row({ source: 'rules' }), row({ source: 'rules', severity: 3 }), row()]
    expect(ofSource(rows, 'model m-1')).toEqual(rows.slice(1))
  })
})

describe('the attempt', () => {
  const at = (version: string, source: string | null, patch: Partial<EvidenceRow> = {}) =>
    row({ version, source, ...patch })
  const attempt = (rows: EvidenceRow[], version: string, source: string | null) =>
    attemptOf(rows, { ...scope, version }, source)

  it('counts each version with each that judged in it, once, whoever comes back', () => {
    const rows = [at('1', 'm-1'), at('1', 'm-2'), at('2', 'm-2'), at('1', 'm-1'), at('2', 'rules')]
    expect(attempt(rows, '1', 'm-1')).toBe(1)
    expect(attempt(rows, '1', 'm-2')).toBe(2)
    expect(attempt(rows, '2', 'm-2')).toBe(3)
    expect(attempt(rows, '2', 'rules')).toBe(4)
    expect(attempt(rows, '2', 'm-3')).toBe(5)
    expect(attempt(rows, '3', null)).toBe(5)
  })

  it('is not raised by what does not say what judged it, by other scopes, nor by what nobody judged', () => {
    const rows = [
      at('1', null),
      at('1', 'm-1'),
      at('1', 'm-2', { segment: 'AU|0-50' }),
      at('1', 'm-3', { verdict: null }),
    ]
    expect(attempt(rows, '1', 'm-1')).toBe(1)
    expect(attempt(rows, '1', 'm-4')).toBe(2)
    expect(attempt([at('1', null)], '1', null)).toBe(1)
    expect(attempt([at('1', null)], '2', null)).toBe(2)
  })
})

describe('a grant', () => {
  it('rests on what one source did, and holds for nothing else', async () => {
    const desk = openOffice(createRecord().trust, [...by('model m-1', 240), ...by('rules', 239)])
    expect((await desk.survey())[0]).toMatchObject({ source: 'model m-1', tally: { decisions: 240 } })
    await desk.promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    expect((await desk.stored())[0]?.event).toMatchObject({ source: 'model m-1', evidence: { decisions: 240 } })
    const level = (source: string) => desk.book.levelOf(scope, { confidence: 0.95, amount: null, source })
    expect([await level('model m-1'), await level('rules'), await level('model m-2')]).toEqual(['L2', 'L1', 'L1'])
  })

  it('is not offered while what reviewers catch is in doubt, and says so', async () => {
    const desk = openOffice(createRecord().trust, history({ decisions: 240 }), { doubted: async () => true })
    const [standing] = await desk.survey()
    expect(standing).toMatchObject({ offer: null, binding: { condition: 'checks_doubted' } })
    expect(bindingSentence({ binding: standing?.binding ?? null, futile: false })).toContain('Second opinions say')
    expect(await desk.promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })).toMatchObject({ outcome: 'closed' })
  })

  it('is not offered to the sixth model for what would do for the first', async () => {
    const tried = [1, 2, 3, 4, 5].flatMap((model) => timesOf(model, history({ decisions: 60, errors: 6, days: 5 })))
    const clean = (decisions: number) => timesOf(6, history({ decisions }))
    const standing = async (rows: EvidenceRow[]) => (await openOffice(createRecord().trust, rows).survey())[0]
    // Half of the error budget goes to what reviewers catch, hence twice 20 k².
    expect(await standing(clean(240))).toMatchObject({ attempt: 1, tally: { decisions: 240 }, offer: 'L2' })
    expect((await standing(clean(240)))?.evidence.log_threshold).toBeCloseTo(Math.log(40), 10)
    const sixth = await standing([...tried, ...clean(240)])
    expect(sixth).toMatchObject({ source: 'model m-6', attempt: 6, tally: { decisions: 240, errors: 0 } })
    expect(sixth?.evidence.log_threshold).toBeCloseTo(Math.log(40 * 6 ** 2), 10)
    expect(sixth).toMatchObject({ offer: null, binding: { condition: 'evidence' } })
  })

  it('is not offered on what two sources did together', async () => {
    const desk = openOffice(createRecord().trust, [...by('model m-1', 130), ...by('rules', 120)])
    expect((await desk.survey())[0]).toMatchObject({ source: 'model m-1', offer: null, tally: { decisions: 130 } })
  })
})
