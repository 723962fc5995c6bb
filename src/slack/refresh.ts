// The card a person just clicked, brought up to date through that click's own response_url: no limit is spent on it.
import type { Logger } from 'pino'
import { movedCard } from '../../blocks/moved-card.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import type { InForce } from '../contracts/settings.ts'
import type { CardRow, CardStore } from '../ledger/ledger.ts'
import { callsForPeople, hasUnannounced } from '../workflow/next.ts'
import type { RunState } from '../workflow/state.ts'
import { versionShown } from './cards/thread-notes.ts'
import type { Message } from './deliver.ts'
import type { RenderCard } from './render-card.ts'
import type { Respond } from './respond.ts'

const CLAIM_MS = 10 * SECOND

/** True when the clicked message shows the card as it is now, or is about to. */
export type Refresh = (click: { state: RunState; message: Message; responseUrl: string }) => Promise<boolean>

export function createRefresh(parts: {
  cards: Pick<CardStore, 'byRun' | 'claim' | 'posted' | 'failed'>
  render: RenderCard
  /** Stop buttons as they are now. */
  stops(): Promise<InForce['stops']>
  respond: Respond
  permalink(message: Message): string | null
  /** Leaves the rest to the outbox. */
  wake(): void
  clock: Clock
  log: Logger
}): Refresh {
  const { cards, render, respond, permalink, wake, clock, log } = parts

  return async ({ state, message, responseUrl }) => {
    const row = await cards.byRun(state.run_id)
    const card = render(state, await parts.stops())
    const current = currentMessage(row)
    if (row === null || current === null) {
      await respond(responseUrl, { to: 'message', text: card.text, blocks: card.blocks })
      return true
    }
    if (current.channel !== message.channel || current.ts !== message.ts) {
      const moved = movedCard({ title: card.title, permalink: permalink(current) })
      await respond(responseUrl, { to: 'message', text: 'This question moved.', blocks: moved })
      return false
    }
    // A new question becomes a new message; only the outbox posts those.
    if (state.question > row.have_question && callsForPeople(state)) {
      wake()
      return false
    }
    const now = clock()
    if (!(await cards.claim(row.card_id, now, now + CLAIM_MS))) {
      wake()
      return true
    }
    try {
      await respond(responseUrl, { to: 'message', text: card.text, blocks: card.blocks })
      const shown = versionShown(state, row)
      // The announcement is the outbox's: it keeps its turn.
      const version = hasUnannounced(state) ? Math.min(shown, state.version - 1) : shown
      await cards.posted(row.card_id, { ...message, version, question: state.question })
      if (version < state.version) wake()
    } catch (error) {
      log.warn({ err: error, runId: state.run_id }, 'a clicked card could not be refreshed at once')
      await cards.failed(row.card_id, 'its response_url did not answer', now)
      wake()
    }
    return true
  }
}

function currentMessage(row: CardRow | null): Message | null {
  return row === null || row.channel === null || row.ts === null ? null : { channel: row.channel, ts: row.ts }
}
