// What an admin granted around a closed gate stands in the next digest that is posted, and, once it is over, in no other.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/contracts/clock.ts'
import type { StoredTrustEvent } from '../../../src/contracts/trust.ts'
import { trustNews } from '../../../src/reports/digest/trust-news.ts'
import { lastWeek } from '../../../src/reports/digest/weeks.ts'

const MONDAY_NINE = Date.UTC(2026, 10, 23, 9)
const MIDNIGHT = MONDAY_NINE - 9 * HOUR
const posts = [-1, 0, 1, 2].map((weeks) => MONDAY_NINE + 7 * weeks * DAY)

const granted = (at: number, hours: number): StoredTrustEvent => ({
  ...{ seq: at, at, by: 'UADA' },
  event: {
    ...{ type: 'granted', level: 'L2', from_confidence: 0.5, alpha: 0.05, delta: 0.05, attempt: 1 },
    scope: { agent: 'order_routing', version: '1.0.0', action: 'route', segment: 'HK|0-50' },
    evidence: {
      ...{ decisions: 0, errors: 0, at_worst: 1, log_evidence: 0, log_threshold: 3, alpha_eff: 0, catch_rate: 0 },
    },
    ...{ cap_usd_cents: null, expires_at: at + hours * HOUR, override: 'peak week', renews: null, root_cause: null },
  },
})

/** Which of the posted digests tell of it, as moments. */
const toldAt = (event: StoredTrustEvent, posted = posts.slice(1)) =>
  posted.filter((to) => {
    const from = posts[posts.indexOf(to) - 1] ?? 0
    const news = trustNews([event], { ...lastWeek({ now: to, timeZone: 'Etc/UTC' }), overridesIn: { from, to } }, null)
    return news.overrides.length > 0
  })

describe('what an admin granted around the gate', () => {
  it.each([
    ['on Sunday evening', MIDNIGHT - HOUR, MONDAY_NINE],
    ['as the week turned', MIDNIGHT, MONDAY_NINE],
    ['just before the digest of that morning', MONDAY_NINE - MINUTE, MONDAY_NINE],
    ['as it was posted', MONDAY_NINE, MONDAY_NINE + 7 * DAY],
    ['on Tuesday', MONDAY_NINE + DAY, MONDAY_NINE + 7 * DAY],
  ])('%s, for an hour, stands in the next digest and in no other', (_name, at, next) => {
    expect(toldAt(granted(at, 1))).toEqual([next])
  })

  it('stands in every digest while it holds', () => {
    expect(toldAt(granted(MONDAY_NINE - HOUR, 8 * 24))).toEqual([MONDAY_NINE, MONDAY_NINE + 7 * DAY])
  })

  it('stands in the digest of its own week when a person asks for that', () => {
    const event = granted(MONDAY_NINE - HOUR, 1)
    const asked = (now: number) => trustNews([event], lastWeek({ now, timeZone: 'Etc/UTC' }), null).overrides.length
    expect([asked(MONDAY_NINE), asked(MONDAY_NINE + 7 * DAY)]).toEqual([0, 1])
  })
})
