// Before a question moves to another channel: a first message there proves that its card will arrive.
import type { WebClient } from '@slack/web-api'
import { actionWords } from '../../blocks/action-words.ts'
import { mention, say } from '../../blocks/kit/text.ts'
import { troubleNote } from '../../blocks/trouble-note.ts'
import type { CardStore } from '../ledger/ledger.ts'
import { called } from './slack-call.ts'
import type { Reading } from './windows/reading.ts'

export type Passing = {
  /** What stands in the way of asking it in that channel, in words; null when its first message stands there. */
  problemWith(question: { run: string; decision: string; channel: string; by: string }): Promise<string | null>
}

export function createPassing(parts: {
  client: WebClient
  cards: Pick<CardStore, 'byRun'>
  reading: Pick<Reading, 'run'>
}): Passing {
  const { client, cards, reading } = parts
  return {
    async problemWith({ run, decision, channel, by }) {
      const [state, card] = await Promise.all([reading.run(run), cards.byRun(run)])
      if (card?.channel === channel) return 'It is asked in that channel already.'
      const asked = state.decisions[decision]
      // Whoever passes it on is told so by the record.
      if (asked?.status !== 'open') return null
      const question = say(actionWords(asked.record.decision, state.number).ask, 200)
      const text = `👉 ${mention(by)} passed a question to this channel: ${question} Its card follows.`
      const sent = await called(client.chat.postMessage({ channel, text, unfurl_links: false }))
      if (sent.status === 'ok') return null
      return sent.status === 'channel'
        ? troubleNote({ code: sent.code, channel: null }).sentence
        : 'Slack did not answer. Please try again in a moment.'
    },
  }
}
