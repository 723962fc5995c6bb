// The real server on a free port, over a record that lives in memory, for the tests of this folder.
import { pino } from 'pino'
import type { Delivery } from '../../src/ledger/ledger.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { createWeb, type Web, type WebOptions } from '../../src/web/web.ts'

export const SHOPIFY_SECRET = 'hush'
export const EVENTS_SECRET = 'events-hush'

export type RunningWeb = {
  url: string
  port: number
  web: Web
  stored: Map<string, Delivery>
  hints: string[]
  /** Parsed log lines. */
  lines: Record<string, unknown>[]
  post(
    path: string,
    body: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown; headers: Headers }>
}

export async function startWeb(changes: Partial<WebOptions> = {}): Promise<RunningWeb> {
  const stored = new Map<string, Delivery>()
  const hints: string[] = []
  const lines: Record<string, unknown>[] = []
  const web = createWeb({
    port: 0,
    host: '127.0.0.1',
    ledger: {
      async storeDelivery(delivery) {
        if (stored.has(delivery.key)) return false
        stored.set(delivery.key, delivery)
        return true
      },
    },
    onStored: (keys) => hints.push(...keys),
    secrets: { shopify: SHOPIFY_SECRET, events: EVENTS_SECRET },
    metrics: createMetrics(),
    recordAlive: async () => true,
    clock: () => Date.now(),
    log: pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) }),
    ...changes,
  })
  const { url, port } = await web.listen()
  return {
    ...{ url, port, web, stored, hints, lines },
    async post(path, body, headers = {}) {
      const response = await fetch(new URL(path, url), { method: 'POST', body: body as BodyInit, headers })
      const text = await response.text()
      return { status: response.status, body: JSON.parse(text), headers: response.headers }
    },
  }
}
