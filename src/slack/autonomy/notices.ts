// Autonomy that was taken back is said in the channel at once, with the evidence: once, whichever process takes it on. One that dies
// between taking it on and saying it leaves it to the others.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { demotionNote, demotionText } from '../../../blocks/autonomy/demotion-note.ts'
import { type Clock, DAY, MINUTE, SECOND } from '../../contracts/clock.ts'
import type { StoredTrustEvent } from '../../contracts/trust.ts'
import type { HandoverStore } from '../../ledger/handovers.ts'
import type { TrustStore } from '../../ledger/trust.ts'
import { LAPSED } from '../../trust/grants.ts'
import type { Lanes } from '../lanes.ts'
import { called } from '../slack-call.ts'

export type TrustNotices = { tell(): Promise<number> }

/** Older ones are in the digest; a process that starts does not repeat history. */
const NEWS_MS = DAY
/** Longer than one call to Slack may take. */
const CLAIM_MS = MINUTE
/** What Slack did not take is tried again, by whoever comes first. */
const AGAIN_MS = 10 * SECOND

export function createTrustNotices(parts: {
  trust: Pick<TrustStore, 'all' | 'head'>
  handovers: Pick<HandoverStore, 'claim' | 'done' | 'release'>
  client: WebClient
  /** The channel of an agent's questions; null when none is set. */
  channelOf(agent: string): Promise<string | null>
  lanes: Lanes
  clock: Clock
  log: Logger
}): TrustNotices {
  const { trust, handovers, client, channelOf, lanes, clock, log } = parts
  /** Not known to be told, and when to look at it again: another process may have taken it on. */
  const untold = new Map<number, number>()
  let seen = 0

  return {
    async tell() {
      const head = await trust.head()
      const now = clock()
      if (head === seen && ![...untold.values()].some((at) => at <= now)) return 0
      const events = (await trust.all()).filter(({ seq }) => seq > seen || untold.has(seq))
      for (const { seq, event } of events) if (event.type === 'demoted' && seq > seen) untold.set(seq, now)
      seen = head
      let told = 0
      for (const stored of events) {
        if (stored.at < now - NEWS_MS) untold.delete(stored.seq)
        else if ((untold.get(stored.seq) ?? Number.POSITIVE_INFINITY) <= now && (await one(stored))) told += 1
      }
      return told
    },
  }

  async function one({ seq, at, by, event }: StoredTrustEvent): Promise<boolean> {
    if (event.type !== 'demoted') return false
    const channel = await channelOf(event.scope.agent)
    if (channel === null || lanes.posts.wait(channel) > 0) return false
    const now = clock()
    const key = { channel: `trust/${seq}`, at }
    // Refused while another process has it, and for good once it is told.
    if (!(await handovers.claim(key, now, now + CLAIM_MS))) {
      untold.set(seq, now + CLAIM_MS)
      return false
    }
    lanes.posts.take(channel)
    const note = {
      scope: event.scope,
      from: event.from,
      because: event.because,
      lapsed: LAPSED.has(event.cause),
      by: by === 'countersign' ? null : by,
    }
    const sent = await called(
      client.chat.postMessage({ channel, text: demotionText(note), blocks: demotionNote(note), unfurl_links: false }),
    )
    if (sent.status === 'ok') {
      await handovers.done(key, clock(), sent.result.ts ?? null)
      untold.delete(seq)
      return true
    }
    log.warn({ reason: sent, seq }, 'a demotion could not be told yet')
    await handovers.release(key, clock() + AGAIN_MS)
    untold.set(seq, clock() + AGAIN_MS)
    return false
  }
}
