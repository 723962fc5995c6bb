import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditRate } from '../../src/autonomy/audit-rate.ts'
import { auditSize } from '../../src/autonomy/audit-size.ts'
import { ALARM_AT, cusumSteps, startCusum, watch } from '../../src/autonomy/cusum.ts'
import { hajek, hajekWithFlags } from '../../src/autonomy/weighted-error.ts'
import { losses } from './arbitraries.ts'

describe('the CUSUM', () => {
  const watched = (series: readonly (0 | 1)[], start = startCusum({ alpha: 0.05 })) =>
    series.reduce((now, loss) => watch(now, loss === 1), start)

  it('steps up by ln 3 for an error and down by little for a right answer', () => {
    expect(cusumSteps(0.05).wrong).toBeCloseTo(1.0986, 4)
    expect(cusumSteps(0.05).right).toBeCloseTo(-0.0417, 4)
  })

  it('raises the alarm at the fifth error in a row', () => {
    expect(watched([1, 1, 1, 1])).toMatchObject({ alarm: false })
    expect(watched([1, 1, 1, 1, 1])).toMatchObject({ alarm: true })
  })

  it('never falls below 0 and keeps its alarm', () => {
    fc.assert(
      fc.property(losses, (series) => {
        let [cusum, raised] = [startCusum({ alpha: 0.05 }), false]
        for (const loss of series) {
          cusum = watch(cusum, loss === 1)
          expect(cusum.value).toBeGreaterThanOrEqual(0)
          raised ||= cusum.value >= ALARM_AT
          expect(cusum.alarm).toBe(raised)
        }
      }),
    )
    expect(watched([0, 0, 0, 0], watched([1, 1, 1, 1, 1])).alarm).toBe(true)
  })

  it('is quicker after a head start', () => {
    expect(watched([1, 1, 1], startCusum({ alpha: 0.05, headStart: 0.5 })).alarm).toBe(true)
  })
})

describe('the audit rate', () => {
  it('rises to one half while the CUSUM stands at 1 or more', () => {
    expect([0, 0.99, 1, 3].map((cusum) => auditRate({ usual: 0.1, cusum }))).toEqual([0.1, 0.1, 0.5, 0.5])
  })

  it('never falls because of a worry', () => {
    expect(auditRate({ usual: 0.8, cusum: 2 })).toBe(0.8)
  })
})

describe('the size of an audit', () => {
  it('is 194 with an alarm above 7 errors, for 2 % against 6 %', () => {
    const plan = auditSize({ usual: 0.02, bad: 0.06, falseAlarm: 0.05, power: 0.9 })
    expect(plan).toMatchObject({ audits: 194, acceptUpTo: 7 })
    expect(plan?.falseAlarm).toBeCloseTo(0.0426, 4)
    expect(plan?.power).toBeCloseTo(0.9007, 4)
  })

  it.each([
    [0.02, 0.06, 0.01, 274],
    [0.02, 0.06, 0.001, 410],
    [0.02, 0.04, 0.05, 616],
    [0.01, 0.03, 0.05, 390],
    [0.05, 0.1, 0.05, 233],
  ])('for %d against %d at a false alarm of %d is %d', (usual, bad, falseAlarm, audits) => {
    expect(auditSize({ usual, bad, falseAlarm, power: 0.9 })?.audits).toBe(audits)
  })

  it('does not exist where there is nothing to find', () => {
    expect(auditSize({ usual: 0.02, bad: 0.01, falseAlarm: 0.01, power: 0.9 })).toBeNull()
  })
})

describe('the weighted error', () => {
  const audits = (count: number, errors: number, pi: number) =>
    Array.from({ length: count }, (_, n) => ({ loss: n < errors ? 1 : 0, pi }))

  it('is the truth where looking more at risky cases misleads the plain mean', () => {
    // 1,000 calm cases with 1 % errors looked at by 10 %, 100 risky ones with 20 % by half.
    const looked = [...audits(100, 1, 0.1), ...audits(50, 10, 0.5)]
    expect(hajek(looked)).toBeCloseTo((10 + 20) / 1100, 12)
    expect(looked.filter(({ loss }) => loss === 1).length / looked.length).toBeGreaterThan(0.07)
  })

  it('adds the flagged cases as a stratum that is known for certain', () => {
    const error = hajekWithFlags({ flagged: [1, 1, 0, 1], unflagged: 96, audited: audits(12, 1, 0.125) })
    expect(error).toBeCloseTo((3 + 96 / 12) / 100, 12)
  })

  it('is unknown where nothing was looked at', () => {
    expect(hajek([])).toBeNull()
    expect(hajekWithFlags({ flagged: [1], unflagged: 20, audited: [] })).toBeNull()
    expect(hajekWithFlags({ flagged: [1, 0], unflagged: 0, audited: [] })).toBe(0.5)
  })

  it('is the plain mean where all were looked at alike', () => {
    fc.assert(
      fc.property(losses, fc.double({ min: 0.05, max: 1, noNaN: true }), (series, pi) => {
        fc.pre(series.length > 0)
        const mean = series.reduce<number>((sum, loss) => sum + loss, 0) / series.length
        expect(hajek(series.map((loss) => ({ loss, pi })))).toBeCloseTo(mean, 10)
      }),
    )
  })
})
