// "This was wrong", and an order that somebody sends to review: runs that a person asks for, on top of the order's own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { laterWebhook } from '../../dev/shop/shopify-body.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import { answerText } from '../../src/slack/answer-words.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { ANA, BEN, createWorld, open, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    configuration: (same) => ({
      ...same,
      config: { ...same.config, policy: { ...same.config.policy, ask: { ...same.config.policy.ask, sample: 0 } } },
    }),
  })
})
afterEach(() => world.close())

const applied = () => world.shop.state.effects.all().map(({ action }) => action)

async function arrives(id: Parameters<typeof namedCase>[0]) {
  const { order } = namedCase(id)
  world.shop.place(order)
  await world.send(order)
  return { order, state: await world.runOf(order) }
}

/** Ana says that what `step` decided was wrong; the run that asks what now. */
async function calledWrong(state: RunState, step: string, note: string | null = null) {
  const decision_id = state.steps[step]?.record?.decision_id ?? ''
  const wrong = { run_id: state.run_id, decision_id, by: ANA, reason_code: 'wrong_call' as const, severity: 2, note }
  const corrected = await world.engine.correct(wrong)
  await world.settle()
  const repair = corrected?.repair ? await world.engine.state(corrected.repair) : null
  return { corrected, repair: repair as RunState, again: () => world.engine.correct({ ...wrong, by: BEN }) }
}

async function answers(state: RunState, by: string, kind: 'approve' | 'reject') {
  const { decision_id, revision } = open(state)
  const answer = await world.engine.answer({ run_id: state.run_id, decision_id, revision, kind, by })
  await world.settle()
  return answer
}

describe('"This was wrong" about an order that was shipped', () => {
  it('asks whether the parcel should be stopped, and stops it when another person agrees', async () => {
    const { state } = await arrives('duplicate')
    const { corrected, repair } = await calledWrong(state, 'fraud_detection', 'The same order came twice.')
    expect(corrected).toMatchObject({ outcome: 'done' })
    expect(repair).toMatchObject({ workflow: 'repair', requested_by: ANA, kind: 'live' })
    const { record } = open(repair)
    expect(record.decision).toBe('intercept')
    expect(record.reasons.map(({ text }) => text).join('\n')).toContain('In their words: The same order came twice.')
    expect(record.against).toEqual([expect.stringContaining('carrier may refuse')])
    expect(await answers(repair, ANA, 'approve')).toMatchObject({ outcome: 'forbidden' })
    expect(applied()).not.toContain('intercept')
    expect(await answers(repair, BEN, 'approve')).toMatchObject({ outcome: 'counted' })
    expect(applied()).toContain('intercept')
    expect(await world.engine.state(repair.run_id)).toMatchObject({ phase: 'completed' })
  })

  it('is said once: whoever says it again hears who was first, and there is one repair', async () => {
    const { state } = await arrives('duplicate')
    const { corrected, again } = await calledWrong(state, 'fraud_detection')
    const second = await again()
    await world.settle()
    expect(second).toMatchObject({ outcome: 'too_late', repair: corrected?.repair })
    expect(second?.state.corrections[state.steps['fraud_detection']?.record?.decision_id ?? '']?.by).toBe(ANA)
    expect(await world.ledger.queries.countOpen()).toBe(1)
  })

  it('asks a person what now when the carrier cannot stop it', async () => {
    const { state } = await arrives('duplicate')
    const { repair } = await calledWrong(state, 'fulfilment')
    world.shop.faults.add({ kind: 'refuse', action: 'intercept' })
    await answers(repair, BEN, 'approve')
    const after = (await world.engine.state(repair.run_id)) as RunState
    expect(open(after).reasons.join()).toContain('"intercept" did not work')
    // The refusal is final: something else is proposed, and the same is not asked again.
    expect(open(after).record.decision).toBe('refund')
    expect(Object.values(after.decisions).filter(({ record }) => record.decision === 'intercept')).toHaveLength(1)
  })

  it('pays back when that is what the person asks for, two minutes after another one agreed', async () => {
    const { order, state } = await arrives('duplicate')
    const { repair } = await calledWrong(state, 'fulfilment', 'Please refund it, it went to a wrong door.')
    expect(open(repair).record).toMatchObject({ decision: 'refund', params: { amount: state.order?.total } })
    await answers(repair, BEN, 'approve')
    expect(applied()).not.toContain('refund')
    world.pass(2 * MINUTE)
    await world.settle()
    expect(applied()).toContain('refund')
    expect(world.shop.state.order(order.entity_id)?.refunded).toEqual(state.order?.total)
  })

  it('never pays back more than the order came to, however many repairs there are', async () => {
    const { order, state } = await arrives('duplicate')
    for (const step of ['fraud_detection', 'fulfilment']) {
      const { repair } = await calledWrong(await world.runOf(order), step, 'refund')
      await answers(repair, BEN, 'approve')
      world.pass(2 * MINUTE)
      await world.settle()
    }
    expect(applied().filter((action) => action === 'refund')).toHaveLength(1)
    expect(world.shop.state.order(order.entity_id)?.refunded).toEqual(state.order?.total)
    expect(await world.ledger.queries.countOpen()).toBe(1)
  })

  it('apologises for a message, and an apology can be stopped while it waits', async () => {
    const { state } = await arrives('duplicate')
    const message = await world.engine.state(state.children['customer_notification']?.run_id ?? '')
    const { repair } = await calledWrong(message as RunState, 'customer_notification')
    const { record, decision_id } = open(repair)
    expect(record.decision).toBe('apologise')
    await answers(repair, BEN, 'approve')
    await world.engine.stopAction({ run_id: repair.run_id, action_id: decision_id, by: BEN })
    world.pass(10 * MINUTE)
    await world.settle()
    expect(applied()).not.toContain('apologise')
  })
})

describe('what was only practice', () => {
  it('is never called wrong: nothing was done', async () => {
    const body = await world.engine.startRuns([
      {
        kind: 'practice',
        order: { ...(await arrives('disagreement')).state.order, entity_id: 'practice:p:1' } as never,
        workflow: 'order_to_fulfilment',
        facts: {},
      },
    ])
    await world.settle()
    const practice = (await world.engine.state(body[0] ?? '')) as RunState
    const decision_id = Object.keys(practice.decisions)[0] ?? ''
    const wrong = {
      run_id: practice.run_id,
      decision_id,
      by: ANA,
      reason_code: 'other' as const,
      severity: 1,
      note: null,
    }
    expect(await world.engine.correct(wrong)).toMatchObject({ outcome: 'too_late', repair: null })
  })
})

describe('an order that somebody sends to review', () => {
  const request = (by: string, note: string) => ({ by, note, about: null })

  async function reviewed(note = 'The customer called twice about the address.') {
    const { order, state } = await arrives('disagreement')
    const run_id = await world.engine.requestRun({
      workflow: 'person_review',
      like: state.run_id,
      request: request(ANA, note),
      key: '1.2',
    })
    await world.settle()
    return { order, main: state, review: (await world.engine.state(run_id ?? '')) as RunState }
  }

  it('is a question in their words, which they cannot answer themselves', async () => {
    const { order, review } = await reviewed()
    const { record } = open(review)
    expect(record).toMatchObject({ agent: 'review_request', decision: 'hold' })
    expect(record.reasons[0]?.text).toBe('In their words: The customer called twice about the address.')
    expect(await answers(review, ANA, 'approve')).toMatchObject({ outcome: 'forbidden' })
    await answers(review, BEN, 'approve')
    expect(world.shop.state.order(order.entity_id)?.status).toBe('held')
  })

  it('is over when it cannot be held any more: nobody is asked the same again', async () => {
    const { review } = await reviewed()
    world.shop.faults.add({ kind: 'refuse', action: 'hold' })
    await answers(review, BEN, 'approve')
    const after = await world.engine.state(review.run_id)
    expect(after).toMatchObject({ phase: 'completed' })
    expect(after?.steps['review_request']).toMatchObject({ status: 'skipped' })
    expect(Object.keys(after?.decisions ?? {})).toHaveLength(1)
  })

  it('goes on when somebody else rejects that', async () => {
    const { review } = await reviewed()
    await answers(review, BEN, 'reject')
    expect(await world.engine.state(review.run_id)).toMatchObject({ phase: 'completed', outcome: 'done' })
    expect(applied()).not.toContain('hold')
  })

  it('can be withdrawn, stopped and passed on by whoever asked for it, and by nobody without a role', async () => {
    const { review } = await reviewed()
    const decision_id = open(review).decision_id
    const pass = { run_id: review.run_id, decision_id, to: { kind: 'person' as const, id: BEN } }
    expect(await world.engine.pass({ ...pass, by: ANA })).toMatchObject({ outcome: 'done' })
    expect(await world.engine.pass({ ...pass, by: 'U0NOBODY1' })).toMatchObject({ outcome: 'forbidden' })
    const withdrawn = await answers(review, ANA, 'reject')
    expect(withdrawn).toMatchObject({ outcome: 'counted', status: 'rejected' })
    if (withdrawn.outcome === 'counted') expect(answerText(withdrawn)).toBe('✅ Your answer counted: withdrawn.')
    expect(applied()).not.toContain('hold')
  })

  it('asked for twice is one review', async () => {
    const { main, review } = await reviewed()
    const again = { workflow: 'person_review', like: main.run_id, request: request(BEN, 'me too'), key: '1.2' }
    expect(await world.engine.requestRun(again)).toBe(review.run_id)
    expect((await world.engine.state(review.run_id))?.requested_by).toBe(ANA)
  })

  it('does not publish the name of the customer that stands in the words', async () => {
    const { order } = namedCase('disagreement')
    const name = String((order.webhook.body['shipping_address'] as { name?: string } | null)?.name ?? '')
    const { review } = await reviewed(`${name} called about it.`)
    expect(name.length).toBeGreaterThan(3)
    expect(JSON.stringify(open(review).record.reasons)).not.toContain(name)
  })

  it('hears as well as the order’s own run that the customer cancelled', async () => {
    const { order, main, review } = await reviewed()
    await world.send({ webhook: laterWebhook(order, 'orders/cancelled', { cancelled_at: '2026-11-10T14:05:00Z' }) })
    expect(await world.engine.state(main.run_id)).toMatchObject({ phase: 'cancelled' })
    expect(await world.engine.state(review.run_id)).toMatchObject({ phase: 'cancelled' })
  })
})
