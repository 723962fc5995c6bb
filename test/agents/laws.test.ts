// What holds for every agent, whatever order it meets.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { canonicalJson } from '../../src/contracts/json.ts'
import type { Order } from '../../src/contracts/order.ts'
import type { Proposal } from '../../src/contracts/proposal.ts'
import { howMany } from '../setup/how-many.ts'
import { inputs } from './inputs.ts'
import { NOW } from './order-fixture.ts'

const RUNS = howMany({ usually: 60, inCi: 400 })

/** The proposal, or null where the agent says in plain words that it cannot judge. Anything else it throws fails the test. */
function judged(agent: (typeof agents)[number], input: Record<string, unknown>): Proposal | null {
  try {
    return agent.rules(input, { now: NOW })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toMatch(/^[a-z]+\.[a-z_]+$/)
    expect(error.message.length).toBeLessThanOrEqual(600)
    return null
  }
}

describe.each(agents.map((agent) => [agent.name, agent] as const))('%s', (name, agent) => {
  const arbitrary = inputs[name] ?? fc.constant<Record<string, unknown>>({})

  it('takes every valid order and throws nothing but an AppError in plain words', () => {
    let proposals = 0
    fc.assert(
      fc.property(arbitrary, (raw) => {
        const input = agent.input.parse(raw)
        const proposal = judged(agent, input)
        if (!proposal) return
        proposals += 1
        expect(agent.output.parse(proposal)).toEqual(proposal)
        expect(Object.keys(agent.actions)).toContain(proposal.action)
      }),
      { numRuns: RUNS },
    )
    expect(proposals, 'the inputs must let the agent speak').toBeGreaterThan(RUNS / 40)
  })

  it('gives the same answer to the same input, and leaves the input as it was', () => {
    fc.assert(
      fc.property(arbitrary, (raw) => {
        const input = agent.input.parse(raw)
        const before = canonicalJson(input)
        expect(canonicalJson(judged(agent, input))).toBe(canonicalJson(judged(agent, agent.input.parse(raw))))
        expect(canonicalJson(input)).toBe(before)
      }),
      { numRuns: RUNS / 4 },
    )
  })

  it('has a status quo that is one of its own actions, with a payload its output accepts', () => {
    fc.assert(
      fc.property(arbitrary, (raw) => {
        const usual = agent.statusQuo(agent.input.parse(raw))
        if (!usual) return
        const rest = { confidence: 1, reasons: [{ text: 'as usual', source: 'shop' }] }
        expect(agent.output.parse({ ...usual, ...rest })).toMatchObject(usual)
      }),
      { numRuns: RUNS },
    )
  })

  it('names nobody: no name, e-mail, telephone, street line or note reaches a text that is shown', () => {
    const marks = { name: 'Qznombre', email: 'qzmail@qzdomain.example', phone: '+852 9911 2233', line: 'Qzstreet 77' }
    fc.assert(
      fc.property(arbitrary, (raw) => {
        const input = agent.input.parse({ ...raw, order: marked(raw['order'] as Order, marks) })
        const proposal = judged(agent, input)
        const { reasons, against, unchecked, flags } = proposal ?? {
          reasons: [],
          against: [],
          unchecked: [],
          flags: [],
        }
        const shown = JSON.stringify([reasons, against, unchecked, flags])
        for (const mark of [...Object.values(marks), 'qzdomain', 'Qznote']) expect(shown).not.toContain(mark)
      }),
      { numRuns: RUNS / 2 },
    )
  })
})

function marked(
  order: Order,
  { name, email, phone, line }: Record<'name' | 'email' | 'phone' | 'line', string>,
): Order {
  const place = { name, lines: [line], city: name, province: name, postcode: name }
  return {
    ...order,
    note: 'Qznote',
    customer: { id: 'c-1', orders_count: 1, since: null, signed_up: null, ...order.customer, name, email, phone },
    shipping_address: { country: 'HK', ...order.shipping_address, ...place },
    billing_address: { country: 'HK', ...order.billing_address, ...place },
  }
}
