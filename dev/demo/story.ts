// How the orders of the story arrive: eight named cases among ordinary ones, at most five cards in the first minute.
import { SECOND } from '../../src/contracts/clock.ts'
import { orderGenerator } from '../shop/order-generator.ts'
import { postWebhook } from '../shop/post-webhook.ts'
import type { SampleOrder } from '../shop/sample-order.ts'
import { type CaseId, namedCase } from './cases.ts'
import type { Stage } from './stage.ts'

export type Story = {
  start(): void
  stop(): void
  /** Puts an order into the shop and sends its webhook. */
  send(order: SampleOrder, times?: number): Promise<void>
  /** Sends a named case now, if it has not come yet. */
  tell(id: CaseId): Promise<void>
}

type Beat = { after: number; id?: CaseId; times?: number }

/** Seconds after the start. Beats without a case are orders of the day: ordinary ones, later one with goods that compliance looks at. */
const BEATS: readonly Beat[] = [
  { after: 1, id: 'disagreement' },
  { after: 3 },
  { after: 5, id: 'duplicate', times: 3 },
  { after: 9 },
  { after: 14, id: 'high_value' },
  { after: 22 },
  { after: 30, id: 'no_lane' },
  { after: 40 },
  { after: 52, id: 'no_currency' },
  { after: 75, id: 'better_route' },
  { after: 95 },
  { after: 130 },
  { after: 170 },
]

export function createStory(
  stage: Pick<Stage, 'shop' | 'webUrl' | 'shopifySecret'>,
  onError: (error: unknown) => void,
): Story {
  const day = orderGenerator({
    seed: 1112,
    mix: { ordinary: 4, risky: 0, high_value: 0, restricted: 1, out_of_lane: 0, short_stock: 0, incomplete: 0 },
  })
  const told = new Set<CaseId>()
  let timers: NodeJS.Timeout[] = []

  async function send(order: SampleOrder, times = 1): Promise<void> {
    stage.shop.place(order)
    for (let time = 0; time < times; time += 1) {
      const { status, text } = await postWebhook(stage.webUrl, stage.shopifySecret, order.webhook)
      if (status >= 300) throw new Error(`the app answered ${status} to order ${order.number}: ${text}`)
    }
  }

  async function tell(id: CaseId, times = 1): Promise<void> {
    if (told.has(id)) return
    told.add(id)
    await send(namedCase(id).order, times)
  }

  return {
    send,
    tell,
    start() {
      timers = BEATS.map(({ after, id, times }) =>
        setTimeout(() => (id ? tell(id, times) : send(day.next())).catch(onError), after * SECOND),
      )
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
