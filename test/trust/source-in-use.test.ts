// A grant is earned by a model, by rules or by an agent elsewhere, each for itself: what one of them did is no evidence for another.
import { describe, expect, it } from 'vitest'
import { bindingSentence } from '../../blocks/autonomy/trust-words.ts'
import { createRecord } from '../../eval/stream/record.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { judgedBy } from '../../src/contracts/trust.ts'
import { ofSource, sourceInUse } from '../../src/trust/source-in-use.ts'
import { openOffice } from './office.ts'
import { history, NOW, row, scope } from './sample-evidence.ts'

const by = (source: string, decisions: number) => history({ decisions }).map((one) => ({ ...one, source }))

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

  it('is not offered on what two sources did together', async () => {
    const desk = openOffice(createRecord().trust, [...by('model m-1', 130), ...by('rules', 120)])
    expect((await desk.survey())[0]).toMatchObject({ source: 'model m-1', offer: null, tally: { decisions: 130 } })
  })
})
