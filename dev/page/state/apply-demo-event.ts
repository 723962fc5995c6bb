// What the side panels show, and how an event of the demo changes it. Null: nothing is served, no panel.
import type { DemoEvent, Guide, Shop, ShopEffect } from '../demo-contract.ts'

export interface Demo {
  guide: Guide | null
  shop: Shop | null
}

const KEPT_EFFECTS = 200

/** The order that changed last comes first; effects keep the order in which they happened. */
export function applyDemoEvent(demo: Demo, event: DemoEvent): Demo {
  switch (event.type) {
    case 'guide':
      return { ...demo, guide: event.guide }
    case 'order': {
      if (demo.shop === null) return demo
      const others = demo.shop.orders.filter((each) => each.id !== event.order.id)
      return { ...demo, shop: { ...demo.shop, orders: [event.order, ...others] } }
    }
    case 'effect': {
      if (demo.shop === null) return demo
      return { ...demo, shop: { ...demo.shop, effects: withEffect(demo.shop.effects, event.effect) } }
    }
    case 'refresh':
      return demo
    default:
      return unreachable(event)
  }
}

function withEffect(effects: readonly ShopEffect[], effect: ShopEffect): ShopEffect[] {
  if (effects.some((each) => each.id === effect.id)) return [...effects]
  return [...effects, effect].slice(-KEPT_EFFECTS)
}

function unreachable(event: never): never {
  throw new TypeError(`unknown demo event: ${JSON.stringify(event)}`)
}
