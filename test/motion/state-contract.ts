// What every EntityState adapter promises.
import { afterEach, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { Json } from '../../src/contracts/json.ts'
import type { EntityState } from '../../src/state/entity-state.ts'

export type StateBench = {
  /** State whose entities live for `ttlMs` after their last write. */
  open(ttlMs: number): EntityState
  /** Lets `ms` pass for it. */
  pass(ms: number): Promise<void>
}

const ORDER = 'shopify:acme.myshopify.com:82'

export function stateContract(bench: StateBench): void {
  const opened: EntityState[] = []
  const openState = (ttlMs = HOUR) => {
    const state = bench.open(ttlMs)
    opened.push(state)
    return state
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((state) => state.close()))
  })
  const fact = (value: Json, observed_at = 1_700_000_000_000) => ({ value, observed_at })

  it('reads the fields that exist, each with the moment it was observed', async () => {
    const state = openState()
    await state.write(ORDER, { stock: fact({ 'SKU-1': { HKG: 3 } }, 5), carrier_rates: fact([], 6.5) })
    expect(await state.read(ORDER, ['stock', 'carrier_rates', 'warehouses'])).toEqual({
      stock: { value: { 'SKU-1': { HKG: 3 } }, observed_at: 5 },
      carrier_rates: { value: [], observed_at: 6.5 },
    })
    expect(await state.read(ORDER, ['warehouses'])).toEqual({})
    expect(await state.read(ORDER, [])).toEqual({})
    expect(await state.read('shopify:acme.myshopify.com:8', ['stock'])).toEqual({})
  })

  it.each<[string, Json]>([
    ['null', null],
    ['an empty text', ''],
    ['a NUL', 'a\u0000b'],
    ['a lone surrogate', '\ud800'],
    ['line breaks and spaces', ' one\ntwo 3 '],
    ['deep JSON', { a: [{ b: [[{ c: null }]] }], 'ключ "x"': 1e-7 }],
    ['a big text', 'x'.repeat(200_000)],
  ])('gives back %s as it was written', async (_, value) => {
    const state = openState()
    await state.write(ORDER, { customer_history: fact(value) })
    expect((await state.read(ORDER, ['customer_history'])).customer_history).toEqual(fact(value))
  })

  it('takes any text for the name of a field', async () => {
    const state = openState()
    const names = ['__proto__', 'constructor', 'a b:c{d}', '決定', '0']
    await state.write(ORDER, Object.fromEntries(names.map((name) => [name, fact(name)])))
    const read = await state.read(ORDER, names)
    expect(Object.keys(read).sort()).toEqual([...names].sort())
    expect(Object.entries(read).every(([name, { value }]) => name === value)).toBe(true)
  })

  it('never lets an older observation replace a newer one', async () => {
    const state = openState()
    await state.write(ORDER, { stock: fact('newer', 200) })
    await state.write(ORDER, { stock: fact('older', 100), warehouses: fact('first', 100) })
    expect(await state.read(ORDER, ['stock', 'warehouses'])).toEqual({
      stock: fact('newer', 200),
      warehouses: fact('first', 100),
    })
    await state.write(ORDER, { stock: fact('same age, said later', 200) })
    await state.write(ORDER, { warehouses: fact('newest', 1_000) })
    expect(await state.read(ORDER, ['stock', 'warehouses'])).toEqual({
      stock: fact('same age, said later', 200),
      warehouses: fact('newest', 1_000),
    })
  })

  it('ends with the newest observation, in whatever order many writers come', async () => {
    const state = openState()
    const ages = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1)
    await Promise.all(ages.map((age) => state.write(ORDER, { stock: fact(age, age) })))
    expect(await state.read(ORDER, ['stock'])).toEqual({ stock: fact(100, 100) })
  })

  it('loses nothing when many write different fields of one entity at the same time', async () => {
    const state = openState()
    const names = Array.from({ length: 100 }, (_, index) => `agent-${index}`)
    await Promise.all(names.map((name) => state.write(ORDER, { [name]: fact(name) })))
    expect(Object.keys(await state.read(ORDER, names))).toHaveLength(100)
  })

  it('is not changed by changing what was written or read', async () => {
    const state = openState()
    const value = { units: 3 }
    await state.write(ORDER, { stock: fact(value) })
    value.units = 0
    const read = await state.read(ORDER, ['stock'])
    Object.assign(read.stock?.value as object, { units: 99 })
    expect(await state.read(ORDER, ['stock'])).toEqual({ stock: fact({ units: 3 }) })
  })

  it('forgets an entity some time after its last write', async () => {
    const state = openState(10 * MINUTE)
    await state.write(ORDER, { stock: fact(1) })
    await bench.pass(6 * MINUTE)
    await state.write(ORDER, { warehouses: fact(2) })
    await bench.pass(6 * MINUTE)
    expect(Object.keys(await state.read(ORDER, ['stock', 'warehouses']))).toEqual(['stock', 'warehouses'])
    await bench.pass(6 * MINUTE)
    expect(await state.read(ORDER, ['stock', 'warehouses'])).toEqual({})
  })

  it('takes an older observation for new once the entity was forgotten', async () => {
    const state = openState(10 * MINUTE)
    await state.write(ORDER, { stock: fact('newer', 200) })
    await bench.pass(10 * MINUTE)
    await state.write(ORDER, { stock: fact('older', 100) })
    expect(await state.read(ORDER, ['stock'])).toEqual({ stock: fact('older', 100) })
  })
}
