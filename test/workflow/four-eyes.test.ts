// Two people must agree above the limit, on the same thing: whatever they press, and whatever one answer would carry along.
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../src/contracts/clock.ts'
import { decide } from '../../src/workflow/decide.ts'
import { ruleVerdict } from '../../src/workflow/rule-verdict.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { NOW, openId, play, received, result, results, tierOne, verdict } from './sample-run.ts'

const shipping = { carrier: 'X' }
const heavyHold = () =>
  play(
    received(),
    results(
      result('fraud', 'hold', { ask: true, four_eyes: true }),
      result('compliance', 'clear'),
      result('stock', 'reserve'),
    ),
    results(result('routing', 'route', { ahead: true })),
    results(result('fulfilment', 'ship', { ahead: true, ask: true, four_eyes: true, params: shipping })),
    { type: 'ask' },
  ).state
const lightHold = () =>
  play(
    received(),
    results(result('fraud', 'hold', { ask: true }), result('compliance', 'clear'), result('stock', 'reserve')),
    results(result('routing', 'route', { ahead: true })),
    results(result('fulfilment', 'ship', { ahead: true, ask: true, four_eyes: true, params: shipping })),
    { type: 'ask' },
  ).state
const answered = (
  state: RunState,
  step: string,
  kind: Parameters<typeof verdict>[2],
  by: string,
  params?: { warehouse: string },
) => decide(verdict(state, step, kind, { by, ...(params ? { params } : {}) }), state, NOW + MINUTE).state

describe('above the four-eyes limit', () => {
  it('takes two people to wave a hold aside, and carries the shipment only then', () => {
    const first = answered(heavyHold(), 'fraud', 'reject', 'UANA')
    expect(first.carried).toEqual({})
    expect(first.decisions[openId(first, 'fraud')]?.status).toBe('open')
    const second = answered(first, 'fraud', 'reject', 'UBEN')
    expect(Object.keys(second.carried)).toContain('fulfilment')
  })

  it('never lets an answer that took one person carry what takes two', () => {
    const { carried } = answered(lightHold(), 'fraud', 'reject', 'UANA')
    expect(Object.keys(carried)).toEqual(['routing'])
  })

  it('counts two people only when they agree: one yes and one no decide nothing', () => {
    const yes = answered(heavyHold(), 'fraud', 'approve', 'UANA')
    const split = answered(yes, 'fraud', 'reject', 'UBEN')
    expect(split.decisions[openId(split, 'fraud')]?.approvals).toHaveLength(2)
    const third = answered(split, 'fraud', 'reject', 'UCHO')
    expect(Object.values(third.decisions)[0]?.status).toBe('rejected')
  })

  it("takes a person's newer side for their older one: nothing is done against somebody's last word", () => {
    const held = answered(heavyHold(), 'fraud', 'approve', 'UANA')
    const reversed = answered(held, 'fraud', 'reject', 'UANA')
    expect(reversed.decisions[openId(reversed, 'fraud')]?.approvals).toMatchObject([{ by: 'UANA', side: 'no' }])
    const split = answered(reversed, 'fraud', 'approve', 'UBEN')
    expect(split.decisions[openId(split, 'fraud')]?.approvals).toMatchObject([
      { by: 'UANA', side: 'no' },
      { by: 'UBEN', side: 'yes' },
    ])
    expect(split.actions).toEqual(held.actions)
    const agreed = answered(split, 'fraud', 'approve', 'UANA')
    expect(Object.values(agreed.decisions)[0]).toMatchObject({
      status: 'approved',
      approvals: [
        { by: 'UBEN', side: 'yes' },
        { by: 'UANA', side: 'yes' },
      ],
    })
  })

  it('takes the choice of one side of a contradiction for the end of the same person on the other side', () => {
    const asked = play(
      received(),
      results(
        result('fraud', 'hold', { ask: true, four_eyes: true }),
        result('compliance', 'release', { ask: true, four_eyes: true }),
        result('stock', 'reserve'),
      ),
      { type: 'ask' },
    ).state
    const held = answered(asked, 'fraud', 'approve', 'UANA')
    const released = answered(held, 'compliance', 'approve', 'UANA')
    expect(released.decisions[openId(released, 'fraud')]?.approvals).toEqual([])
    const ben = answered(released, 'fraud', 'approve', 'UBEN')
    expect(ben.decisions[openId(ben, 'fraud')]?.status).toBe('open')
  })

  it('says which side an answer was on when a second person must agree', () => {
    const rejected = answered(heavyHold(), 'fraud', 'reject', 'UANA')
    const again = verdict(rejected, 'fraud', 'reject', { by: 'UANA' })
    expect(again.type === 'verdict' && ruleVerdict(again.request, rejected)).toMatchObject({
      ruling: 'needs_other_person',
      side: 'no',
    })
    const other = verdict(rejected, 'fraud', 'approve', { by: 'UANA' })
    expect(other.type === 'verdict' && ruleVerdict(other.request, rejected)).toMatchObject({ ruling: 'counts' })
  })

  it('does not count one person twice', () => {
    const once = answered(heavyHold(), 'fraud', 'approve', 'UANA')
    const again = verdict(once, 'fraud', 'approve', { by: 'UANA' })
    expect(again.type === 'verdict' && ruleVerdict(again.request, once).ruling).toBe('needs_other_person')
  })

  it('shows an edit to the other person as a new revision, and executes what both saw', () => {
    const asked = play(
      received(),
      tierOne,
      results(result('routing', 'route', { ask: true, four_eyes: true, params: { warehouse: 'SG' } })),
      { type: 'ask' },
    ).state
    const approved = answered(asked, 'routing', 'approve', 'UANA')
    const edited = answered(approved, 'routing', 'edit', 'UBEN', { warehouse: 'HK' })
    const decision = edited.decisions[openId(edited, 'routing')]
    expect(decision).toMatchObject({ revision: 2, params: { warehouse: 'HK' }, approvals: [{ by: 'UBEN' }] })
    const stale = verdict(edited, 'routing', 'approve', { by: 'UANA', revision: 1 })
    expect(stale.type === 'verdict' && ruleVerdict(stale.request, edited).ruling).toBe('stale')
    const agreed = answered(edited, 'routing', 'approve', 'UANA')
    expect(Object.values(agreed.decisions)[0]).toMatchObject({ status: 'edited', params: { warehouse: 'HK' } })
  })
})
