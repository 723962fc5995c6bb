// Which answers are evidence: a table of paces.
import { describe, expect, it } from 'vitest'
import { Policy } from '../../src/contracts/policy.ts'
import { type Pace, weightOf } from '../../src/gate/pace.ts'

const limits = Policy.shape.evidence.parse({})
const pace = (patch: Partial<Pace>): Pace => ({
  kind: 'approve',
  latency_ms: 20_000,
  words: 40,
  lastMinute: 0,
  lastHour: 0,
  limits,
  ...patch,
})

describe('whether an answer says anything about the agent', () => {
  const table: [string, Partial<Pace>, ReturnType<typeof weightOf>][] = [
    ['read in twenty seconds', {}, 'evidence'],
    ['in less than three seconds, however short the case', { latency_ms: 2_999, words: 1 }, 'too_fast'],
    ['three seconds for a short case', { latency_ms: 3_000, words: 24 }, 'evidence'],
    ['faster than eight words a second', { latency_ms: 9_999, words: 80 }, 'too_fast'],
    ['ten within the last minute', { lastMinute: 10 }, 'fast_series'],
    ['nine within the last minute', { lastMinute: 9 }, 'evidence'],
    ['sixty within the last hour', { lastHour: 60 }, 'over_the_hour'],
    ['fifty-nine within the last hour', { lastHour: 59 }, 'evidence'],
    ['a rejection, however fast', { kind: 'reject', latency_ms: 100, lastHour: 500 }, 'evidence'],
    ['an edit, however fast', { kind: 'edit', latency_ms: 100, lastMinute: 50 }, 'evidence'],
  ]
  it.each(table)('%s', (_name, patch, weight) => {
    expect(weightOf(pace(patch))).toBe(weight)
  })
})
