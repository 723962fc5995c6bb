// What keeps cards from being posted and only a person can mend: told to the admins in words, once, not with every card.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { troubleNote } from '../../blocks/trouble-note.ts'
import { type Clock, HOUR, MINUTE } from '../contracts/clock.ts'
import type { People } from './people.ts'
import { called } from './slack-call.ts'

/** After this long without a change somebody should hear of it again. */
const AGAIN_MS = 12 * HOUR
const SOON_MS = MINUTE

export type Trouble = {
  /** Tells every admin, unless they were told lately. Returns what to note on the card. */
  tell(problem: { code: string; channel: string | null }): Promise<string>
  /** A card got through to this channel: the next problem there is news again. */
  mended(channel: string): void
}

export function createTrouble(parts: {
  client: WebClient
  people: Pick<People, 'inForce'>
  clock: Clock
  log: Logger
}): Trouble {
  const { client, people, clock, log } = parts
  const told = new Map<string, { channel: string | null; until: number }>()

  return {
    async tell({ code, channel }) {
      const { sentence, blocks } = troubleNote({ code, channel })
      const key = `${code} ${channel}`
      const before = told.get(key)
      if (before && clock() < before.until) return sentence
      told.set(key, { channel, until: clock() + AGAIN_MS })
      log.error({ code, channel }, 'cards cannot be posted')
      const { admin } = (await people.inForce()).people
      const sent = await Promise.all(
        admin.map((id) => called(client.chat.postMessage({ channel: id, text: sentence, blocks }))),
      )
      // Nobody heard of it: there is no admin yet, or Slack is not well.
      if (!sent.some(({ status }) => status === 'ok')) told.set(key, { channel, until: clock() + SOON_MS })
      return sentence
    },
    mended(channel) {
      for (const [key, entry] of told) if (entry.channel === channel || entry.channel === null) told.delete(key)
    },
  }
}
