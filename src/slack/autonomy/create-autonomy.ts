// The autonomy side of the surface, put together over the record.
import type { Seeds } from '../../autonomy/catch-rate.ts'
import { Policy } from '../../contracts/policy.ts'
import { createTrustBook } from '../../trust/book.ts'
import { createPromote } from '../../trust/promote.ts'
import { createReviewers } from '../../trust/reviewers.ts'
import { createSurvey } from '../../trust/survey.ts'
import type { Lanes } from '../lanes.ts'
import { createRounds, type OwnRounds } from '../reminders/rounds.ts'
import type { SlackParts } from '../slack.ts'
import { type Autonomy, createAutonomy } from './autonomy.ts'
import { createTrustNotices } from './notices.ts'

/** How soon a channel hears that autonomy was taken back. */
const NOTICE_MS = 2_000

export type AutonomyParts = Pick<
  SlackParts,
  'ledger' | 'people' | 'policy' | 'registry' | 'actions' | 'clients' | 'clock' | 'log'
> & {
  lanes: Lanes
  channelOf(team: string): Promise<string | null>
  /** Known-wrong cases the reviewers of an agent's action answered. */
  seedsOf?(agent: string, action: string): Promise<Seeds>
}

export function createAutonomyParts(parts: AutonomyParts): { autonomy: Autonomy; tellTrust: OwnRounds } {
  const { ledger, people, registry, actions, clients, lanes, channelOf, clock, log } = parts
  const { trust, handovers } = ledger
  const policy = { autonomy: parts.policy.autonomy ?? Policy.shape.autonomy.parse({}) }
  const owners = parts.policy.owners
  const book = createTrustBook({ trust, rates: parts.policy.rates, clock })
  const reviewers = createReviewers({ checks: ledger.checks, clock })
  const seedsOf = parts.seedsOf ?? reviewers.seedsOf
  const { trusted, doubted } = reviewers
  const survey = createSurvey({ trust, book, registry, actions, seedsOf, trusted, doubted, policy, clock })
  const promote = createPromote({ trust, book, survey, roleOf: people.role, policy, clock })
  const notices = createTrustNotices({
    ...{ trust, handovers, lanes, clock, log },
    client: clients.background,
    channelOf: (agent) => channelOf(owners[agent] ?? 'default'),
  })
  return {
    autonomy: createAutonomy({ survey, book, promote, people, registry, checks: ledger.checks, clock }),
    tellTrust: createRounds({
      everyMs: NOTICE_MS,
      round: async () => {
        await notices.tell()
      },
      onError: (error) => log.error({ err: error }, 'a demotion could not be looked for'),
    }),
  }
}
