// What Slack (or a proxy) delivers twice is worked on once: the second delivery gets the acknowledgement of the first.
import type { ReceiverEvent } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type Clock, MINUTE } from '../contracts/clock.ts'

/** Beyond Slack's last retry of an event. */
const REMEMBERED_MS = 10 * MINUTE

/** Every click, submission and command has a trigger of its own, every event an id: a second click is another delivery altogether. */
const Delivered = z.object({
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
  actions: z.array(z.object({ action_ts: z.string().optional() })).optional(),
})

type Process = (event: ReceiverEvent) => Promise<void>

/** What came of the first delivery: an acknowledgement, none, or an error before anybody looked at it. */
type First = { status: 'acked'; response: unknown } | { status: 'ignored' } | { status: 'failed' }

export function deliveredOnce(work: Process, { clock, log }: { clock: Clock; log: Logger }): { processEvent: Process } {
  const known = new Map<string, { at: number; outcome: Promise<First> }>()

  function forget(now: number): void {
    for (const [key, { at }] of known) {
      if (now - at < REMEMBERED_MS) return
      known.delete(key)
    }
  }

  async function first(key: string, event: ReceiverEvent): Promise<void> {
    let settle: (outcome: First) => void = () => undefined
    known.set(key, {
      at: clock(),
      outcome: new Promise<First>((resolve) => {
        settle = resolve
      }),
    })
    try {
      await work({
        ...event,
        async ack(response) {
          settle({ status: 'acked', response })
          await event.ack(response)
        },
      })
      settle({ status: 'ignored' })
    } catch (error) {
      known.delete(key)
      settle({ status: 'failed' })
      throw error
    }
  }

  async function processEvent(event: ReceiverEvent): Promise<void> {
    forget(clock())
    const key = keyOf(event.body)
    const before = key === null ? undefined : known.get(key)
    if (key === null) return work(event)
    if (!before) return first(key, event)
    const outcome = await before.outcome
    if (outcome.status === 'failed') return processEvent(event)
    log.info({ retry: event.retryNum, reason: event.retryReason }, 'delivered again: worked on once')
    if (outcome.status === 'acked') await event.ack(outcome.response)
  }

  return { processEvent }
}

/** Null for what cannot be told apart. */
function keyOf(body: unknown): string | null {
  const parsed = Delivered.safeParse(body)
  if (!parsed.success) return null
  const { event_id, trigger_id, actions } = parsed.data
  if (event_id !== undefined) return `event ${event_id}`
  return trigger_id === undefined ? null : `trigger ${trigger_id} ${actions?.[0]?.action_ts ?? ''}`
}
