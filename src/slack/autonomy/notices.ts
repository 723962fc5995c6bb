// Autonomy that was taken back is said in the channel at once, once, with the evidence.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { demotionNote, demotionText } from '../../../blocks/autonomy/demotion-note.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { SettingsStore } from '../../ledger/ledger.ts'
import type { TrustStore } from '../../ledger/trust.ts'
import { LAPSED } from '../../trust/grants.ts'
import type { Lanes } from '../lanes.ts'
import { called } from '../slack-call.ts'

export type TrustNotices = { tell(): Promise<number> }

/** Older ones are in the digest; a process that starts does not repeat history. */
const NEWS_MS = 24 * 60 * 60_000

export function createTrustNotices(parts: {
  trust: Pick<TrustStore, 'all' | 'head'>
  settings: Pick<SettingsStore, 'putFirst'>
  client: WebClient
  /** The channel of an agent's questions; null when none is set. */
  channelOf(agent: string): Promise<string | null>
  lanes: Lanes
  clock: Clock
  log: Logger
}): TrustNotices {
  const { trust, settings, client, channelOf, lanes, clock, log } = parts
  /** This process's name for what it takes on: two processes that look at the same moment tell it once. */
  const me = `${process.pid}-${Math.trunc(clock())}`
  const untold = new Set<number>()
  let seen = 0

  return {
    async tell() {
      const head = await trust.head()
      if (head === seen && untold.size === 0) return 0
      const events = (await trust.all()).filter(({ seq }) => seq > seen || untold.has(seq))
      seen = head
      let told = 0
      for (const { seq, at, by, event } of events) {
        if (event.type !== 'demoted' || at < clock() - NEWS_MS) continue
        if (!untold.has(seq)) {
          const first = await settings.putFirst(`trust:told:${seq}`, { by: me }, 'countersign', clock())
          if (first['by'] !== me) continue
          untold.add(seq)
        }
        const channel = await channelOf(event.scope.agent)
        if (channel === null || lanes.posts.wait(channel) > 0) continue
        lanes.posts.take(channel)
        const note = {
          scope: event.scope,
          from: event.from,
          because: event.because,
          lapsed: LAPSED.has(event.cause),
          by: by === 'countersign' ? null : by,
        }
        const sent = await called(
          client.chat.postMessage({
            channel,
            text: demotionText(note),
            blocks: demotionNote(note),
            unfurl_links: false,
          }),
        )
        if (sent.status === 'ok') {
          untold.delete(seq)
          told += 1
        } else log.warn({ reason: sent, seq }, 'a demotion could not be told yet')
      }
      return told
    },
  }
}
