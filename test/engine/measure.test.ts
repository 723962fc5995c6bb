// The two published figures can rise: an order that is dropped, an effect that is doubled.
import { describe, expect, it } from 'vitest'
import { lostOrders } from '../../dev/demo/measure.ts'
import { actedTwice } from '../../dev/shop/effects-log.ts'

const effect = (entity_id: string, action: string, key: string) => ({
  at: 0,
  key,
  entity_id,
  action,
  ref: 'r',
  applied: true,
})

describe('lost', () => {
  it('is the orders that were sent and have no ended run', () => {
    expect(lostOrders(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual([])
    expect(lostOrders(['a', 'b', 'c'], ['a', 'c'])).toEqual(['b'])
  })
})

describe('acted twice', () => {
  it('counts per order and action, whatever key an effect came under', () => {
    expect(actedTwice([effect('a', 'ship', '1'), effect('b', 'ship', '2'), effect('a', 'hold', '3')])).toBe(0)
    expect(actedTwice([effect('a', 'ship', '1'), effect('a', 'ship', 'another key')])).toBe(1)
  })
})
