// The guide and the shop, where a demo serves them: read once, kept current by its events. Absent endpoints leave null.
import { AppError } from '../../../src/contracts/app-error.ts'
import { type DemoEvent, Guide, Shop } from '../demo-contract.ts'
import { applyDemoEvent, type Demo } from '../state/apply-demo-event.ts'
import type { EventFeed } from './event-feed.ts'

export interface DemoStore {
  get(): Demo
  subscribe(listener: () => void): () => void
  /** Presses a step's button. */
  press(action: string): Promise<void>
  stop(): void
}

export function createDemoStore(options: {
  user: string
  fetch: typeof globalThis.fetch
  openFeed: (onEvent: (event: DemoEvent) => void) => EventFeed
}): DemoStore {
  const { user, fetch, openFeed } = options
  const listeners = new Set<() => void>()
  let demo: Demo = { guide: null, shop: null }
  let feed: EventFeed | undefined
  let stopped = false

  function set(next: Demo): void {
    demo = next
    for (const listener of [...listeners]) listener()
  }

  async function read<T>(path: string, parse: (json: unknown) => T): Promise<T | null> {
    const response = await fetch(path)
    if (!response.ok || !isJson(response)) return null
    return parse(await response.json())
  }

  async function refresh(): Promise<void> {
    const [guide, shop] = await Promise.all([
      read(`/demo/guide?user=${encodeURIComponent(user)}`, (json) => Guide.parse(json)),
      read('/demo/shop', (json) => Shop.parse(json)),
    ])
    set({ guide, shop })
    if (!stopped && feed === undefined && (guide !== null || shop !== null)) feed = openFeed(onEvent)
  }

  function onEvent(event: DemoEvent): void {
    if (event.type === 'refresh') void refresh()
    else set(applyDemoEvent(demo, event))
  }

  void refresh()

  return {
    get: () => demo,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async press(action) {
      const response = await fetch(`/demo/guide/${encodeURIComponent(action)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user }),
      })
      if (!response.ok) throw new AppError('page.refused', `The demo answered ${response.status}.`)
      if (isJson(response)) set({ ...demo, guide: Guide.parse(await response.json()) })
    },
    stop() {
      stopped = true
      feed?.close()
    },
  }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('json') ?? false
}
