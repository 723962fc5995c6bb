// Tests of new versions, put together over the record: what listeners use, and the rounds that post.
import { SECOND } from '../../contracts/clock.ts'
import { createTrustBook } from '../../trust/book.ts'
import type { Lanes } from '../lanes.ts'
import { createRounds, type Rounds } from '../reminders/rounds.ts'
import type { SlackParts } from '../slack.ts'
import { type Compare, createCompare } from './compare.ts'
import { createComparisons } from './comparisons.ts'

const EVERY_MS = 3 * SECOND

export type ShadowParts = Pick<SlackParts, 'ledger' | 'people' | 'policy' | 'clients' | 'onTrial' | 'clock' | 'log'> & {
  lanes: Lanes
  channelOf(team: string): Promise<string | null>
}

export function createShadowParts(parts: ShadowParts): { compare: Compare; tellShadow: Rounds } {
  const { ledger, people, policy, clients, onTrial, lanes, channelOf, clock, log } = parts
  const { shadow, trust, handovers } = ledger
  const book = createTrustBook({ trust, rates: policy.rates, clock })
  const comparisons = createComparisons({
    ...{ shadow, handovers, book, lanes, clock, log },
    client: clients.background,
    channelOf: (agent) => channelOf(policy.owners[agent] ?? 'default'),
  })
  const round = async (): Promise<void> => {
    await comparisons.look()
  }
  return {
    compare: createCompare({
      ...{ shadow, trust, clock },
      roleOf: people.role,
      liveVersion: async (agent) => onTrial?.liveVersion(agent) ?? null,
      wake: () => {
        round().catch((error: unknown) => log.error({ err: error }, 'a test of two versions could not go on'))
      },
    }),
    tellShadow: createRounds({
      everyMs: EVERY_MS,
      round,
      onError: (error) => log.error({ err: error }, 'tests of new versions could not be looked through'),
    }),
  }
}
