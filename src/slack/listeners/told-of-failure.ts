// Where somebody is told that what they did failed: at the click, in the window it was in, in the conversation, or in the Home tab.
import type { KnownBlock, ModalView, WebClient } from '@slack/web-api'
import { z } from 'zod'
import { sections } from '../../../blocks/kit/elements.ts'
import type { Respond } from '../respond.ts'
import { called } from '../slack-call.ts'

const Answerable = z.object({ response_url: z.url() })
const InView = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  view: z.looseObject({ id: z.string(), type: z.string(), hash: z.string().default(''), blocks: z.array(z.unknown()) }),
})
const Event = z.object({
  event: z.object({
    type: z.string(),
    user: z.string(),
    channel: z.string().optional(),
    channel_type: z.string().optional(),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
    bot_id: z.undefined().optional(),
    subtype: z.undefined().optional(),
  }),
})

/** What of a window that was pressed may be sent again: it stays as it is, with a line above it. */
const KEPT = ['title', 'close', 'submit', 'callback_id', 'private_metadata', 'notify_on_close', 'clear_on_close']
const LINE = 'did_not_work'
const MOST_BLOCKS = 100

type Ways = { client: WebClient; respond: Respond }

/** Rejects when there was a way and it did not work. */
export async function tellOfFailure({ client, respond }: Ways, body: unknown, text: string): Promise<void> {
  const to = Answerable.safeParse(body)
  if (to.success) return respond(to.data.response_url, { to: 'person', text })
  const inView = InView.safeParse(body)
  if (inView.success) return tellInView(client, inView.data, text)
  const event = Event.safeParse(body)
  if (event.success) return tellOfEvent(client, event.data.event, text)
}

async function tellInView(client: WebClient, { user, view }: z.infer<typeof InView>, text: string): Promise<void> {
  const { id, hash, type } = view
  if (type === 'modal') {
    const said = await called(client.views.update({ view_id: id, hash, view: withLine(view, text) }))
    if (said.status === 'ok') return
  }
  // The Home tab, or a window that shows something else by now or was closed.
  await client.chat.postMessage({ channel: user.id, text })
}

function withLine(view: z.infer<typeof InView>['view'], text: string): ModalView {
  const [line] = sections([text])
  const rest = view.blocks.filter((block) => !z.looseObject({ block_id: z.literal(LINE) }).safeParse(block).success)
  const kept = KEPT.flatMap((key) => (view[key] === null || view[key] === undefined ? [] : [[key, view[key]] as const]))
  const blocks = [{ ...line, block_id: LINE } as KnownBlock, ...rest].slice(0, MOST_BLOCKS)
  // What Slack sent comes back as it was: its shape is Slack's.
  return { type: 'modal', ...Object.fromEntries(kept), blocks } as unknown as ModalView
}

async function tellOfEvent(client: WebClient, event: z.infer<typeof Event>['event'], text: string): Promise<void> {
  const { type, user, channel, channel_type, ts, thread_ts } = event
  if (type === 'app_home_opened') {
    await client.views.publish({ user_id: user, view: { type: 'home', blocks: sections([text]) } })
    return
  }
  // A mention is answered in its thread, a direct message where it was written.
  const thread = thread_ts ?? (type === 'app_mention' ? ts : undefined)
  if (channel !== undefined && (type === 'app_mention' || channel_type === 'im'))
    await client.chat.postMessage({ channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) })
}
