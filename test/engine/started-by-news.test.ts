// A workflow may wait for other news of an order than that it was placed: whole orders start it, once, and nothing else does.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { namedCase } from '../../dev/demo/cases.ts'
import { laterWebhook } from '../../dev/shop/shopify-body.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    configuration(same) {
      const { order_to_fulfilment: usual, ...others } = same.topology.workflows
      if (!usual) throw new Error('the usual workflow is gone')
      const workflows = { ...others, order_to_fulfilment: { ...usual, trigger: 'order.paid' } }
      return { ...same, topology: { ...same.topology, workflows } }
    },
  })
})
afterEach(() => world.close())

const { order } = namedCase('duplicate')
const runs = () => world.ledger.queries.findRuns({ kind: 'any', value: order.entity_id }, 20)

it('a workflow starts with the news it waits for, once, and not with any other', async () => {
  world.shop.place(order)
  await world.send(order)
  expect(await runs()).toEqual([])
  await world.send({ webhook: laterWebhook(order, 'orders/paid', {}) })
  expect((await runs()).map(({ status }) => status)).toEqual(['completed'])
  await world.send({ webhook: { ...laterWebhook(order, 'orders/paid', {}), webhook_id: 'sent-again' } })
  expect(await runs()).toHaveLength(1)
})
