// A grant that is about to lapse: when it may be renewed, what is missing where it may not, and what becomes of it then.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { Grant } from '../../src/trust/grants.ts'
import { type RenewalInput, renewalOf } from '../../src/trust/renewal.ts'
import { NOW, policy, row, scope } from './sample-evidence.ts'

const grant: Grant = {
  ...{ seq: 7, level: 'L3', from_confidence: 0.85, alpha: 0.05, cap_usd_cents: 5_000, granted_by: 'ULEAD' },
  ...{ granted_at: NOW - 160 * DAY, expires_at: NOW + 20 * DAY, override: null, inherited: false },
  ...{ held_since: NOW - 160 * DAY, watched: { since: NOW - 160 * DAY, headStart: false }, evidence: null },
}
const audit = (audit: 'ok' | 'wrong', daysAgo = 10) => {
  const at = NOW - daysAgo * DAY
  return row({
    p_audit: 0.1,
    audit,
    audited_at: at,
    proposed_at: at - HOUR,
    opened_at: null,
    verdict: null,
    level: 'L3',
  })
}
const audits = (right: number, wrong = 0) => [
  ...Array.from({ length: wrong }, () => audit('wrong', 100)),
  ...Array.from({ length: right }, () => audit('ok')),
]
const renewal = (patch: Partial<RenewalInput> = {}) =>
  renewalOf({
    ...{ scope, grant, rows: audits(60), done: 600, risk: 'A', alpha: 0.05, besides: [], policy, now: NOW },
    ...patch,
  })

describe('the renewal of a grant', () => {
  it('is offered on the level it has, with what its audits found', () => {
    expect(renewal({ rows: audits(60, 1) })).toMatchObject({
      ...{ offer: 'L3', unmet: [], lapses_at: NOW + 20 * DAY, audits: { done: 61, wrong: 1 } },
      estimate: expect.closeTo(1 / 61, 5),
    })
    expect(renewal({ grant: { ...grant, level: 'L2' } })?.offer).toBe('L2')
  })

  it.each([
    ['more than a month before the end', { ...grant, expires_at: NOW + 31 * DAY }],
    ['once it has lapsed', { ...grant, expires_at: NOW }],
    ['for what an admin granted around a closed gate', { ...grant, override: 'peak week' }],
    ['where nothing is granted', null],
  ])('is not spoken of %s', (_name, given) => {
    expect(renewal({ grant: given })).toBeNull()
  })

  it.each<[string, Partial<RenewalInput>, string]>([
    ['too few audits since it was given', { rows: audits(49) }, 'audits'],
    ['audits from before it do not count', { rows: Array.from({ length: 60 }, () => audit('ok', 161)) }, 'audits'],
    ['the watch is worried', { rows: [...audits(60), audit('wrong', 1)] }, 'watch'],
    ['its audits weigh to more than the target', { rows: audits(56, 3) }, 'estimate'],
    ['what the world said weighs too', { rows: [...audits(60), ...upheld(40)] }, 'estimate'],
    ['the target has become stricter', { rows: audits(60, 2), alpha: 0.02 }, 'estimate'],
    [
      'it no longer beats doing nothing',
      { besides: [{ condition: 'skill', have: 3, need: 9, daysLeft: null }] },
      'skill',
    ],
    ['the policy has ruled it out', { policy: { ...policy, never: ['route'] } }, 'never'],
  ])('is withheld when %s, and says so', (_name, patch, condition) => {
    expect(renewal(patch)).toMatchObject({ offer: null, binding: { condition }, lapses_at: NOW + 20 * DAY })
  })

  it('says how long the missing audits take, so that everybody sees whether they come in time', () => {
    const binding = renewal({ rows: audits(40) })?.binding
    expect(binding).toMatchObject({ condition: 'audits', have: 40, need: 50 })
    expect(binding?.daysLeft).toBeCloseTo(40, 5)
  })

  it('gives no more than the policy allows by now', () => {
    expect(renewal({ policy: { ...policy, at_most_veto: ['route'] } })?.offer).toBe('L2')
    expect(renewal({ scope: { ...scope, action: 'hold' } })?.offer).toBe('L2')
  })
})

function upheld(count: number) {
  return Array.from({ length: count }, () =>
    row({ proposed_at: NOW - 20 * DAY, opened_at: null, verdict: null, outcome: 'chargeback', outcome_at: NOW }),
  )
}
