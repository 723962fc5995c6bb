// A week as a message, for one person or for a channel.
import type { KnownBlock } from '@slack/web-api'
import { type DigestMessage, digestMessage, digestText } from '../../../blocks/digest/digest-message.ts'
import type { Digest, DigestPolicy, Week } from '../../contracts/digest.ts'
import type { DigestRecord } from '../../ledger/digest.ts'
import type { DigestQuery, ReadDigest } from '../../reports/digest/read-digest.ts'
import { isOf } from '../../reports/digest/trust-news.ts'
import type { Autonomy } from '../autonomy/autonomy.ts'
import type { StuckNow } from '../stuck/stuck-now.ts'

/** `plainly`: for when Slack does not take the blocks. */
export type RenderedDigest = { text: string; blocks: KnownBlock[]; plainly: KnownBlock[] }

/** Managers read it by themselves; what is posted to a channel everybody there reads, and anybody may ask. */
export type Readers = 'manager' | 'channel' | 'anybody'

export type Digests = {
  read: ReadDigest
  render(which: DigestQuery, readers: Readers): Promise<RenderedDigest>
  /** False while no order came before the end of that week. */
  hasAny(week: Week): Promise<boolean>
  markets(): Promise<string[]>
  /** On whose clocks a week of this market begins. */
  timeZone(market: string | null): string
}

export function createDigests(parts: {
  read: ReadDigest
  ledger: { digest: Pick<DigestRecord, 'since' | 'markets'> }
  autonomy: Pick<Autonomy, 'overview' | 'checking'>
  stuck: Pick<StuckNow, 'count'>
  policy: Pick<DigestPolicy, 'time_zone' | 'markets'>
}): Digests {
  const { read, ledger, autonomy, stuck, policy } = parts

  async function ofAutonomy(
    market: string | null,
    readers: Readers,
  ): Promise<Pick<DigestMessage, 'proposals' | 'notes'>> {
    const [{ scopes, portfolio }, checking] = await Promise.all([
      autonomy.overview(),
      readers === 'manager' ? autonomy.checking({ market }) : undefined,
    ])
    const here = scopes.filter(({ segment }) => isOf(segment, market))
    return {
      proposals: here
        .filter(({ offer, renewal }) => offer !== null || renewal?.offer != null)
        .sort((a, b) => b.alone_per_week - a.alone_per_week),
      notes: {
        lapsing: here.filter(({ renewal }) => renewal !== null && renewal.offer === null),
        drifting: here.filter(({ drift }) => drift !== null),
        // Scopes are held against all the others, whatever market a manager looks at.
        ...{ portfolio: market === null ? portfolio : null, checking },
      },
    }
  }

  return {
    read,
    async render(which, readers) {
      const [digest, trust, standing]: [Digest, Pick<DigestMessage, 'proposals' | 'notes'>, number | null] =
        await Promise.all([
          read(which),
          ofAutonomy(which.market, readers),
          // What stands still is not told apart by market.
          which.market === null ? stuck.count() : null,
        ])
      // In a channel a click says whose it is, and is refused where they may not.
      const data: DigestMessage = { digest, ...trust, stuck: standing, mayGrant: readers !== 'anybody' }
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
