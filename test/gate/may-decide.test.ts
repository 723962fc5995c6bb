// Who may decide, and what the others are told: which limit it was, and who can.
import { describe, expect, it } from 'vitest'
import { DAY } from '../../src/contracts/clock.ts'
import type { Limit } from '../../src/contracts/limits.ts'
import { mayDecide, type Question } from '../../src/gate/may-decide.ts'

const NOW = Date.UTC(2026, 10, 18)
const nobody = { admin: [], lead: [], reviewer: [], viewer: [] }
const people = { admin: ['UADMIN'], lead: ['ULEAD'], reviewer: ['UREV', 'S0REVIEW1'], viewer: ['UVIEW'] }
const limits_usd = { reviewer: 1000, lead: 5000, admin: null }
const usd = (amount: number) => ({ amount: amount * 100, currency: 'USD' })
const hkd = (amount: number) => ({ amount: amount * 100, currency: 'HKD' })

const question: Question = {
  by: 'UREV',
  now: NOW,
  active: ['UREV', 'ULEAD', 'UADMIN', 'UVIEW', 'UNOBODY', 'UMEMBER', 'UFRIEND'],
  groups: { S0REVIEW1: ['UMEMBER'] },
  action: 'cancel',
  amount: usd(500),
  rates: { as_of: '2026-11-18', per_usd: { HKD: 8, SGD: 1.25 } },
  requestedBy: null,
  inForce: { people, limits_usd, limits: [], away: {} },
}
const ask = (patch: Partial<Question> = {}, inForce: Partial<Question['inForce']> = {}) =>
  mayDecide({ ...question, ...patch, inForce: { ...question.inForce, ...inForce } })
const refusal = (...asked: Parameters<typeof ask>): string => {
  const permission = ask(...asked)
  return permission.allowed ? 'allowed' : permission.because
}
const whoElse = (...asked: Parameters<typeof ask>): string[] => {
  const permission = ask(...asked)
  return permission.allowed ? [] : permission.who
}

describe('who may decide', () => {
  const cases: [string, Partial<Question>, boolean][] = [
    ['a reviewer within the limit', {}, true],
    ['a reviewer above it', { amount: usd(1001) }, false],
    ['a member of a user group of reviewers', { by: 'UMEMBER' }, true],
    ['somebody who left that group', { by: 'UMEMBER', groups: { S0REVIEW1: [] } }, false],
    ['somebody in a group that Slack no longer has', { by: 'UMEMBER', groups: {} }, false],
    ['a lead above the reviewers limit', { by: 'ULEAD', amount: usd(1001) }, true],
    ['an admin without limit', { by: 'UADMIN', amount: usd(999_999) }, true],
    ['a viewer', { by: 'UVIEW' }, false],
    ['a deactivated reviewer', { active: [] }, false],
    ['a reviewer when the currency is unknown', { amount: { amount: 1, currency: 'XBT' } }, false],
    ['an admin when the currency is unknown', { by: 'UADMIN', amount: { amount: 1, currency: 'XBT' } }, true],
    ['a reviewer about an order above the limit, whatever the step itself costs', { total: usd(1001) }, false],
    [
      'a reviewer who would carry along what is above the limit',
      { besides: [{ action: 'ship', amount: usd(1001) }] },
      false,
    ],
    ['a reviewer about a sum below zero that is larger than the limit', { amount: usd(-1001) }, false],
  ]
  it.each(cases)('%s', (_name, patch, allowed) => {
    expect(ask(patch).allowed).toBe(allowed)
  })

  it('lesson: an unset allow list lets nobody decide', () => {
    const unset = { people: nobody, limits_usd: { reviewer: null, lead: null, admin: null } }
    for (const by of question.active)
      expect(ask({ by, amount: null }, unset)).toEqual({
        allowed: false,
        because: 'no reviewer is configured yet: an admin sets them up in the App Home',
        who: [],
      })
  })

  it('lesson: being in the channel is not enough, without a role nobody decides', () => {
    expect(ask({ by: 'UNOBODY', amount: null })).toEqual({
      allowed: false,
      because: 'you are not a reviewer',
      who: ['UREV', 'S0REVIEW1', 'ULEAD', 'UADMIN'],
    })
  })

  it('lesson: nobody approves what they asked for, admins included', () => {
    for (const by of ['UREV', 'ULEAD', 'UADMIN', 'UMEMBER']) {
      expect(refusal({ by, requestedBy: by })).toBe('nobody approves what they asked for themselves')
      expect(whoElse({ by, requestedBy: by })).not.toContain(by)
      expect(ask({ by, requestedBy: 'USOMEBODY' }).allowed).toBe(true)
    }
  })
})

describe('a limit', () => {
  const limits: Limit[] = [
    { role: 'reviewer', action: 'refund', currency: 'HKD', up_to: 500 },
    { role: 'reviewer', action: 'refund', up_to: 40 },
    { role: 'reviewer', currency: 'HKD', up_to: 9000 },
    { role: 'lead', action: 'refund', currency: 'SGD', up_to: 250 },
    { role: 'admin', action: 'refund', up_to: null },
  ]
  const refund = (amount: Question['amount'], patch: Partial<Question> = {}) =>
    refusal({ action: 'refund', amount, ...patch }, { limits })

  it('of the action in that currency comes before one of the action', () => {
    expect(refund(hkd(500))).toBe('allowed')
    expect(refund(hkd(501))).toBe('HK$ 501 is above the limit of a reviewer (HK$ 500 for refund)')
    expect(refund(usd(40))).toBe('allowed')
    expect(refund(usd(41))).toBe('US$ 41 is above the limit of a reviewer (US$ 40 for refund)')
  })

  it('of the action comes before one of the currency, and that before the one of the role', () => {
    expect(refusal({ amount: hkd(9000) }, { limits })).toBe('allowed')
    expect(refusal({ amount: hkd(9001) }, { limits })).toBe('HK$ 9,001 is above the limit of a reviewer (HK$ 9,000)')
    expect(refusal({ amount: usd(1001) }, { limits })).toBe('US$ 1,001 is above the limit of a reviewer (US$ 1,000)')
  })

  it('in another currency is converted when there is no closer one', () => {
    expect(refund(usd(200), { by: 'ULEAD' })).toBe('allowed')
    expect(refund(hkd(1608), { by: 'ULEAD' })).toBe('HK$ 1,608 is above the limit of a lead (S$ 250 for refund)')
  })

  it('in two other currencies counts as the stricter one', () => {
    const two: Limit[] = [
      { role: 'reviewer', action: 'refund', currency: 'SGD', up_to: 250 },
      { role: 'reviewer', action: 'refund', currency: 'HKD', up_to: 80 },
    ]
    expect(refusal({ action: 'refund', amount: usd(10) }, { limits: two })).toBe('allowed')
    expect(refusal({ action: 'refund', amount: usd(11) }, { limits: two })).toContain('(HK$ 80 for refund)')
  })

  it('of an action is about what the action moves, not about the whole order', () => {
    expect(refund(hkd(500), { total: usd(90_000) })).toBe('allowed')
    expect(refund(null, { total: hkd(501) })).toContain('HK$ 501 is above')
  })

  it('that cannot be compared asks somebody without a limit', () => {
    const xbt = { amount: 100, currency: 'XBT' }
    expect(refund(xbt)).toBe(
      'what XBT 1 is worth against a limit of US$ 40 for refund is not known here, so it takes somebody without a limit',
    )
    expect(whoElse({ action: 'refund', amount: xbt }, { limits })).toEqual(['UADMIN'])
    const same: Limit[] = [{ role: 'reviewer', action: 'refund', currency: 'XBT', up_to: 1 }]
    expect(refusal({ action: 'refund', amount: xbt }, { limits: same })).toBe('allowed')
  })

  it('names who can, by their highest role and by user group', () => {
    const doubled = { ...people, lead: ['ULEAD', 'S0LEADS01'], reviewer: ['UREV', 'ULEAD'] }
    expect(whoElse({ amount: usd(1001) }, { people: doubled })).toEqual(['ULEAD', 'S0LEADS01', 'UADMIN'])
  })
})

describe('in the place of somebody who is away', () => {
  const away = { ULEAD: { to: 'UFRIEND', until: NOW + DAY, set_at: NOW - DAY } }
  const friend = (patch: Partial<Question> = {}, inForce: Partial<Question['inForce']> = {}) =>
    ask({ by: 'UFRIEND', amount: usd(4000), ...patch }, { away, ...inForce })

  it('their role and limit count, and the answer says for whom', () => {
    expect(friend()).toEqual({ allowed: true, role: 'lead', for: 'ULEAD' })
    expect(friend({ amount: usd(5001) })).toMatchObject({
      because: 'in the place of <@ULEAD>: US$ 5,001 is above the limit of a lead (US$ 5,000)',
      who: ['UADMIN'],
    })
  })

  it('the own role comes first where it is enough', () => {
    const own = { people: { ...people, reviewer: ['UFRIEND'] } }
    expect(friend({ amount: usd(900) }, own)).toEqual({ allowed: true, role: 'reviewer', for: null })
    expect(friend({ amount: usd(1001) }, own)).toEqual({ allowed: true, role: 'lead', for: 'ULEAD' })
  })

  it('ends by itself, to the millisecond', () => {
    expect(friend({ now: NOW + DAY - 1 }).allowed).toBe(true)
    expect(friend({ now: NOW + DAY }).allowed).toBe(false)
  })

  it('is void when either of them is deactivated or a guest', () => {
    expect(friend({ active: ['UFRIEND'] }).allowed).toBe(false)
    expect(friend({ active: ['ULEAD'] }).allowed).toBe(false)
  })

  it('is not handed on', () => {
    const chain = { ...away, UFRIEND: { to: 'UNOBODY', until: NOW + DAY, set_at: NOW } }
    expect(ask({ by: 'UNOBODY' }, { away: chain }).allowed).toBe(false)
    expect(friend({}, { away: chain }).allowed).toBe(true)
  })

  it('lesson: nobody approves what they asked for through somebody who takes their place', () => {
    expect(friend({ requestedBy: 'ULEAD' })).toMatchObject({
      because:
        'in the place of <@ULEAD>: nobody approves what they asked for themselves, nor does who decides for them',
    })
    expect(friend({ requestedBy: 'UFRIEND' }).allowed).toBe(false)
    const own = { people: { ...people, admin: ['UFRIEND'] } }
    expect(friend({ requestedBy: 'ULEAD' }, own)).toEqual({ allowed: true, role: 'admin', for: null })
  })

  it('one say counts once where two must agree', () => {
    expect(friend({ agreed: ['ULEAD'] })).toMatchObject({
      because: 'in the place of <@ULEAD>: they gave this answer themselves already, and a second person must agree',
    })
    expect(ask({ by: 'ULEAD', agreed: ['ULEAD'] }, { away })).toMatchObject({
      because: 'somebody gave this answer in your place already, and a second person must agree',
      who: ['UREV', 'S0REVIEW1', 'UADMIN'],
    })
  })

  it('is named to those who may not', () => {
    expect(ask({ by: 'UREV', amount: usd(4000) }, { away })).toMatchObject({ who: ['UFRIEND', 'ULEAD', 'UADMIN'] })
  })
})
