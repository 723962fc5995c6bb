// Slack's limits for what is sent often: one message a second per channel, fifty changes of messages and a hundred of windows a minute
// for the whole workspace.
import { type Clock, MINUTE, SECOND } from '../contracts/clock.ts'
import { createPacer, type Pacer } from './pacer.ts'

export type Lanes = { posts: Pacer; changes: Pacer; views: Pacer }

/** The one key of `changes`. */
export const CHANGES = 'chat.update'

/** The one key of `views`. */
export const VIEWS_UPDATE = 'views.update'
/** Of the hundred, some are left for windows that are being opened and filled. */
const VIEWS_PER_MINUTE = 90

/** `slackRate` scales the limits of a workspace that is not Slack's own: 50 allows fifty times as many. */
export function createLanes({ clock, slackRate }: { clock: Clock; slackRate: number }): Lanes {
  return {
    posts: createPacer({ calls: 1, perMs: SECOND, rate: slackRate, clock }),
    changes: createPacer({ calls: 50, perMs: MINUTE, rate: slackRate, clock }),
    views: createPacer({ calls: VIEWS_PER_MINUTE, perMs: MINUTE, rate: slackRate, clock }),
  }
}
