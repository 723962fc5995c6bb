// A press or a choice inside a review window, parsed once: the session travels with the window.
import { z } from 'zod'
import { Pressed, pressedValue } from '../click.ts'

export const ReviewClick = z
  .object({
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    view: z.object({ id: z.string(), hash: z.string().default(''), private_metadata: z.string().default('') }),
    actions: Pressed,
  })
  .transform(({ user, trigger_id, view, actions }) => ({
    user: user.id,
    trigger: trigger_id,
    view: { id: view.id, hash: view.hash, metadata: view.private_metadata },
    value: pressedValue(actions),
  }))
export type ReviewClick = z.infer<typeof ReviewClick>

/** A review window that was closed. */
export const ClosedWindow = z
  .object({ user: z.object({ id: z.string() }) })
  .transform(({ user }) => ({ user: user.id }))

/** The alike form: what it offered is what was shown, and may be approved; what is chosen is left out. */
export const AlikeForm = z
  .object({
    user: z.object({ id: z.string() }),
    view: z.object({
      id: z.string(),
      root_view_id: z.string().default(''),
      private_metadata: z.string().default(''),
      blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() }))) }),
    }),
  })
  .transform(({ user, view }) => ({ user: user.id, view }))
export type AlikeForm = z.infer<typeof AlikeForm>
