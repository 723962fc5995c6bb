// The digest side of the surface, put together over the record.
import { DigestPolicy } from '../../contracts/digest.ts'
import { createReadDigest } from '../../reports/digest/read-digest.ts'
import { createReviewers } from '../../trust/reviewers.ts'
import type { Autonomy } from '../autonomy/autonomy.ts'
import type { Lanes } from '../lanes.ts'
import type { SlackParts } from '../slack.ts'
import type { StuckNow } from '../stuck/stuck-now.ts'
import { createDigests, type Digests } from './digests.ts'
import { createSendDigest, type SendDigest } from './send-digest.ts'

export type DigestParts = Pick<
  SlackParts,
  'ledger' | 'policy' | 'registry' | 'actions' | 'clients' | 'clock' | 'log'
> & {
  autonomy: Autonomy
  stuck: StuckNow
  lanes: Lanes
  channelOf(team: string): Promise<string | null>
}

export function createDigestParts(parts: DigestParts): { digests: Digests; sendDigest: SendDigest } {
  const { ledger, registry, actions, clients, autonomy, stuck, lanes, channelOf, clock, log } = parts
  const policy = parts.policy.digest ?? DigestPolicy.parse({})
  const { trusted } = createReviewers({ checks: ledger.checks, clock })
  const digests = createDigests({
    read: createReadDigest({ ledger, registry, actions, trusted, policy }),
    ...{ ledger, autonomy, stuck, policy },
  })
  const sendDigest = createSendDigest({
    ...{ digests, policy, lanes, clock, log },
    handovers: ledger.handovers,
    client: clients.background,
    home: () => channelOf('default'),
  })
  return { digests, sendDigest }
}
