// Wires what the review windows work with.
import type { WebClient } from '@slack/web-api'
import type { Attempts } from '../attempts.ts'
import type { CardContext } from '../cards/card-context.ts'
import type { Lanes } from '../lanes.ts'
import type { SlackParts } from '../slack.ts'
import type { Windows } from '../windows/windows.ts'
import { type Alike, createAlike } from './alike.ts'
import { type CaseLists, createCaseLists } from './case-list.ts'
import { createPicking } from './picking.ts'
import { createReviewView } from './review-view.ts'
import { createReviews, type Reviews } from './reviews.ts'

export function createReviewParts(
  parts: Pick<
    SlackParts,
    'engine' | 'ledger' | 'people' | 'policy' | 'registry' | 'actions' | 'clock' | 'newId' | 'log'
  > & {
    attempts: Attempts
    windows: Windows
    lanes: Lanes
    client: WebClient
    context(): CardContext
  },
): { reviews: Reviews; alike: Alike; lists: CaseLists } {
  const { engine, ledger, people, attempts, windows, lanes, client, context, clock, newId, log } = parts
  const { claims, cases } = ledger
  const { rates } = parts.policy
  const lists = createCaseLists({
    ...{ cases, claims, people, rates, clock },
    agents: parts.registry.map(({ name }) => name),
    actions: Object.keys(parts.actions),
  })
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const view = createReviewView({ client, lanes, wait, clock, log })
  const picking = createPicking({ engine, claims, people, lists, clock })
  const reviews = createReviews({ engine, claims, people, attempts, windows, lists, picking, view, context, clock })
  const alike = createAlike({ engine, lists, view, reviews, context, newId, clock, log })
  return { reviews, alike, lists }
}
