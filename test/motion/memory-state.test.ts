// The in-process entity state: the contract, and its bound.
import { describe, expect, it } from 'vitest'
import { HOUR } from '../../src/contracts/clock.ts'
import { createMemoryState } from '../../src/state/memory-state.ts'
import { stateContract } from './state-contract.ts'

describe('entity state in memory', () => {
  let now = 0
  stateContract({
    open: (ttlMs) => createMemoryState({ clock: () => now, ttlMs }),
    async pass(ms) {
      now += ms
    },
  })

  it('keeps 72 hours unless told otherwise', async () => {
    let hours = 0
    const state = createMemoryState({ clock: () => hours * HOUR })
    await state.write('a:b:1', { stock: { value: 1, observed_at: 0 } })
    hours = 71.9
    expect(await state.read('a:b:1', ['stock'])).not.toEqual({})
    hours = 72
    expect(await state.read('a:b:1', ['stock'])).toEqual({})
  })

  it('forgets the entity written longest ago when it is full', async () => {
    const state = createMemoryState({ clock: () => 0, mostEntities: 2 })
    const write = (id: string) => state.write(id, { stock: { value: id, observed_at: 0 } })
    for (const id of ['a:b:1', 'a:b:2', 'a:b:1', 'a:b:3']) await write(id)
    const left = await Promise.all(['a:b:1', 'a:b:2', 'a:b:3'].map((id) => state.read(id, ['stock'])))
    expect(left.map((facts) => facts.stock?.value)).toEqual(['a:b:1', undefined, 'a:b:3'])
  })
})
