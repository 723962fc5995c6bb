import { describe, expect, it } from 'vitest'
import type { ActionContext } from '../../src/actions/action.ts'
import { actions } from '../../src/actions/registry.ts'
import type { Effect, Shop } from '../../src/channels/shop.ts'

function recordingShop(): { shop: Shop; effects: Effect[] } {
  const effects: Effect[] = []
  const unasked = () => Promise.reject(new Error('not asked for here'))
  return {
    effects,
    shop: {
      ...{ fact: unasked, order: unasked, readBack: unasked },
      async perform(effect) {
        effects.push(effect)
        return { ref: `r-${effects.length}` }
      },
    },
  }
}

const context = (shop: Shop, key: string): ActionContext => ({
  shop,
  entity_id: 'shopify:s:1',
  key,
  params: { reason_code: 'velocity' },
  signal: new AbortController().signal,
})
const all = Object.values(actions)

describe('carrying an action out', () => {
  it.each(all.filter(({ spec }) => spec.effect).map((action) => [action.spec.name, action] as const))(
    '%s is one effect under the decision’s key',
    async (name, action) => {
      const { shop, effects } = recordingShop()
      expect(await action.execute(context(shop, 'd-1'))).toEqual({ ref: 'r-1' })
      expect(effects).toEqual([
        { key: 'd-1', entity_id: 'shopify:s:1', action: name, params: { reason_code: 'velocity' } },
      ])
    },
  )

  it.each(all.filter(({ spec }) => !spec.effect).map((action) => [action.spec.name, action] as const))(
    '%s calls nobody',
    async (_, action) => {
      const { shop, effects } = recordingShop()
      expect(await action.execute(context(shop, 'd-1'))).toEqual({ ref: 'd-1' })
      expect(effects).toEqual([])
    },
  )

  it.each(['d-1', 'd-1/undo'])('an undo called with %j goes under d-1/undo and names d-1', async (key) => {
    const { shop, effects } = recordingShop()
    await actions['ship']?.undo?.(context(shop, key))
    expect(effects).toEqual([
      {
        key: 'd-1/undo',
        entity_id: 'shopify:s:1',
        action: 'undo_ship',
        params: { reason_code: 'velocity', of: 'd-1' },
      },
    ])
  })

  it('every undo has an effect of its own, so that it never counts as doing the action twice', async () => {
    const { shop, effects } = recordingShop()
    for (const { undo } of all) await undo?.(context(shop, 'd-1'))
    const names = effects.map(({ action }) => action)
    expect(names.sort()).toEqual([
      'undo_award_points',
      'undo_backorder',
      'undo_hold',
      'undo_release',
      'undo_reserve',
      'undo_ship',
    ])
  })

  it('passes a refusal on', async () => {
    const { shop } = recordingShop()
    const refusing: Shop = { ...shop, perform: () => Promise.reject(new Error('no stock left')) }
    await expect(actions['reserve']?.execute(context(refusing, 'd-1'))).rejects.toThrow('no stock left')
  })
})
