// The keeper looks often where looking is cheap, and leaves the machine to people where it is not.
import { expect, it } from 'vitest'
import { createKeeperPace } from '../../src/trust/keeper-pace.ts'

it('pauses fifty times as long as a look took, never longer than twenty seconds, each scope by itself', () => {
  let now = 0
  const pace = createKeeperPace(() => now)
  expect(pace.isDue('a')).toBe(true)
  pace.looked('a', 10)
  pace.looked('slow', 3_000)
  now = 499
  expect([pace.isDue('a'), pace.isDue('slow'), pace.isDue('never seen')]).toEqual([false, false, true])
  now = 500
  expect([pace.isDue('a'), pace.isDue('slow')]).toEqual([true, false])
  now = 20_000
  expect(pace.isDue('slow')).toBe(true)
})
