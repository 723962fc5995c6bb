import { describe, expect, it } from 'vitest'
import { countOnce } from '../../src/autonomy/clusters.ts'
import { designEffect } from '../../src/autonomy/design-effect.ts'
import { type Judged, type Loss, lossOf } from '../../src/autonomy/loss.ts'
import { approvalsCount } from '../../src/autonomy/reviewer-trust.ts'
import { MINUTE } from '../../src/contracts/clock.ts'

const approved: Judged = {
  verdict: 'approve',
  recommended: 'refund 30',
  executed: 'refund 30',
  reason: null,
  outcome: 'none',
  severity: null,
  seed: false,
  considered: true,
}

const right: Loss = { loss: 0, enters: true, trip: false }
const wrong: Loss = { loss: 1, enters: true, trip: false }
const silent: Loss = { loss: 0, enters: false, trip: false }

describe('the loss of a decision', () => {
  const cases: [string, Partial<Judged>, Loss][] = [
    ['is right when approved', {}, right],
    ['is right when only words were edited', { verdict: 'edit' }, right],
    ['is wrong when the edit changes what is executed', { verdict: 'edit', executed: 'refund 20' }, wrong],
    ['says nothing while an edit has led to nothing', { verdict: 'edit', executed: null }, silent],
    ['says nothing while changes are asked for', { verdict: 'request_changes', executed: null }, silent],
    ['says nothing when the changes led to the same: that answer counts', { verdict: 'request_changes' }, silent],
    ['is wrong when the changes led elsewhere', { verdict: 'request_changes', executed: 'refund 0' }, wrong],
    ['is wrong when rejected', { verdict: 'reject', executed: null, reason: 'wrong_call' }, wrong],
    ['is wrong when rejected for what was missing', { verdict: 'reject', reason: 'missing_information' }, wrong],
    ['says nothing when the policy changed', { verdict: 'reject', reason: 'policy_changed' }, silent],
    ['says nothing when the stock went since', { verdict: 'reject', reason: 'out_of_stock_since' }, silent],
    ['is wrong when vetoed', { verdict: 'vetoed', executed: null }, wrong],
    ['is not right because nobody answered', { verdict: 'expired', executed: null }, silent],
    ['is not right because nobody vetoed', { verdict: 'not_vetoed' }, silent],
    ['is right when an audit agrees', { verdict: 'audit_ok' }, right],
    ['is wrong when an audit does not', { verdict: 'audit_wrong' }, wrong],
    ['turns wrong when overridden later', { outcome: 'overridden' }, wrong],
    ['turns wrong when reversed by the outcome', { outcome: 'reversed' }, wrong],
    ['is wrong by its outcome even if nobody ever looked', { verdict: 'not_vetoed', outcome: 'reversed' }, wrong],
    ['stops everything at severity 3', { outcome: 'reversed', severity: 3 }, { ...wrong, trip: true }],
    [
      'stops everything at severity 3 whatever the reason',
      { verdict: 'reject', reason: 'policy_changed', severity: 3 },
      { ...wrong, trip: true },
    ],
    ['does not stop at severity 2', { verdict: 'audit_wrong', severity: 2 }, wrong],
    ['says nothing about the agent when it was a seed', { verdict: 'reject', seed: true, severity: 3 }, silent],
    ['is not right because someone clicked too fast', { considered: false }, silent],
    ['is wrong even if someone clicked fast', { verdict: 'reject', considered: false }, wrong],
  ]

  it.each(cases)('%s', (_name, change, expected) => {
    expect(lossOf({ ...approved, ...change })).toEqual(expected)
  })
})

describe('clustered cases', () => {
  const one = (clusterKey: string | null, at: number, loss: number) => ({ clusterKey, at, loss })

  it('count once, with the worst loss, within the same minute', () => {
    const worst = one('feed 7', 40_000, 1)
    expect(countOnce([one('feed 7', 1000, 0), worst, one('feed 7', 59_000, 0)])).toEqual([worst])
  })

  it('count again in another minute, for another cause, and on their own', () => {
    const cases = [one('a', 0, 0), one('a', MINUTE, 0), one('b', 0, 0), one(null, 0, 0), one(null, 0, 0)]
    expect(countOnce(cases)).toEqual(cases)
  })

  it('are not confused by a key that looks like a position', () => {
    const cases = [one(null, 0, 0), one('0', 0, 0), one('alone/0', 0, 0)]
    expect(countOnce(cases)).toHaveLength(3)
  })
})

describe('the design effect', () => {
  const days = (...errors: number[]) => errors.map((count) => ({ errors: count, decisions: 25 }))

  it('is assumed to be 1.5 before the first day', () => {
    expect(designEffect([])).toBe(1.5)
  })

  it('comes down to 1, and no further, when errors are spread evenly', () => {
    const even = designEffect(days(...Array.from({ length: 100 }, () => 1)))
    expect(even).toBe(1)
  })

  it('goes up when a few days hold all the errors', () => {
    const bursts = designEffect(days(...Array.from({ length: 100 }, (_, day) => (day % 20 === 0 ? 20 : 0))))
    expect(bursts).toBeGreaterThan(10)
  })

  it('is about the assumption and what was seen, weighed by days', () => {
    expect(designEffect(days(0, 0))).toBeCloseTo((10 * 1.5 + 2 * 1) / 12, 12)
  })
})

describe('approvals of a reviewer', () => {
  const week = { seeds: { shown: 30, caught: 29 }, approvals: 100, fastApprovals: 5 }

  it('count while seeds are caught and cases are read', () => {
    expect(approvalsCount(week)).toBe(true)
  })

  it('do not count when too few seeds are caught, once there were enough to say so', () => {
    expect(approvalsCount({ ...week, seeds: { shown: 30, caught: 20 } })).toBe(false)
    expect(approvalsCount({ ...week, seeds: { shown: 10, caught: 2 } })).toBe(true)
  })

  it('do not count when a fifth is faster than reading', () => {
    expect(approvalsCount({ ...week, fastApprovals: 21 })).toBe(false)
  })
})
