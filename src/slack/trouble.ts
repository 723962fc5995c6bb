// What keeps cards from being posted and only a person can mend: told to the admins in words, once a day, however many cards and processes meet it.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { troubleNote } from '../../blocks/trouble-note.ts'
import { type Clock, DAY, MINUTE } from '../contracts/clock.ts'
import type { NewId } from '../contracts/ids.ts'
import type { SettingsStore } from '../ledger/ledger.ts'
import type { People } from './people.ts'
import { called } from './slack-call.ts'

/** After this long without a change somebody should hear of it again. */
const AGAIN_MS = DAY
const SOON_MS = MINUTE
const KEY = 'trouble:'

const Entry = z.object({ what: z.enum(['told', 'mended']), by: z.string() })

export type Trouble = {
  /** Tells every admin, unless they were told lately. Returns what to note on the card. */
  tell(problem: { code: string; channel: string | null }): Promise<string>
  /** A card got through to this channel: the next problem there is news again. */
  mended(channel: string): void
}

export function createTrouble(parts: {
  client: WebClient
  people: Pick<People, 'members'>
  settings: Pick<SettingsStore, 'put' | 'history'>
  newId: NewId
  clock: Clock
  log: Logger
}): Trouble {
  const { client, people, settings, clock, log } = parts
  const me = parts.newId()
  const told = new Map<string, { channel: string | null; until: number }>()

  /** Whoever wrote it down first tells; the record puts the writers in order. */
  async function isMineToTell(key: string): Promise<boolean> {
    const before = await teller(key)
    if (before !== null) return before === me
    await settings.put(key, { what: 'told', by: me }, 'countersign', clock())
    return (await teller(key)) === me
  }

  async function teller(key: string): Promise<string | null> {
    const entries = (await settings.history(key)).map(({ value, at }) => ({ ...Entry.parse(value), at }))
    const since = entries.slice(entries.findLastIndex(({ what }) => what === 'mended') + 1)
    return since.find(({ at }) => clock() - at < AGAIN_MS)?.by ?? null
  }

  return {
    async tell({ code, channel: place }) {
      const { sentence, blocks, everywhere } = troubleNote({ code, channel: place })
      const channel = everywhere ? null : place
      const key = `${KEY}${code}:${channel ?? ''}`
      const before = told.get(key)
      if (before && clock() < before.until) return sentence
      told.set(key, { channel, until: clock() + SOON_MS })
      const admins = await people.members('admin')
      if (admins.length > 0 && !(await isMineToTell(key))) {
        told.set(key, { channel, until: clock() + AGAIN_MS })
        return sentence
      }
      log.error({ code, channel, cure: sentence }, 'cards cannot be posted')
      const sent = await Promise.all(
        admins.map((id) => called(client.chat.postMessage({ channel: id, text: sentence, blocks }))),
      )
      // Else nobody heard of it: there is no admin yet, or Slack does not take that either.
      if (sent.some(({ status }) => status === 'ok')) told.set(key, { channel, until: clock() + AGAIN_MS })
      return sentence
    },
    mended(channel) {
      for (const [key, entry] of told) {
        if (key.startsWith(`${KEY}bad_blocks:`) || (entry.channel !== channel && entry.channel !== null)) continue
        told.delete(key)
        settings.put(key, { what: 'mended', by: me }, 'countersign', clock()).catch((error: unknown) => {
          log.warn({ err: error }, 'that a channel is mended could not be written down')
        })
      }
    },
  }
}
