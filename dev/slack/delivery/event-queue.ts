// Events to the app: delivered at least once, repeated up to three times while unacknowledged, never reported to the person.
import type { Clock } from '../../../src/contracts/clock.ts'
import { epochSeconds, type Workspace } from '../workspace/workspace.ts'
import type { Ack, Delivery } from './delivery.ts'

export interface EventQueue {
  /** Sends the event when the app subscribed to `subscription` ("app_mention", "message.im"). */
  publish(subscription: string, event: Record<string, unknown>): void
  stop(): void
}

export function createEventQueue(parts: {
  workspace: Workspace
  delivery: Delivery
  clock: Clock
  retryMs: readonly number[]
}): EventQueue {
  const { workspace, delivery, clock, retryMs } = parts
  const waiting = new Set<NodeJS.Timeout>()
  let stopped = false

  function envelope(event: Record<string, unknown>): Record<string, unknown> {
    const { team, app } = workspace
    return {
      token: 'local',
      team_id: team.id,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: workspace.ids.next('Ev'),
      event_time: epochSeconds(clock),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    }
  }

  async function attempt(payload: Record<string, unknown>, attempts: number, reason: string): Promise<void> {
    const retry = attempts === 0 ? {} : { retry: { attempt: attempts, reason } }
    const ack = await delivery.send({ kind: 'events_api', payload, ...retry })
    const wait = retryMs[attempts]
    if (stopped || ack.status === 'acked' || wait === undefined) return
    if (ack.status === 'refused' && ack.noRetry) return
    const timer = setTimeout(() => {
      waiting.delete(timer)
      void attempt(payload, attempts + 1, reasonFor(ack))
    }, wait)
    waiting.add(timer)
  }

  return {
    publish(subscription, event) {
      const { events } = workspace.manifest
      if (stopped || (events !== null && !events.has(subscription))) return
      void attempt(envelope(event), 0, '')
    },
    stop() {
      stopped = true
      for (const timer of waiting) clearTimeout(timer)
      waiting.clear()
    },
  }
}

function reasonFor(ack: Ack): string {
  switch (ack.status) {
    case 'late':
      return 'http_timeout'
    case 'refused':
      return 'http_error'
    default:
      return 'connection_failed'
  }
}
