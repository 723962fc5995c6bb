import { describe, expect, it } from 'vitest'
import { createDemoStore } from '../../dev/page/connection/demo-store.ts'
import type { DemoEvent, Guide, Shop } from '../../dev/page/demo-contract.ts'
import { applyDemoEvent } from '../../dev/page/state/apply-demo-event.ts'
import { openStep } from '../../dev/page/state/guide-progress.ts'

const step = (id: string, done = false) => ({ id, title: id, text: '', done })
const guide: Guide = { title: 'Guide', intro: '', steps: [step('one', true), step('two'), step('three')] }
const order = (id: string, label = 'Waiting') => ({
  id,
  number: `#${id}`,
  summary: '',
  total: '',
  source: '',
  status: { label, tone: 'busy' as const },
  at: 1,
})
const effect = (id: string) => ({ id, orderId: null, number: '', text: id, tone: 'neutral' as const, at: 1 })
const shop: Shop = { title: 'Shop', orders: [order('1'), order('2')], effects: [effect('a')] }

function serve(routes: Record<string, unknown>) {
  const fetch = async (input: unknown, init?: RequestInit) => {
    const path = String(input).split('?')[0] ?? ''
    const body = routes[`${init?.method ?? 'GET'} ${path}`]
    return body === undefined ? new Response('not found', { status: 404 }) : Response.json(body)
  }
  let hear: ((event: DemoEvent) => void) | undefined
  const store = createDemoStore({
    user: 'ANA',
    fetch: fetch as typeof globalThis.fetch,
    openFeed(onEvent) {
      hear = onEvent
      return { retry: () => {}, close: () => {} }
    },
  })
  const changed = () => new Promise<void>((resolve) => store.subscribe(resolve))
  return { store, changed, hear: () => hear }
}

describe('the side panels', () => {
  it('are absent, and no stream is opened, where no demo is served', async () => {
    const { store, changed, hear } = serve({})
    await changed()
    expect(store.get()).toEqual({ guide: null, shop: null })
    expect(hear()).toBeUndefined()
  })

  it('show what is served and follow its events', async () => {
    const { store, changed, hear } = serve({ 'GET /demo/shop': shop })
    await changed()
    expect(store.get()).toEqual({ guide: null, shop })
    hear()?.({ type: 'effect', effect: effect('b') })
    expect(store.get().shop?.effects.map((each) => each.id)).toEqual(['a', 'b'])
  })

  it('take the guide the demo answers when a step is pressed', async () => {
    const after = { ...guide, steps: guide.steps.map((each) => ({ ...each, done: true })) }
    const { store, changed } = serve({ 'GET /demo/guide': guide, 'POST /demo/guide/start': after })
    await changed()
    await store.press('start')
    expect(store.get().guide?.steps.every((each) => each.done)).toBe(true)
    await expect(store.press('unknown')).rejects.toThrow('404')
  })
})

describe('an event of the demo', () => {
  it('moves the changed order to the front and adds a new one there', () => {
    const changed = applyDemoEvent({ guide, shop }, { type: 'order', order: order('2', 'On hold') })
    expect(changed.shop?.orders.map((each) => `${each.id} ${each.status.label}`)).toEqual(['2 On hold', '1 Waiting'])
  })

  it('told twice is shown once', () => {
    const once = applyDemoEvent({ guide, shop }, { type: 'effect', effect: effect('b') })
    const twice = applyDemoEvent(once, { type: 'effect', effect: effect('b') })
    expect(twice.shop?.effects.map((each) => each.id)).toEqual(['a', 'b'])
  })
})

describe('the guide', () => {
  it('opens the first step that is neither done nor skipped', () => {
    expect(openStep(guide.steps, [])).toBe('two')
    expect(openStep(guide.steps, ['two'])).toBe('three')
    expect(openStep(guide.steps, ['two', 'three'])).toBeNull()
  })
})
