// Our own pace never goes beyond a limit, whatever the moment it is asked.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPacer } from '../../src/slack/pacer.ts'

describe('the pacer', () => {
  it('never lets more calls through in any window than the limit has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (steps, calls) => {
          let now = 0
          const pacer = createPacer({ calls, perMs: 1_000, rate: 1, clock: () => now })
          const made: number[] = []
          for (const step of steps) {
            now += step
            if (pacer.wait('c') > 0) continue
            pacer.take('c')
            made.push(now)
          }
          for (const from of made)
            expect(made.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(calls)
        },
      ),
    )
  })

  it('says how long to wait, and that is enough', () => {
    let now = 0
    const pacer = createPacer({ calls: 1, perMs: 1_000, rate: 1, clock: () => now })
    pacer.take('c')
    now += pacer.wait('c')
    expect(now).toBeGreaterThan(1_000)
    expect(pacer.wait('c')).toBe(0)
  })

  it('keeps channels apart', () => {
    const pacer = createPacer({ calls: 1, perMs: 1_000, rate: 1, clock: () => 0 })
    pacer.take('c')
    expect(pacer.wait('d')).toBe(0)
  })

  it('scales with the rate of the workspace', () => {
    const pacer = createPacer({ calls: 1, perMs: 1_000, rate: 50, clock: () => 0 })
    for (let n = 0; n < 50; n += 1) {
      expect(pacer.wait('c')).toBe(0)
      pacer.take('c')
    }
    expect(pacer.wait('c')).toBeGreaterThan(0)
  })

  it('keeps silent after a 429 until the moment it was told', () => {
    let now = 0
    const pacer = createPacer({ calls: 50, perMs: 60_000, rate: 1, clock: () => now })
    pacer.hold('c', 7_000)
    pacer.hold('c', 3_000)
    expect(pacer.wait('c')).toBe(7_000)
    now = 7_000
    expect(pacer.wait('c')).toBe(0)
  })
})
