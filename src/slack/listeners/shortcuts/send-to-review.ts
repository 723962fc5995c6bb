// "Send to review" in a message's menu: a form that starts with the orders the message speaks of.
import { z } from 'zod'
import { sendToReviewModal } from '../../../../blocks/send-to-review-modal.ts'
import { orderNamesIn, wordsOf } from '../../order-names.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

const OnMessage = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }),
  message_ts: z.string(),
  message: z.looseObject({
    text: z.string().optional(),
    blocks: z.unknown().optional(),
    attachments: z.unknown().optional(),
  }),
})

export function handleSendToReviewShortcut({ windows, respond }: Pick<Surface, 'windows' | 'respond'>): Listener {
  return async ({ body, ack }) => {
    await ack()
    const { trigger_id: trigger, channel, message, message_ts, response_url } = OnMessage.parse(body)
    const found = orderNamesIn(wordsOf(message))
    const target = { key: `${channel.id}:${message_ts}` }
    const opened = await windows.open(
      { trigger, view: null },
      sendToReviewModal({ target, order: { how: 'typed', found }, note: null }),
    )
    if (!opened && response_url) await respond(response_url, { to: 'person', text: TOO_LATE })
  }
}
