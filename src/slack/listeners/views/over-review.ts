// A form that was opened over a review closes alone, and the review under it goes on: without this the whole stack would close.
import { z } from 'zod'
import { FIELDS, VIEWS } from '../../../../blocks/ids.ts'
import { mention } from '../../../../blocks/kit/text.ts'
import { channelName } from '../../../../blocks/pass-words.ts'
import { entered, Submission } from '../../click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

const Over = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({ root_view_id: z.string(), callback_id: z.string().default('') }),
})
const Closes = z.object({ response_action: z.literal('clear') })

export function overReview({ reviews }: Pick<Surface, 'reviews'>, listener: Listener): Listener {
  return async (incoming) => {
    const over = Over.safeParse(incoming.body)
    if (!over.success || !reviews.isOpen(over.data.view.root_view_id)) return listener(incoming)
    const { user, view } = over.data
    let counted = false
    await listener({
      ...incoming,
      ack: async (response) => {
        counted = Closes.safeParse(response).success
        await incoming.ack(counted ? undefined : response)
      },
    })
    const done = counted ? view.callback_id : ''
    const to = done === VIEWS.pass ? passedTo(Submission.parse(incoming.body)) : null
    const text = to === null ? (SAID[done] ?? '✅ Your answer counted.') : `👉 Passed to ${to.words}.`
    await reviews.resume(view.root_view_id, user.id, {
      last: counted ? { text, undo: false } : null,
      approved: done === VIEWS.edit ? 1 : 0,
      rejected: done === VIEWS.reject ? 1 : 0,
      left: to !== null && to.id !== user.id,
    })
  }
}

const SAID: Readonly<Record<string, string>> = {
  [VIEWS.changes]: '✏️ Sent back: the agent makes a new version.',
}

function passedTo(form: Submission): { id: string; words: string } | null {
  const [person, channel] = [entered(form, FIELDS.passPerson), entered(form, FIELDS.passChannel)]
  if (person !== null) return { id: person, words: mention(person) }
  return channel === null ? null : { id: channel, words: channelName(channel) }
}
