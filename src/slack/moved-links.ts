// Earlier messages of a card become links to where its question is now. The least urgent of all changes, so they queue here.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { movedCard } from '../../blocks/moved-card.ts'
import type { Clock } from '../contracts/clock.ts'
import type { Message } from './deliver.ts'
import { CHANGES, type Lanes } from './lanes.ts'
import { called } from './slack-call.ts'

export type Moved = { old: Message; title: string; permalink: string | null }

export type MovedLinks = {
  add(moved: Moved): void
  /** Changes as many as the limit allows now. Resolves with the milliseconds until there is more to do. */
  flush(): Promise<number>
}

/** Kept in memory only: a link lost in a crash leaves an old card whose buttons still answer with the truth. */
export function createMovedLinks(parts: { client: WebClient; lanes: Lanes; clock: Clock; log: Logger }): MovedLinks {
  const { client, lanes, clock, log } = parts
  const waiting: Moved[] = []

  return {
    add(moved) {
      waiting.push(moved)
    },
    async flush() {
      for (;;) {
        const [moved] = waiting
        if (!moved) return Number.POSITIVE_INFINITY
        const wait = lanes.changes.wait(CHANGES)
        if (wait > 0) return wait
        lanes.changes.take(CHANGES)
        const blocks = movedCard(moved)
        const changed = await called(client.chat.update({ ...moved.old, text: 'This question moved.', blocks }))
        if (changed.status === 'rate_limited') {
          lanes.changes.hold(CHANGES, clock() + changed.waitMs)
          return changed.waitMs
        }
        waiting.shift()
        if (changed.status !== 'ok')
          log.warn({ reason: changed.status }, 'an earlier message could not be turned into a link')
      }
    },
  }
}
