// The notes under a card, posted one by one in their order and at the channel's pace; how many stand there is written down after each.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { CardRow, CardStore } from '../ledger/ledger.ts'
import type { RunState } from '../workflow/state.ts'
import { threadNotes } from './cards/thread-notes.ts'
import type { Message } from './deliver.ts'
import type { Lanes } from './lanes.ts'
import { called } from './slack-call.ts'

/** `told`: how many notes stand in the thread now; `waitMs`: when the next may follow, 0 when nothing is left or at once. */
export type Telling = { told: number; waitMs: number }
/** Only for a card that is claimed, and for a message that is written down: a card posted anew is told of in its next turn. */
export type TellThread = (row: CardRow, state: RunState, message: Message) => Promise<Telling>

export function createTellThread(parts: {
  client: WebClient
  cards: Pick<CardStore, 'told'>
  /** Who is told that something ended without anybody. */
  leads(): Promise<readonly string[]>
  lanes: Lanes
  clock: Clock
  log: Logger
}): TellThread {
  const { client, cards, leads, lanes, clock, log } = parts

  return async (row, state, { channel, ts }) => {
    const isNews = state.story.slice(row.have_notes).some(({ what }) => what === 'unanswered')
    const notes = threadNotes(state, isNews ? await leads() : [])
    let told = row.have_notes
    if (row.channel !== channel || row.ts !== ts) return { told, waitMs: 0 }
    for (const { text } of notes.slice(told)) {
      const wait = lanes.posts.wait(channel)
      if (wait > 0) return { told, waitMs: wait }
      lanes.posts.take(channel)
      const note = { channel, thread_ts: ts, text, unfurl_links: false, unfurl_media: false }
      const sent = await called(client.chat.postMessage(note))
      if (sent.status === 'rate_limited') {
        lanes.posts.hold(channel, clock() + sent.waitMs)
        return { told, waitMs: sent.waitMs }
      }
      if (sent.status === 'unreachable') return { told, waitMs: 2 * SECOND }
      // Refused for good: the card itself is fine, and the record has what the note would have said.
      if (sent.status !== 'ok') log.warn({ reason: sent, runId: state.run_id }, 'a note could not be put into a thread')
      told += 1
      await cards.told(row.card_id, told)
    }
    return { told, waitMs: 0 }
  }
}
