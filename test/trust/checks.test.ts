// What reviewers are checked with, and who has room for it: pure parts.
import { describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import type { Proposal } from '../../src/contracts/proposal.ts'
import { auditDraw } from '../../src/gate/audit-draw.ts'
import { practiceCases } from '../../src/slack/first-minutes/practice-orders.ts'
import { casesOf } from '../../src/trust/cases.ts'
import { disguised, type FrozenCase } from '../../src/trust/checks/case-of.ts'
import { doubleLot, ENOUGH_SEEDS, seedLot } from '../../src/trust/checks/draw.ts'
import { starter } from '../../src/trust/checks/starters.ts'
import { NOW, policy, row, wrong } from './sample-evidence.ts'

const [, , , , tea] = practiceCases({ id: 'x', now: NOW })
const agentOf = (name: string) => {
  const found = agents.find((agent) => agent.name === name)
  if (!found) throw new Error(name)
  return found
}

function frozen(step: string, proposal: Partial<Proposal> & Pick<Proposal, 'action'>): FrozenCase {
  if (!tea) throw new Error('no practice case')
  const said = {
    ...{ params: {}, confidence: 0.97, against: [], unchecked: [], flags: [], amount: null },
    ...{ reasons: [{ text: 'Nothing speaks against it', source: 'order' }], ...proposal },
  }
  const { order, facts } = tea
  return { workflow: 'order_to_fulfilment', step, order, facts, scripted: { [step]: said }, proposal: said }
}

describe('a starter', () => {
  it.each([
    ['fraud_detection', 'release'],
    ['fraud_detection', 'hold'],
    ['compliance_check', 'clear'],
  ])('of %s keeps proposing to %s where its own rules no longer would', (name, action) => {
    const one = frozen(name, { action })
    const made = starter(one, agentOf(name), NOW)
    expect(made?.proposal.action).toBe(action)
    expect(made?.scripted[name]).toEqual(made?.proposal)
    expect(made?.gave_away).not.toBe('')
    // What is wrong is in the facts: the card's own words are those of the case as it was.
    expect(made?.proposal).toMatchObject({ reasons: one.proposal.reasons, against: [], flags: [], unchecked: [] })
    expect({ order: made?.order, facts: made?.facts }).not.toEqual({ order: one.order, facts: one.facts })
  })

  it('of a hold is an old account, where the hold was for a new one', () => {
    const one = frozen('fraud_detection', { action: 'hold' })
    const customer = one.order.customer && { ...one.order.customer, signed_up: true, since: one.order.created_at }
    const made = starter({ ...one, order: { ...one.order, customer } }, agentOf('fraud_detection'), NOW)
    expect(made?.proposal).toMatchObject({ action: 'hold', flags: [] })
    expect(made?.order.customer?.since).toBe('2023-02-01T00:00:00Z')
    expect(made?.facts['customer_history']?.value).toMatchObject({ orders: 14, chargebacks: 0 })
  })

  it('of a route names a warehouse that has none of it, at ten times the cost', () => {
    const cost = { amount: 4_000, currency: 'HKD' }
    const params = { warehouse: 'HKG', carrier: 'Practice Local', service: 'standard', cost, days: 1 }
    const made = starter(frozen('order_routing', { action: 'route', params }), agentOf('order_routing'), NOW)
    expect(made?.proposal.params).toMatchObject({ warehouse: 'SIN', cost: { amount: 40_000 } })
    expect(JSON.stringify(made?.proposal)).not.toMatch(/none of|ten times/)
    expect(made?.gave_away).toContain('SIN has none of')
    expect(made?.facts['stock']?.value).toMatchObject({ 'TEA-03': { SIN: 0 } })
  })

  it('of a message speaks of another order', () => {
    const one = frozen('customer_notification', {
      action: 'notify',
      params: { subject: 'Your order 1042', body: 'Order 1042 is on its way' },
    })
    const order = { ...one.order, number: '#1042' }
    const made = starter({ ...one, order }, agentOf('customer_notification'), NOW)
    expect(made?.proposal.params['body']).toBe('Order 1045 is on its way')
  })

  it('is not made where nothing is known that would be wrong', () => {
    expect(starter(frozen('repair', { action: 'refund' }), agentOf('repair'), NOW)).toBeNull()
  })
})

describe('a disguise', () => {
  it('gives a case another number and id of the same shape, and changes no figure', () => {
    const one = frozen('fraud_detection', { action: 'release', params: { note: 'Order 1042', cost: 1042 } })
    const order = { ...one.order, number: '#1042', entity_id: 'shopify:shop.example:5222000000001' }
    const made = disguised({ ...one, order }, 'seed')
    expect(made.order.number).toMatch(/^#1\d{3}$/)
    expect(made.order.number).not.toBe('#1042')
    expect(made.order.entity_id).toMatch(/^shopify:shop\.example:5\d{12}$/)
    expect(made.scripted['fraud_detection']?.params).toEqual({
      note: `Order ${made.order.number.slice(1)}`,
      cost: 1042,
    })
    expect(disguised({ ...one, order }, 'seed')).toEqual(made)
  })
})

describe('a lot', () => {
  const about = (decision_id: string) => ({ secret: 's', run_id: 'r', decision_id })
  const many = Array.from({ length: 4_000 }, (_, index) => `d${index}`)

  it('falls on the share of cards that policy names, fewer once enough were seen', () => {
    const share = (begun: number) =>
      many.filter((id) => seedLot('known_wrong', { ...about(id), begun, policy: policy.checks }).drawn).length /
      many.length
    expect(share(0)).toBeCloseTo(0.04 / 0.96, 1)
    expect(share(ENOUGH_SEEDS)).toBeLessThan(share(0))
    expect(seedLot('known_wrong', { ...about('d1'), begun: ENOUGH_SEEDS, policy: policy.checks }).p).toBeCloseTo(
      0.02 / 0.98,
    )
    expect(doubleLot({ ...about('d1'), p: 0 }).drawn).toBe(false)
  })
})

describe('an audit', () => {
  const draws = { random: 0.5, targeted: 0.1 }
  const earned = { rate: 0.1, from_confidence: 0.9, cap_usd_cents: 10_000 }
  const asked = { confidence: 0.99, usd_cents: 100, earned, draws }

  it('is drawn only of what was let through on earned trust', () => {
    expect(auditDraw({ ...asked, answer: 'ask' })).toBeNull()
    expect(auditDraw({ ...asked, answer: 'act', earned: null })).toBeNull()
    expect(auditDraw({ ...asked, answer: 'act' })).toEqual({ p_random: 0.1, p_targeted: 0, drawn: null, because: [] })
    expect(auditDraw({ ...asked, answer: 'act_unless_vetoed', draws: { random: 0.05, targeted: 1 } })?.drawn).toBe(
      'random',
    )
  })

  it('is drawn more often of what is barely sure enough or close to the cap, and says so', () => {
    expect(auditDraw({ ...asked, answer: 'act', confidence: 0.91 })).toMatchObject({
      drawn: 'targeted',
      p_targeted: 0.2,
    })
    expect(auditDraw({ ...asked, answer: 'act', usd_cents: 9_000 })?.because).toEqual(['close to the cap'])
  })
})

describe('an approval', () => {
  it('of what is hard to undo counts only where the evidence was opened; a rejection always does', () => {
    const rows = [row(), row({ evidence_opened: true }), wrong()]
    expect(casesOf(rows)).toHaveLength(3)
    expect(
      casesOf(rows, { mustOpen: true })
        .map(({ loss }) => loss)
        .sort(),
    ).toEqual([0, 1])
  })

  it('of somebody whose week says nothing is dropped, and their rejections kept', () => {
    const rows = [row({ verdict_by: 'UFAST' }), wrong({ verdict_by: 'UFAST' }), row()]
    expect(
      casesOf(rows, { trustedBy: (user) => user !== 'UFAST' })
        .map(({ loss }) => loss)
        .sort(),
    ).toEqual([0, 1])
  })
})
