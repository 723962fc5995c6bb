// What a lead is told a grant would move, from the record.
import { describe, expect, it } from 'vitest'
import { grantSentence } from '../../blocks/autonomy/trust-words.ts'
import { createRecord } from '../../eval/stream/record.ts'
import { scopeData } from '../../src/slack/autonomy/scope-data.ts'
import type { Surveyed } from '../../src/trust/survey.ts'
import { openOffice } from '../trust/office.ts'
import { history, wrong } from '../trust/sample-evidence.ts'

const [surveyed] = await openOffice(createRecord().trust, history({ decisions: 240 })).survey()
const money = (patch: Partial<Surveyed>) => {
  if (!surveyed) throw new Error('nothing was surveyed')
  return scopeData({ ...surveyed, ...patch }, null).money
}

describe('what a grant would mean per week', () => {
  it('is said in cases and in money before the first grant', () => {
    if (!surveyed) throw new Error('nothing was surveyed')
    expect(grantSentence(scopeData(surveyed, null), 'L2')).toBe(
      'About 100 of 100 a week, HK$ 3,800 in all at the usual HK$ 38 each, act unless somebody stops them, at worst about 5 wrong. It stops itself if it slips.',
    )
  })

  it('is said in cases alone where no money moves or nobody knows how much', () => {
    expect(money({ usual_amount: null })).toBeNull()
    expect(money({ usual_amount: { amount: 0, currency: 'USD' } })).toBeNull()
    expect(money({ usual_amount: { amount: 3_200, currency: 'USD' }, per_week: 0.4 })).toBeNull()
  })

  it('is to two figures, in the money it moves', () => {
    const weekly = (amount: number, currency: string, per_week: number) =>
      money({ usual_amount: { amount, currency }, per_week })
    expect(weekly(3_187, 'USD', 130)).toEqual({ per_week: 'US$ 4,100', usual: 'US$ 31.87' })
    expect(weekly(5_480, 'JPY', 3)).toEqual({ per_week: '¥ 16,000', usual: '¥ 5,480' })
    expect(weekly(7, 'USD', 1)).toEqual({ per_week: 'US$ 0.07', usual: 'US$ 0.07' })
  })

  it('is not said of what is usual beyond the cap', () => {
    const grant = { ...held, cap_usd_cents: 3_000 }
    expect(money({ grant, usual_amount: { amount: 3_200, currency: 'USD' } })).toBeNull()
    expect(money({ grant, usual_amount: { amount: 2_900, currency: 'USD' } })).not.toBeNull()
  })
})

describe('the course', () => {
  it('ends at the figure that stands beside it: of the same cases, with the same promise', async () => {
    const unsure = Array.from({ length: 40 }, () => wrong({ confidence: 0.4 }))
    const bursts = history({ decisions: 200, errors: 4, days: 2 })
    for (const rows of [history({ decisions: 240, errors: 2 }), [...bursts, ...unsure]]) {
      const [standing] = await openOffice(createRecord().trust, rows).survey()
      if (!standing) throw new Error('nothing was surveyed')
      const { course, decisions, errors, at_worst } = scopeData(standing, null)
      expect(course.length).toBeGreaterThan(10)
      expect(course.at(-1)).toEqual({
        ...{ after: decisions, right: 1 - errors / decisions, at_least: expect.closeTo(1 - at_worst, 9) },
      })
    }
  })
})

const held: NonNullable<Surveyed['grant']> = {
  ...{ seq: 1, level: 'L2', from_confidence: 0.85, alpha: 0.05, granted_by: 'ULEA', granted_at: 0, expires_at: 1 },
  ...{ cap_usd_cents: null, override: null, inherited: false, held_since: 0, evidence: null },
  watched: { since: 0, headStart: false },
}
