// Slack's limits for what the outbox sends: one message a second per channel, fifty changes a minute for the whole workspace.
import { type Clock, MINUTE, SECOND } from '../contracts/clock.ts'
import { createPacer, type Pacer } from './pacer.ts'

export type Lanes = { posts: Pacer; changes: Pacer }

/** The one key of `changes`. */
export const CHANGES = 'chat.update'

/** `slackRate` scales the limits of a workspace that is not Slack's own: 50 allows fifty times as many. */
export function createLanes({ clock, slackRate }: { clock: Clock; slackRate: number }): Lanes {
  return {
    posts: createPacer({ calls: 1, perMs: SECOND, rate: slackRate, clock }),
    changes: createPacer({ calls: 50, perMs: MINUTE, rate: slackRate, clock }),
  }
}
