// Every way a judgement by a model can fail: the code the engine falls back on, and what it cost all the same.
import { describe, expect, it } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import { failure, message, type Scripted, startMessagesServer } from './messages-server.ts'
import { COST, codeOf, modelBench, PROPOSAL, request } from './model-bench.ts'

const bench = modelBench()

describe('a judgement that fails', () => {
  const truncated = JSON.stringify(PROPOSAL).slice(0, 80)
  const refusal = { content: [], stop_reason: 'refusal', stop_details: { type: 'refusal', category: 'cyber' } }

  it.each<[string, Scripted, string]>([
    ['text that is not JSON', message('I would release this order.'), 'model.unreadable'],
    ['an empty answer', message('', { content: [] }), 'model.unreadable'],
    ['a proposal without reasons', message({ ...PROPOSAL, reasons: [] }), 'model.mismatch'],
    ['an action of another agent', message({ ...PROPOSAL, action: 'ship' }), 'model.mismatch'],
    ['the payload of another action', message({ ...PROPOSAL, action: 'hold' }), 'model.mismatch'],
    ['confidence above one', message({ ...PROPOSAL, confidence: 1.2 }), 'model.mismatch'],
    ['a refusal', message('', refusal), 'model.refused'],
    ['an answer cut off', message(truncated, { stop_reason: 'max_tokens' }), 'model.truncated'],
  ])('on %s still records what it cost', async (_, scripted, code) => {
    bench.server.script(scripted)
    expect(await codeOf(bench.models().judge(request()))).toBe(code)
    expect(bench.spends).toMatchObject([{ cost_usd: COST, estimated: false, outcome: code, request_id: 'req_test' }])
  })

  it.each<[string, Scripted]>([
    ['a body that is not JSON', { status: 200, body: '<html>gateway</html>' }],
    ['a page instead of a message', { status: 200, body: '<html/>', headers: { 'content-type': 'text/html' } }],
    ['a message without usage', message(PROPOSAL, { usage: null })],
    ['another kind of object', { status: 200, body: { ok: true } }],
    ['null', { status: 200, body: 'null' }],
  ])('on %s counts the most it can have cost', async (_, scripted) => {
    bench.server.script(scripted)
    expect(await codeOf(bench.models().judge(request()))).toBe('model.unreadable')
    expect(bench.spends).toMatchObject([{ estimated: true, usage: null, outcome: 'model.unreadable' }])
    expect(bench.spends[0]?.cost_usd).toBeGreaterThan(COST)
  })

  it.each<[number, string, string]>([
    [429, 'rate_limit_error', 'model.rate_limited'],
    [529, 'overloaded_error', 'model.overloaded'],
    [500, 'api_error', 'model.unavailable'],
  ])('with %i is tried once more, and then again by nobody', async (status, type, code) => {
    bench.server.script(failure(status, type), message(PROPOSAL))
    expect((await bench.models().judge(request())).proposal.action).toBe('release')
    bench.server.script(failure(status, type), failure(status, type))
    expect(await codeOf(bench.models().judge(request()))).toBe(code)
    expect(bench.server.received).toHaveLength(4)
    expect(bench.spends).toHaveLength(1)
  })

  it('does not wait for a service that asks for more patience than the step has', async () => {
    bench.server.script(failure(429, 'rate_limit_error', { 'retry-after': '60' }))
    expect(await codeOf(bench.models().judge(request()))).toBe('model.rate_limited')
    expect(bench.server.received).toHaveLength(1)
  })

  it.each<[number, string]>([
    [400, 'model.rejected'],
    [401, 'model.denied'],
    [404, 'model.rejected'],
  ])('with %i is not tried again', async (status, code) => {
    bench.server.script(failure(status, 'some_error'))
    expect(await codeOf(bench.models().judge(request()))).toBe(code)
    expect(bench.server.received).toHaveLength(1)
    expect(bench.spends).toEqual([])
  })

  it.each(['before', 'after headers'] as const)('ends with the step when the service hangs %s', async (hang) => {
    bench.server.script({ hang })
    const startedAt = performance.now()
    expect(await codeOf(bench.models().judge(request({ timeoutMs: 300 })))).toBe('model.timeout')
    expect(performance.now() - startedAt).toBeLessThan(5 * SECOND)
    expect(bench.spends).toMatchObject([{ estimated: true, outcome: 'model.timeout' }])
  })

  it('ends when the caller gives up, which says nothing about the model', async () => {
    const one = bench.models({ breaker: { failures: 1 } })
    const controller = new AbortController()
    bench.server.script({ hang: 'before' })
    const arrival = bench.server.arrival()
    const judged = codeOf(one.judge(request({ signal: controller.signal })))
    await arrival
    controller.abort()
    expect(await judged).toBe('model.cancelled')
    bench.server.script(message(PROPOSAL))
    await one.judge(request())
  })

  it('is not repeated after a lost connection, since that call may have been paid for', async () => {
    bench.server.script({ drop: true })
    expect(await codeOf(bench.models().judge(request()))).toBe('model.unreachable')
    expect(bench.server.received).toHaveLength(1)
    expect(bench.spends).toMatchObject([{ estimated: true, outcome: 'model.unreachable' }])
  })

  it('costs nothing when nobody listens', async () => {
    const closed = await startMessagesServer()
    await closed.close()
    expect(await codeOf(bench.models({ baseURL: closed.url }).judge(request()))).toBe('model.unreachable')
    expect(bench.spends).toEqual([])
  })

  it('makes no call without a key, or for an agent that judges by rules alone', async () => {
    expect(await codeOf(bench.models({ apiKey: null }).judge(request()))).toBe('model.off')
    const { model: _, ...rulesOnly } = fraudDetection
    expect(await codeOf(bench.models().judge(request({ agent: rulesOnly })))).toBe('model.none')
    expect(bench.server.received).toEqual([])
  })

  it('can be tried again: only answers are remembered', async () => {
    const one = bench.models()
    const same = request()
    bench.server.script(message('garbage'), message(PROPOSAL))
    expect(await codeOf(one.judge(same))).toBe('model.unreadable')
    expect((await one.judge(same)).proposal.action).toBe('release')
  })
})
