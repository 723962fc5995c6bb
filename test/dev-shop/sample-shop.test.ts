import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpShop } from '../../src/channels/http-shop.ts'
import { type RunningShop, startShop } from './running-shop.ts'

let running: RunningShop
beforeEach(async () => {
  running = await startShop()
})
afterEach(() => running.sample.close())

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'fulfilled',
    (error: { code?: string }) => error.code,
  )
const statusOf = async () => (await running.shop.order(running.placed.entity_id))?.status

describe('the sample shop', () => {
  it('tells every fact in the shape agents read', async () => {
    const { shop, order, placed, time } = running
    const [line] = placed.lines
    const stock = await shop.fact('stock', order)
    expect(stock).toMatchObject({
      observed_at: time.now,
      value: { [line?.sku ?? '']: { HKG: expect.any(Number), SIN: expect.any(Number), SYD: expect.any(Number) } },
    })
    expect(Object.keys(stock.value as object).sort()).toEqual([...new Set(placed.lines.map(({ sku }) => sku))].sort())
    expect((await shop.fact('warehouses', order)).value).toHaveLength(3)
    expect((await shop.fact('carrier_rates', order)).value).toContainEqual(
      expect.objectContaining({ to_country: order.market }),
    )
    expect((await shop.fact('customer_history', order)).value).toEqual(placed.history)
  })

  it('has no lane from Singapore to Malaysia', async () => {
    const { shop, order } = running
    const toMalaysia = {
      ...order,
      shipping_address: { name: null, lines: [], city: null, province: null, postcode: null, country: 'MY' },
    }
    const lanes = (await shop.fact('carrier_rates', toMalaysia)).value as { from_country: string }[]
    expect(new Set(lanes.map(({ from_country }) => from_country))).toEqual(new Set(['HK']))
  })

  it('refuses a caller with another secret', async () => {
    const stranger = createHttpShop({ url: running.url, secret: 'other', clock: () => running.time.now })
    expect(await codeOf(stranger.order(running.placed.entity_id))).toBe('shop.unreachable')
    expect(running.sample.state.effects.all()).toEqual([])
  })

  it('does not know other orders', async () => {
    expect(await running.shop.order('shopify:elsewhere:1')).toBeNull()
    expect(await codeOf(running.perform('release', { entity_id: 'shopify:elsewhere:1' }))).toBe('shop.refused')
  })

  it('carries an effect out once per key and reads it back', async () => {
    const first = await running.perform('hold', { params: { reason_code: 'velocity' } })
    const second = await running.perform('hold', { params: { reason_code: 'velocity' } })
    expect(second).toEqual(first)
    expect(await running.shop.readBack('key-of-hold')).toEqual(first)
    expect(await running.shop.readBack('key-of-nothing')).toBeNull()
    expect(running.sample.state.effects.all()).toMatchObject([
      { key: 'key-of-hold', action: 'hold', applied: true, entity_id: running.placed.entity_id },
    ])
    expect(running.sample.state.effects.actedTwice()).toBe(0)
  })

  it('refuses a key that belongs to another effect', async () => {
    await running.perform('hold')
    expect(await codeOf(running.perform('release', { key: 'key-of-hold' }))).toBe('shop.refused')
  })

  it('shows it when the same thing is done twice under two keys, even if nothing changed', async () => {
    await running.perform('cancel')
    expect(running.sample.state.effects.actedTwice()).toBe(0)
    await running.perform('cancel', { key: 'another' })
    expect(running.sample.state.effects.all().map(({ applied }) => applied)).toEqual([true, false])
    expect(running.sample.state.effects.actedTwice()).toBe(1)
    expect(running.sample.snapshot().acted_twice).toBe(1)
  })

  it('counts nothing twice however often keys are repeated', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('release', 'reserve', 'notify', 'award_points'), { maxLength: 12 }),
        async (names) => {
          const params = { points: 3, lines: [] }
          await Promise.all(names.map((name) => running.perform(name, { params })))
          expect(running.sample.state.effects.actedTwice()).toBe(0)
        },
      ),
      { numRuns: 15 },
    )
  })

  it.each<[string[], string, string]>([
    [['hold'], 'ship', 'held'],
    [['cancel'], 'ship', 'cancelled'],
    [['cancel'], 'hold', 'cancelled'],
    [['cancel'], 'release', 'cancelled'],
    [['release', 'ship'], 'cancel', 'shipped'],
    [['release', 'ship'], 'reserve', 'shipped'],
  ])('after %j it refuses to %s', async (before, action, status) => {
    for (const name of before) await running.perform(name)
    expect(await codeOf(running.perform(action))).toBe('shop.refused')
    expect(await statusOf()).toBe(status)
    expect(running.sample.state.effects.all()).toHaveLength(before.length)
  })

  it('undoes what can be undone, and succeeds when there is nothing to undo', async () => {
    await running.perform('release')
    await running.perform('hold')
    await running.perform('undo_hold', { key: 'key-of-hold/undo', params: { of: 'key-of-hold' } })
    expect(await statusOf()).toBe('released')
    await running.perform('ship')
    await running.perform('undo_ship')
    await running.perform('undo_release')
    expect(await statusOf()).toBe('open')
    await running.perform('award_points', { params: { points: 40 } })
    expect(running.sample.snapshot().orders[0]?.points).toBe(40)
    await running.perform('undo_award_points', { params: { of: 'key-of-award_points' } })
    expect(running.sample.snapshot().orders[0]?.points).toBe(0)
    await running.perform('undo_backorder')
    expect(running.sample.state.effects.all().at(-1)).toMatchObject({ action: 'undo_backorder', applied: false })
    expect(running.sample.state.effects.actedTwice()).toBe(0)
  })

  it('takes reserved units from the shelf, gives them back, and refuses more than there are', async () => {
    const { shop, order, placed } = running
    const sku = placed.lines[0]?.sku ?? ''
    const units = async () =>
      ((await shop.fact('stock', order)).value as Record<string, Record<string, number>>)[sku]?.['HKG'] ?? 0
    const before = await units()
    expect(before).toBeGreaterThan(5)
    const reserve = (quantity: number, key: string) =>
      running.perform('reserve', {
        key,
        params: {
          lines: [
            { sku, quantity, warehouse: 'HKG' },
            { sku, quantity: 1, warehouse: 'HKG' },
          ],
        },
      })
    expect(await codeOf(reserve(before, 'k-1'))).toBe('shop.refused')
    await reserve(4, 'k-2')
    expect(await units()).toBe(before - 5)
    expect((await shop.order(placed.entity_id))?.reserved).toBe(true)
    await running.perform('undo_reserve', { key: 'k-2/undo', params: { of: 'k-2' } })
    expect(await units()).toBe(before)
  })

  it('with a stale feed keeps telling the stock of then', async () => {
    const { sample, shop, order, time } = running
    const then = time.now
    const [line] = order.lines
    sample.shelf.setStale(true)
    time.now += 180_000
    sample.shelf.set(line?.sku ?? '', 'HKG', 0)
    const stale = await shop.fact('stock', order)
    expect(stale.observed_at).toBe(then)
    expect(stale.value).not.toMatchObject({ [line?.sku ?? '']: { HKG: 0 } })
    expect(sample.snapshot().stock_feed_stale).toBe(true)
    sample.shelf.setStale(false)
    expect(await shop.fact('stock', order)).toMatchObject({
      observed_at: time.now,
      value: { [line?.sku ?? '']: { HKG: 0 } },
    })
  })

  it('tells those who watch about every change', async () => {
    let heard = 0
    const stop = running.sample.onChange(() => {
      heard += 1
    })
    await running.perform('release')
    await running.perform('release')
    stop()
    await running.perform('notify')
    expect(heard).toBe(1)
  })

  it('shows its panel to a page on this machine only', async () => {
    await running.perform('release')
    const from = (origin: string) => fetch(new URL('/panel/state', running.url), { headers: { origin } })
    const response = await from('http://localhost:4000')
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:4000')
    expect(await response.json()).toMatchObject({
      orders: [{ number: running.placed.number, status: 'released' }],
      effects: [{ action: 'release', number: running.placed.number, applied: true }],
      acted_twice: 0,
    })
    expect((await from('http://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a fault on demand', () => {
  it('refuse and unavailable do nothing, once', async () => {
    const { faults, state } = running.sample
    faults.add({ kind: 'refuse', action: 'ship' })
    faults.add({ kind: 'unavailable', action: 'ship' })
    expect(await codeOf(running.perform('ship'))).toBe('shop.refused')
    expect(await codeOf(running.perform('ship'))).toBe('shop.unreachable')
    expect(state.effects.all()).toEqual([])
    expect(await codeOf(running.perform('ship'))).toBe('fulfilled')
  })

  it('hang leaves the caller in the dark with nothing done', async () => {
    running.sample.faults.add({ kind: 'hang' })
    expect(await codeOf(running.perform('release'))).toBe('shop.timeout')
    expect(await running.shop.readBack('key-of-release')).toBeNull()
  })

  it('drop_reply leaves the caller in the dark with it done; reading back and repeating find it', async () => {
    running.sample.faults.add({ kind: 'drop_reply', entity_id: running.placed.entity_id })
    expect(await codeOf(running.perform('ship'))).toBe('shop.timeout')
    const done = await running.shop.readBack('key-of-ship')
    expect(done).not.toBeNull()
    expect(await running.perform('ship')).toEqual(done)
    expect(running.sample.state.effects.actedTwice()).toBe(0)
  })

  it('strikes only what it is aimed at', async () => {
    running.sample.faults.add({ kind: 'refuse', action: 'cancel', times: 2 })
    expect(await codeOf(running.perform('release'))).toBe('fulfilled')
    expect(await codeOf(running.perform('cancel'))).toBe('shop.refused')
    running.sample.faults.clear()
    expect(await codeOf(running.perform('cancel'))).toBe('fulfilled')
  })
})
