// A form that was opened over a review closes alone, and the review under it goes on: without this the whole stack would close.
import { z } from 'zod'
import { VIEWS } from '../../../../blocks/ids.ts'
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
    await reviews.resume(view.root_view_id, user.id, {
      last: counted ? { text: '✅ Your answer counted.', undo: false } : null,
      approved: done === VIEWS.edit ? 1 : 0,
      rejected: done === VIEWS.reject ? 1 : 0,
    })
  }
}
