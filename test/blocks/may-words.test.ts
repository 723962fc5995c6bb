// What somebody may decide, as a sentence they read on their Home tab.
import { describe, expect, it } from 'vitest'
import { type MayData, mayWords } from '../../blocks/may-words.ts'

const words = (patch: Partial<MayData> = {}): string =>
  mayWords({ role: 'reviewer', limits_usd: { reviewer: 1000, lead: 5000, admin: null }, limits: [], ...patch })
const refunds = (up_to: number | null, currency?: string) => ({
  role: 'reviewer' as const,
  action: 'refund',
  up_to,
  ...(currency ? { currency } : {}),
})

describe('what somebody may decide', () => {
  it.each<[string, Partial<MayData>]>([
    ['You may decide up to US$ 1,000.', {}],
    ['You may decide any amount.', { role: 'admin' }],
    ['You may decide refunds to HK$ 500, everything else to US$ 1,000.', { limits: [refunds(500, 'HKD')] }],
    [
      'You may decide refunds to HK$ 500 or US$ 60, cancellations of any amount, everything else to US$ 1,000.',
      { limits: [refunds(500, 'HKD'), refunds(60), { role: 'reviewer', action: 'cancel', up_to: null }] },
    ],
    [
      'You may decide refunds to US$ 60, in HKD of any amount, everything else to US$ 1,000.',
      { limits: [refunds(60), refunds(null, 'HKD')] },
    ],
    [
      'You may decide refunds to HK$ 500, everything else of any amount.',
      { limits: [refunds(500, 'HKD')], limits_usd: { reviewer: null, lead: null, admin: null } },
    ],
    ['You may decide up to ¥ 90,000 or US$ 1,000.', { limits: [{ role: 'reviewer', currency: 'JPY', up_to: 90_000 }] }],
    [
      'You may decide "price change" to US$ 5, everything else to US$ 1,000.',
      { limits: [{ role: 'reviewer', action: 'price_change', up_to: 5 }] },
    ],
    ['You may decide up to US$ 5,000.', { role: 'lead', limits: [refunds(500, 'HKD')] }],
    ['You may see the evidence, but not decide.', { role: 'viewer' }],
    ['You may look, but not decide.', { role: null }],
    ['You take the place of <@U0ANA0001>.', { role: null, standsInFor: ['U0ANA0001'] }],
    [
      'You may decide up to US$ 1,000. Besides, you take the place of <@U0ANA0001> and <@U0BEN0001>.',
      { standsInFor: ['U0ANA0001', 'U0BEN0001'] },
    ],
  ])('%s', (expected, patch) => {
    expect(words(patch)).toBe(expected)
  })

  it('says an action by name only, whatever it is called', () => {
    const limits = [{ role: 'reviewer' as const, action: '<!channel>', up_to: 5 }]
    expect(words({ limits })).toContain('"&lt;!channel&gt;" to US$ 5')
    expect(words({ limits: [{ role: 'reviewer', action: 'toString', up_to: 5 }] })).toContain('"toString" to US$ 5')
  })
})
