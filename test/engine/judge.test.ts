import { describe, expect, it } from 'vitest'
import { addressVerification } from '../../agents/address-verification.ts'
import type { JsonObject } from '../../src/contracts/json.ts'
import { Proposal } from '../../src/contracts/proposal.ts'
import { PlannedStep, TopologyStep } from '../../src/contracts/topology.ts'
import { LEASE_MS } from '../../src/engine/create-engine.ts'
import { createJudge, type JudgeCall } from '../../src/engine/judge.ts'
import { createPutToGate } from '../../src/engine/put-to-gate.ts'
import { decide } from '../../src/workflow/decide.ts'
import { freshStep } from '../../src/workflow/fold-parts.ts'
import { NOW, orderOf } from '../agents/order-fixture.ts'
import { newRun, received } from '../workflow/sample-run.ts'

const plan = PlannedStep.parse({
  ...{ step: 'address', agent: addressVerification.name, version: addressVerification.version, tier: 1 },
  ...{ depends_on: [], timeout_ms: 5_000, fallback: 'manual_review_queue', kind: 'remote' },
  ...{ url: 'https://agents.example', runs: 'agent', team: 'default', actions: {} },
})
const proposal = Proposal.parse({
  action: 'hold',
  params: { reason_code: 'postcode_mismatch' },
  confidence: 0.8,
  reasons: [{ text: 'Testa Testova moved', source: 'register' }],
  against: ['testa.testova@example.com answered'],
  unchecked: ['the note of Testa Testova'],
  flags: ['testa testova', 'a\u0000b'],
})
const call: JudgeCall = {
  agent: addressVerification,
  plan,
  input: { order: orderOf() } as JsonObject,
  feedback: [],
  runId: 'run-1',
  runVersion: 1,
  onLate: () => undefined,
}

describe('an answer that costs money', () => {
  it('is asked for once by two who advance the same run at the same time', async () => {
    let asked = 0
    const judge = createJudge({
      model: null,
      clock: () => NOW,
      async remote() {
        asked += 1
        return proposal
      },
    })
    const [first, second] = await Promise.all([judge(call), judge(call)])
    expect(asked).toBe(1)
    expect(second).toBe(first)
    expect(first.proposal.flags, 'as the record will hold it').toContain('a\ufffdb')
  })

  it('is asked for again after a failure', async () => {
    let asked = 0
    const judge = createJudge({
      model: null,
      clock: () => NOW,
      async remote() {
        asked += 1
        if (asked === 1) throw new Error('gone')
        return proposal
      },
    })
    await expect(judge(call)).rejects.toMatchObject({ code: 'agent.failed' })
    expect(await judge(call)).toMatchObject({ source: 'remote' })
  })
})

describe('what an agent elsewhere says', () => {
  it('stands in the open event without the customer’s name and address', async () => {
    const putToGate = createPutToGate({
      drawSecret: 's',
      levelOf: async () => 'L1',
      inForce: async () => ({ stops: {} }) as never,
    })
    const { state } = decide(received({}, orderOf()), newRun(), NOW)
    const planned = freshStep(plan)
    const seen = { agent: null, input: {}, facts: {}, stale: [] }
    const put = (source: 'remote' | 'rules', because: string | null) =>
      putToGate(state, planned, {
        ahead: false,
        seen,
        spoken: { proposal, source, measured: {}, fallback: because === null ? null : { used: 'rules', because } },
      })
    const said = await put('remote', 'no answer for Testa Testova')
    expect(JSON.stringify(said.status === 'completed' && said.body)).not.toMatch(/testa/i)
    expect(said).toMatchObject({ body: { reasons: [{ text: '[removed] moved', source: 'register' }] } })
    expect(await put('rules', null)).toMatchObject({ body: { reasons: proposal.reasons } })
  })
})

describe('the time a step may take', () => {
  it('stays within a lease, and the configuration says so', () => {
    const step = (timeout_ms: number) => TopologyStep.safeParse({ agent: 'a', timeout_ms })
    expect(step(20_000).success).toBe(true)
    expect(20_000).toBeLessThan(LEASE_MS)
    expect(step(20_001).error?.issues[0]?.message).toMatch(/^at most 20000 ms: a run is held for 30 s/)
  })
})
