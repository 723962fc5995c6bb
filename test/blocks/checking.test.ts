// How well people check, as managers read it: totals, no percentage of a few, nobody's own figures.
import { describe, expect, it } from 'vitest'
import { checkingLines } from '../../blocks/autonomy/checking-words.ts'
import { autonomyOverview } from '../../blocks/autonomy/overview.ts'
import { fewChecking } from './digest-samples.ts'

describe('how well people check', () => {
  it('totals of checks have no percentage of a few, and name nobody', () => {
    const few = checkingLines({
      ...{ people: 3, seeds: { shown: 9, caught: 8, at_least: 0.4, strata: [] }, gap: 0.2, warnings: [] },
      turned_down: { shown: 0, wrongly: 0 },
      doubles: { both: 4, first: 1, second: 0, neither: 0, asked: 5, ac1: 0.7 },
    }).join(' ')
    expect(few).toContain('8 of 9.')
    expect(few).not.toMatch(/%|points|AC1/)
    expect(checkingLines(null)).toHaveLength(1)
  })

  it('figures of too few people are said to be that, and not to be none', () => {
    const hidden = checkingLines(fewChecking()).join(' ')
    expect(hidden).toContain('Known-wrong cases: too few people have answered any.')
    expect(hidden).toContain('Second opinions: too few people have given any.')
    expect(hidden).toContain('Known-right cases turned down: 2 of 20.')
  })

  it('only managers are shown totals of checks', () => {
    const asked = (checking: null | undefined) =>
      JSON.stringify(autonomyOverview({ unknown: null, agents: [], portfolio: null, checking }))
    expect(asked(null)).toContain('How well are we checking?')
    expect(asked(undefined)).not.toContain('How well')
  })
})
