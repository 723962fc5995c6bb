// The demo's clock: that of the machine, and it can be set forward.
import type { Clock } from '../../src/contracts/clock.ts'

export type DemoClock = { now: Clock /** Never back. */; setTo(moment: number): void }

export function createDemoClock(): DemoClock {
  let ahead = 0
  const now = (): number => Date.now() + ahead
  return {
    now,
    setTo(moment) {
      ahead += Math.max(0, moment - now())
    },
  }
}
