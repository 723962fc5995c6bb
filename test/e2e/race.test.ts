// Many cards, two people pressing approve and reject at the same instant: one answer counts, the other person is told.

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ACTIONS, FIELDS, VIEWS } from '../../blocks/ids.ts'
import { ANA, BEN, OPS } from '../../dev/demo/people.ts'
import { createStage, type Stage } from '../../dev/demo/stage.ts'
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import { postWebhook } from '../../dev/shop/post-webhook.ts'
import { elementsOf } from '../../dev/slack/interactivity/elements.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { systemClock } from '../../src/contracts/clock.ts'
import { howMany } from '../setup/how-many.ts'

const CARDS = howMany({ usually: 12, inCi: 100 })

let stage: Stage
beforeAll(async () => {
  stage = await createStage({
    clock: systemClock,
    log: pino({ level: 'silent' }),
    slackRate: 500,
    port: 0,
    stores: { DATABASE_URL: undefined, REDIS_URL: undefined },
    plenty: 20,
    noBrief: true,
  })
}, 60_000)
afterAll(() => stage.stop())

describe('two people at the same instant', () => {
  it('lesson: one transition for two people at the same instant: as many verdicts as cards, and as many people told that they were second', async () => {
    const [ana, ben] = [createReviewer(stage.slack, ANA), createReviewer(stage.slack, BEN)]
    const told = { [ANA]: 0, [BEN]: 0 }
    for (const user of [ANA, BEN] as const) {
      createReviewer(stage.slack, user).onDelta((delta) => {
        if (delta.type === 'ephemeral' && /faster|first|already/i.test(JSON.stringify(delta.message))) told[user] += 1
      })
    }
    const verdicts: string[] = []
    await stage.adapters.bus.subscribe(({ events }) => {
      for (const { result } of events)
        if (result.type === 'verdict.given' && !result.carried) verdicts.push(result.decision_id)
    })
    // Orders that a single reviewer may decide: dear enough to be asked about, not so dear that two must agree.
    const orders = orderGenerator({
      seed: 3,
      mix: { ordinary: 0, risky: 1, high_value: 0, restricted: 0, out_of_lane: 0, short_stock: 0, incomplete: 0 },
    }).take(CARDS)
    for (const order of orders) {
      stage.shop.place(order)
      await postWebhook(stage.webUrl, stage.shopifySecret, order.webhook)
    }
    const asking = () =>
      ana
        .cards(OPS)
        .filter((message) =>
          elementsOf(message.blocks).some(
            ({ actionId }) => actionId === ACTIONS.approve || actionId === ACTIONS.chooseMine,
          ),
        )
    await ana.until(() => asking().length >= CARDS, { timeoutMs: 60_000, what: 'a card for each' })
    const cards = asking().slice(0, CARDS)

    for (const message of cards) {
      const ids = elementsOf(message.blocks).map(({ actionId }) => actionId)
      const yes = ids.includes(ACTIONS.chooseMine) ? ACTIONS.chooseMine : ACTIONS.approve
      if (ids.includes(ACTIONS.chooseOther)) {
        await Promise.all([ana.click(yes, { message }), ben.click(ACTIONS.chooseOther, { message })])
        continue
      }
      await ben.click(ACTIONS.reject, { message })
      const form = await ben.until(() => (ben.view()?.view['callback_id'] === VIEWS.reject ? ben.view() : undefined))
      await Promise.all([ana.click(yes, { message }), ben.submit(form, { [FIELDS.rejectReason]: 'policy_changed' })])
      for (let view = ben.view(); view; view = ben.view()) {
        if (/faster|first|already/i.test(JSON.stringify(view.view))) told[BEN] += 1
        await ben.close(view)
      }
    }
    // Each clicked decision was answered exactly once; answers that were carried to later steps are not clicks.
    // Published just after the commit that the click waited for.
    await vi.waitFor(() => expect(verdicts).toHaveLength(CARDS), 10_000)
    expect(new Set(verdicts).size).toBe(CARDS)
    expect(told[ANA] + told[BEN]).toBe(CARDS)
  }, 170_000)
})
