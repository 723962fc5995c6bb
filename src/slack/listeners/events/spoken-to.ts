// Somebody mentioned the app or wrote to it: a wish about a draft in its card's thread is taken as one, all else as a question.
import { z } from 'zod'
import { called } from '../../slack-call.ts'
import { unescaped } from '../commands/command-call.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'
import { takenAsWish, type WishParts } from './wish-in-thread.ts'

const SpokenTo = z.object({
  event: z.object({
    user: z.string().optional(),
    text: z.string().default(''),
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
  }),
})
type Said = z.infer<typeof SpokenTo>['event']

type Parts = Pick<Surface, 'client' | 'log' | 'questions'> & WishParts

export function handleMention(parts: Parts): Listener {
  return async ({ body }) => {
    const { event } = SpokenTo.parse(body)
    if (event.bot_id || event.subtype) return
    if (await takenAsWish(parts, body)) return
    await answer(parts, event, { audience: 'everybody', thread: event.thread_ts ?? event.ts })
  }
}

export function handleDirectMessage(parts: Parts): Listener {
  return async ({ body }) => {
    const { event } = SpokenTo.parse(body)
    if (event.channel_type !== 'im' || event.bot_id || event.subtype) return
    await answer(parts, event, { audience: 'person', thread: event.thread_ts })
  }
}

async function answer(
  { client, log, questions, reading }: Parts,
  { user, text, channel, thread_ts }: Said,
  { audience, thread }: { audience: 'person' | 'everybody'; thread: string | undefined },
): Promise<void> {
  if (user === undefined) return
  const card = thread_ts === undefined ? null : await reading.ledger.cards.byMessage({ channel, ts: thread_ts })
  const content = await questions(unescaped(text), { user, audience, run: card?.run_id ?? null })
  const sent = await called(
    client.chat.postMessage({
      channel,
      unfurl_links: false,
      ...content,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    }),
  )
  if (sent.status !== 'ok') log.warn({ reason: sent }, 'a question could not be answered')
}
