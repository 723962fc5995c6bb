// A judgement by a model: what is asked, what comes back, and what a model may not decide.
import { describe, expect, it } from 'vitest'
import { customerNotification } from '../../agents/customer-notification.ts'
import { agents } from '../../agents/index.ts'
import { historyOf, hkd, NO_HISTORY, orderOf } from '../agents/order-fixture.ts'
import { message } from './messages-server.ts'
import { COST, modelBench, PROPOSAL, request } from './model-bench.ts'

const bench = modelBench()

describe('a judgement by a model', () => {
  it('gives the proposal, the model that answered, its cost and the request id', async () => {
    bench.server.script(message(PROPOSAL))
    const judged = await bench.models().judge(request())
    expect(judged).toEqual({
      proposal: { ...PROPOSAL, amount: hkd(380) },
      model_version: 'claude-haiku-5-5-20261001',
      cost_usd: COST,
      usage: { input_tokens: 200, output_tokens: 300, cache_read_tokens: 1_000, cache_write_tokens: 0 },
      request_id: 'req_test',
    })
    expect(bench.spends).toMatchObject([
      { run_version: 3, agent: 'fraud_detection@1.1.0', cost_usd: COST, estimated: false, outcome: 'proposal' },
    ])
  })

  it('asks with cached instructions, the output format, the run and its version, and no sampling parameter', async () => {
    bench.server.script(message(PROPOSAL))
    await bench.models().judge(request({ runId: 'run-x' }))
    const [{ headers, body } = { headers: {}, body: {} }] = bench.server.received
    expect(headers['idempotency-key']).toBe('run-x/3/fraud_detection@1.1.0')
    expect(headers.authorization).toBe('Bearer test-key')
    expect(body).toMatchObject({
      model: 'claude-haiku-5-5',
      max_tokens: 2_000,
      metadata: { user_id: 'run:run-x:3' },
      system: [{ type: 'text', cache_control: { type: 'ephemeral' } }],
      output_config: { format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false } } },
    })
    expect(Object.keys(body)).not.toContain('temperature')
    expect(JSON.stringify(body['system'])).toContain('stolen or misused means of payment')
  })

  it('finds the answer behind a thinking block', async () => {
    const content = [
      { type: 'thinking', thinking: '{"action":"cancel"}', signature: 's' },
      { type: 'text', text: JSON.stringify(PROPOSAL) },
    ]
    bench.server.script(message('', { content }))
    expect((await bench.models().judge(request())).proposal.action).toBe('release')
  })

  it('drafts with the stronger model, or with the one that is configured', async () => {
    const input = { order: orderOf(), decisions: {} }
    const params = { template: 'order_update', locale: 'en', subject: 'News', body: 'We are preparing your order.' }
    const draft = { ...PROPOSAL, action: 'notify', params }
    bench.server.script(message(draft), message(draft))
    const judged = await bench.models().judge(request({ agent: customerNotification, input }))
    await bench.models({ models: { draft: 'claude-haiku-5-5' } }).judge(request({ agent: customerNotification, input }))
    expect(bench.server.received.map(({ body }) => body['model'])).toEqual(['claude-sonnet-5-5', 'claude-haiku-5-5'])
    expect(judged.proposal).toMatchObject({ params, confidence: 0.93, amount: null })
  })

  it('is worth even odds where the rules say something else, and names what they say', async () => {
    const order = orderOf({ total: hkd(9_900), shipping_method: 'Express' })
    const input = { order, customer_history: historyOf({ ...NO_HISTORY, chargebacks: 2 }) }
    bench.server.script(message({ ...PROPOSAL, confidence: 1, amount: { amount: 1, currency: 'USD' } }))
    const { proposal } = await bench.models().judge(request({ input }))
    expect(proposal).toMatchObject({ action: 'release', confidence: 0.5, amount: hkd(9_900) })
    expect(proposal.flags[0]).toBe('differs_from_rules')
    expect(proposal.against[0]).toMatch(/^The rules propose (hold|cancel) \(0\.\d+\): Score \d+ of 100/)
  })
})

describe('the registry and the models', () => {
  it('have an output format for every agent that may use a model', async () => {
    const judged = agents.filter(({ model }) => model)
    expect(judged.map(({ name }) => name)).toEqual(['fraud_detection', 'customer_notification'])
    for (const agent of judged) expect(agent.model?.instructions.length).toBeGreaterThan(200)
  })

  it('refuse to start with a model that has no price', () => {
    expect(() => bench.models({ models: { judge: 'claude-unheard-of' } })).toThrow(
      expect.objectContaining({ code: 'model.unpriced' }),
    )
  })
})
