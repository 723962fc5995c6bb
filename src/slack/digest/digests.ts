// A week as a message, for one person or for a channel.
import type { KnownBlock } from '@slack/web-api'
import { type DigestMessage, digestMessage, digestText } from '../../../blocks/digest/digest-message.ts'
import type { Digest, DigestPolicy, Week } from '../../contracts/digest.ts'
import type { DigestRecord } from '../../ledger/digest.ts'
import type { ReadDigest } from '../../reports/digest/read-digest.ts'
import { isOf } from '../../reports/digest/trust-news.ts'
import type { Autonomy } from '../autonomy/autonomy.ts'
import type { StuckNow } from '../stuck/stuck-now.ts'

/** `plainly`: for when Slack does not take the blocks. */
export type RenderedDigest = { text: string; blocks: KnownBlock[]; plainly: KnownBlock[] }

type Which = { week: Week; market: string | null }

export type Digests = {
  read: ReadDigest
  /** `mayGrant`: with the buttons. */
  render(which: Which, mayGrant: boolean): Promise<RenderedDigest>
  /** False while no order came before the end of that week. */
  hasAny(week: Week): Promise<boolean>
  markets(): Promise<string[]>
  /** On whose clocks a week of this market begins. */
  timeZone(market: string | null): string
}

export function createDigests(parts: {
  read: ReadDigest
  ledger: { digest: Pick<DigestRecord, 'since' | 'markets'> }
  autonomy: Pick<Autonomy, 'agents' | 'scopes'>
  stuck: Pick<StuckNow, 'count'>
  policy: Pick<DigestPolicy, 'time_zone' | 'markets'>
}): Digests {
  const { read, ledger, autonomy, stuck, policy } = parts

  async function proposals(market: string | null): Promise<DigestMessage['proposals']> {
    const scopes = await Promise.all(autonomy.agents.map((agent) => autonomy.scopes(agent)))
    return scopes
      .flat()
      .filter(({ offer, segment }) => offer !== null && isOf(segment, market))
      .sort((a, b) => b.alone_per_week - a.alone_per_week)
  }

  return {
    read,
    async render(which, mayGrant) {
      const [digest, offered, standing]: [Digest, DigestMessage['proposals'], number | null] = await Promise.all([
        read(which),
        proposals(which.market),
        // What stands still is not told apart by market.
        which.market === null ? stuck.count() : null,
      ])
      const data: DigestMessage = { digest, proposals: offered, stuck: standing, mayGrant }
      return { text: digestText(data), blocks: digestMessage(data), plainly: digestMessage(data, { plainly: true }) }
    },
    async hasAny({ to }) {
      const since = await ledger.digest.since()
      return since !== null && since < to
    },
    markets: () => ledger.digest.markets(),
    timeZone: (market) => (market === null ? undefined : policy.markets[market]?.time_zone) ?? policy.time_zone,
  }
}
