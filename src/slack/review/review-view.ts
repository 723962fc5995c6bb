// Changes a review window at the pace Slack allows, and only while it still shows what the person pressed.
import type { ModalView, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Clock } from '../../contracts/clock.ts'
import { type Lanes, VIEWS_UPDATE } from '../lanes.ts'
import { called } from '../slack-call.ts'
import { checkedView } from '../windows/windows.ts'

/** Longer than this nobody looks at a window that does not move. */
const PATIENCE_MS = 70_000

export type ReviewView = {
  /** `make` is asked when the window is about to change: a case is shown from that moment on. */
  update(view: { id: string; hash?: string }, make: () => ModalView): Promise<boolean>
}

export function createReviewView(parts: {
  client: WebClient
  lanes: Pick<Lanes, 'views'>
  wait(ms: number): Promise<void>
  clock: Clock
  log: Logger
}): ReviewView {
  const { client, lanes, wait, clock, log } = parts

  return {
    async update({ id, hash }, make) {
      const until = clock() + PATIENCE_MS
      for (;;) {
        const ms = lanes.views.wait(VIEWS_UPDATE)
        if (ms > 0 && clock() + ms > until) return false
        if (ms > 0) {
          await wait(ms)
          continue
        }
        lanes.views.take(VIEWS_UPDATE)
        const view = checkedView(make(), log)
        const sent = await called(client.views.update({ view_id: id, view, ...(hash ? { hash } : {}) }))
        if (sent.status === 'ok') return true
        if (sent.status !== 'rate_limited') {
          // Closed meanwhile, or pressed twice: the second press finds the window changed by the first.
          log.debug({ reason: sent }, 'a review window was not changed')
          return false
        }
        lanes.views.hold(VIEWS_UPDATE, clock() + sent.waitMs)
      }
    },
  }
}
