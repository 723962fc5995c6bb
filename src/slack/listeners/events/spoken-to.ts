// Somebody mentioned the app or wrote to it: it does not chat, so it says what it can do.
import { z } from 'zod'
import { helpForAll } from '../../../../blocks/help.ts'
import { called } from '../../slack-call.ts'
import { commands } from '../commands/commands.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'
import { takenAsWish, type WishParts } from './wish-in-thread.ts'

const SpokenTo = z.object({
  event: z.object({
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
  }),
})

export function handleMention(surface: Pick<Surface, 'client' | 'log'> & WishParts): Listener {
  const { client, log } = surface
  return async ({ body }) => {
    const { event } = SpokenTo.parse(body)
    if (event.bot_id || event.subtype) return
    if (await takenAsWish(surface, body)) return
    const answer = { channel: event.channel, thread_ts: event.thread_ts ?? event.ts, ...pointers() }
    const sent = await called(client.chat.postMessage(answer))
    if (sent.status !== 'ok') log.warn({ reason: sent }, 'a mention could not be answered')
  }
}

export function handleDirectMessage({ client, log }: Pick<Surface, 'client' | 'log'>): Listener {
  return async ({ body }) => {
    const { event } = SpokenTo.parse(body)
    if (event.channel_type !== 'im' || event.bot_id || event.subtype) return
    const sent = await called(client.chat.postMessage({ channel: event.channel, ...pointers() }))
    if (sent.status !== 'ok') log.warn({ reason: sent }, 'a message could not be answered')
  }
}

function pointers() {
  return { text: 'What Countersign can do', blocks: helpForAll(Object.values(commands).map(({ help }) => help)) }
}
