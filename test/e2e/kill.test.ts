// kill -9 in the middle of many orders, and Redis emptied in the middle: everything ends, nothing is done twice.
import { Redis } from 'ioredis'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { lostOrders } from '../../dev/demo/measure.ts'
import { actedTwice } from '../../dev/shop/effects-log.ts'
import { orderGenerator } from '../../dev/shop/order-generator.ts'
import type { SampleOrder } from '../../dev/shop/sample-order.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { howMany } from '../setup/how-many.ts'
import { describeWithPostgres, describeWithRedis } from '../setup/suites.ts'
import { createInstallation, type Installation } from './installation.ts'

const ORDERS = howMany({ usually: 16, inCi: 200 })
const PATIENCE_MS = 300_000

let installation: Installation
afterEach(() => installation.stop())

async function sendAll(orders: readonly SampleOrder[]): Promise<void> {
  for (let at = 0; at < orders.length; at += 8)
    await Promise.all(orders.slice(at, at + 8).map((order) => installation.send(order)))
}

/** Effects in the shop after which an interruption hits work of every kind: some done, some begun, some not yet. */
async function untilBusy(effects: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = installation.shop.onChange(() => {
      if (installation.shop.state.effects.all().length < effects) return
      stop()
      resolve()
    })
  })
}

async function ended(orders: readonly SampleOrder[]): Promise<string[]> {
  return installation.look(async ({ queries }) => {
    const found = await Promise.all(
      orders.map(({ entity_id }) => queries.findRuns({ kind: 'any', value: entity_id }, 3)),
    )
    return found
      .flat()
      .filter(({ status }) => status === 'completed' || status === 'cancelled')
      .map(({ entity_id }) => entity_id)
  })
}

async function survives(interrupt: () => Promise<void>): Promise<void> {
  const orders = orderGenerator({ seed: 7 }).take(ORDERS)
  await installation.start()
  const close = installation.review()
  const sending = sendAll(orders)
  await untilBusy(ORDERS / 4)
  await interrupt()
  await sending
  await installation.untilEnded(ORDERS)
  await close()
  await installation.kill('SIGTERM')
  expect(
    lostOrders(
      orders.map(({ entity_id }) => entity_id),
      await ended(orders),
    ),
  ).toEqual([])
  expect(actedTwice(installation.shop.state.effects.all())).toBe(0)
  expect(installation.shop.state.effects.all().length).toBeGreaterThan(ORDERS)
}

describe('kill -9 of npm start with nothing but a folder', () => {
  beforeAll(async () => {
    installation = await createInstallation()
  }, 60_000)

  it(
    'loses no order and does nothing twice',
    async () => {
      await survives(async () => {
        await installation.kill('SIGKILL')
        await installation.start()
      })
    },
    PATIENCE_MS,
  )
})

describeWithPostgres('kill -9 with PostgreSQL and Redis, and Redis emptied', (postgresUrl) => {
  describeWithRedis('beside it', (redisUrl) => {
    beforeAll(async () => {
      const { url } = await freshDatabase(postgresUrl)
      installation = await createInstallation({ databaseUrl: url, redisUrl })
    }, 60_000)

    it(
      'loses no order and does nothing twice',
      async () => {
        await survives(async () => {
          const redis = new Redis(redisUrl)
          await redis.flushall()
          await installation.kill('SIGKILL')
          await redis.flushall()
          redis.disconnect()
          await installation.start()
        })
      },
      PATIENCE_MS,
    )
  })
})
