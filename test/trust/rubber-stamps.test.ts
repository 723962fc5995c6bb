// Approvals given without looking: no evidence in the week they were given, and none however long one waits.
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/contracts/clock.ts'
import type { ReviewerFigures } from '../../src/ledger/checks.ts'
import { createTrustBook } from '../../src/trust/book.ts'
import { createReviewers } from '../../src/trust/reviewers.ts'
import { createSurvey } from '../../src/trust/survey.ts'
import { history, NOW, policy, scope } from './sample-evidence.ts'

const WEEK = 7 * DAY
const HALF_A_YEAR = 26 * WEEK

/** Ben approves faster than anybody can read, Ana at leisure, in every week of the history. */
function reviewersAt(clock: () => number) {
  const asked: number[] = []
  const one = { answers: 20, approvals: 20, shown: 0, caught: 0 }
  const figures: ReviewerFigures[] = [
    { ...one, reviewer: 'UANA', fast: 0 },
    { ...one, reviewer: 'UBEN', fast: 20 },
  ]
  const reviewers = createReviewers({
    checks: {
      tallies: async () => [{ ...scope, source: 'starter', shown: 40, caught: 40 }],
      async reviewers(from, to) {
        asked.push(from)
        return from < NOW && to > NOW - 30 * DAY ? figures : []
      },
    },
    clock,
  })
  return { ...reviewers, asked }
}

describe('approvals given without looking', () => {
  it.each([0, 20, 26, 27, 60, 520])('say nothing %i weeks later, and the others as much as before', async (weeks) => {
    const at = NOW - DAY
    const trusted = await reviewersAt(() => NOW + weeks * WEEK).trusted([at])
    expect([trusted('UANA', at), trusted('UBEN', at)]).toEqual([true, false])
  })

  it('are not trusted where nobody looked at their week', async () => {
    const trusted = await reviewersAt(() => NOW).trusted([NOW])
    expect(trusted('UANA', NOW - 3 * WEEK)).toBe(false)
  })

  it('are asked of the record by the weeks there is evidence from, and of old weeks not at every look', async () => {
    let now = NOW + HALF_A_YEAR
    const { trusted, asked } = reviewersAt(() => now)
    const moments = [NOW - DAY, NOW - DAY - HOUR, NOW - 20 * DAY, now - DAY, now]
    const weeks = new Set(moments.map((at) => Math.floor(at / WEEK))).size
    await trusted(moments)
    expect(asked).toHaveLength(weeks)
    now += 5 * 60_000
    await trusted(moments)
    expect(new Set(asked).size).toBe(weeks)
    expect(asked.filter((from) => from < NOW)).toHaveLength(2)
  })

  it('do not open the gate by waiting', async () => {
    const rows = history({ decisions: 300, days: 20 })
    const open = async (weeks: number) => {
      const clock = () => NOW + weeks * WEEK
      const trust = {
        append: async () => false,
        all: async () => [],
        head: async () => 0,
        evidence: async () => rows,
        confidences: async () => ({ before: [], now: [] }),
        volumes: async () => [],
      }
      const { seedsOf, trusted } = reviewersAt(clock)
      const survey = createSurvey({
        ...{ trust, seedsOf, trusted, clock, policy: { autonomy: policy } },
        book: createTrustBook({ trust, rates: { as_of: '2026-11-18', per_usd: {} }, clock }),
        registry: [{ name: scope.agent, version: scope.version, kind: 'agent' }],
        actions: { route: { spec: { risk: 'A' } } },
      })
      const [standing] = await survey()
      return standing?.tally
    }
    const now = await open(0)
    expect(now).toEqual({ errors: 0, decisions: 150 })
    for (const weeks of [27, 60]) expect(await open(weeks)).toEqual(now)
  })
})
