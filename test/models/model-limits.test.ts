// The limits around the model: the budget of a day, and the breaker.
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/contracts/clock.ts'
import { failure, message, USAGE } from './messages-server.ts'
import { codeOf, modelBench, PROPOSAL, request } from './model-bench.ts'

const bench = modelBench()

describe('the budget', () => {
  it('stops calls before they are made, and begins anew the next day', async () => {
    const one = bench.models({ budget: { usdPerDay: () => 0.004 } })
    bench.server.script(message(PROPOSAL, { usage: { ...USAGE, output_tokens: 6_000 } }), message(PROPOSAL))
    await one.judge(request())
    expect(await codeOf(one.judge(request()))).toBe('model.over_budget')
    expect(bench.server.received).toHaveLength(1)
    bench.now += 24 * 60 * MINUTE
    await one.judge(request())
    expect(bench.server.received).toHaveLength(2)
  })

  it('counts what other processes spent, as the record knows it', async () => {
    let recorded = 0.9999
    const one = bench.models({ budget: { usdPerDay: () => 1, spentUsd: async () => recorded } })
    expect(await codeOf(one.judge(request()))).toBe('model.over_budget')
    recorded = 0.5
    bench.server.script(message(PROPOSAL))
    bench.now += 24 * 60 * MINUTE
    await one.judge(request())
  })

  it('of nothing allows nothing', async () => {
    expect(await codeOf(bench.models({ budget: { usdPerDay: () => 0 } }).judge(request()))).toBe('model.over_budget')
    expect(bench.server.received).toEqual([])
  })
})

describe('the breaker', () => {
  it('leaves a failing model alone, and lets one call try after a while', async () => {
    const one = bench.models({ breaker: { failures: 3, pauseMs: MINUTE } })
    bench.server.script(failure(401, 'a'), message('garbage'), failure(400, 'b'))
    for (let n = 0; n < 3; n += 1) await codeOf(one.judge(request()))
    expect(await codeOf(one.judge(request()))).toBe('model.paused')
    expect(bench.server.received).toHaveLength(3)
    bench.now += MINUTE
    bench.server.script(message(PROPOSAL), message(PROPOSAL))
    await one.judge(request())
    await one.judge(request())
  })

  it('is not tripped by refusals, which are about one order', async () => {
    const one = bench.models({ breaker: { failures: 1 } })
    bench.server.script(message('', { stop_reason: 'refusal' }), message(PROPOSAL))
    expect(await codeOf(one.judge(request()))).toBe('model.refused')
    await one.judge(request())
  })

  it('holds no budget for the calls it stops', async () => {
    const one = bench.models({ breaker: { failures: 1 }, budget: { usdPerDay: () => 0.004 } })
    bench.server.script(failure(401, 'a'))
    await codeOf(one.judge(request()))
    for (let n = 0; n < 20; n += 1) expect(await codeOf(one.judge(request()))).toBe('model.paused')
  })
})
