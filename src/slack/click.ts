// What Slack says about a pressed button, parsed once: who, where, which button, and how to answer.
import { z } from 'zod'

/** What was pressed or chosen; Slack sends at least one. */
export const Pressed = z
  .array(
    z.object({
      action_id: z.string(),
      value: z.string().optional(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  )
  .min(1)

export function pressedValue([action]: z.infer<typeof Pressed>): string | null {
  return action?.value ?? action?.selected_option?.value ?? null
}

export const Click = z
  .object({
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    response_url: z.string().optional(),
    container: z.object({
      type: z.string(),
      message_ts: z.string().optional(),
      channel_id: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
      view_id: z.string().optional(),
    }),
    view: z.object({ id: z.string(), type: z.string() }).optional(),
    actions: Pressed,
  })
  .transform(({ user, trigger_id, response_url, container, view, actions }) => ({
    user: user.id,
    trigger: trigger_id,
    value: pressedValue(actions),
    responseUrl: response_url ?? null,
    /** The message the button is on; null in a window, in the App Home, and for messages only one person sees. */
    message:
      container.message_ts && container.channel_id && !container.is_ephemeral
        ? { channel: container.channel_id, ts: container.message_ts }
        : null,
    channel: container.channel_id ?? null,
    view: view ? { id: view.id, type: view.type } : null,
  }))
export type Click = z.infer<typeof Click>

export const Submission = z
  .object({
    user: z.object({ id: z.string() }),
    view: z.object({
      id: z.string(),
      private_metadata: z.string().default(''),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() }))) }),
    }),
  })
  .transform(({ user, view }) => ({
    user: user.id,
    view: view.id,
    metadata: view.private_metadata,
    values: view.state.values,
  }))
export type Submission = z.infer<typeof Submission>

const Entered = z.union([
  z
    .object({ type: z.enum(['plain_text_input', 'number_input']), value: z.string().nullish() })
    .transform(({ value }) => value ?? null),
  z
    .object({
      type: z.enum(['static_select', 'radio_buttons']),
      selected_option: z.object({ value: z.string() }).nullish(),
    })
    .transform(({ selected_option }) => selected_option?.value ?? null),
  z
    .object({ type: z.literal('users_select'), selected_user: z.string().nullish() })
    .transform(({ selected_user }) => selected_user ?? null),
  z
    .object({ type: z.literal('conversations_select'), selected_conversation: z.string().nullish() })
    .transform(({ selected_conversation }) => selected_conversation ?? null),
])

/** What was entered into a field; null for nothing. Block and element carry the same id. */
export function entered({ values }: Pick<Submission, 'values'>, field: string): string | null {
  const parsed = Entered.safeParse(values[field]?.[field])
  return parsed.success && parsed.data !== '' ? parsed.data : null
}

export function enteredPeople({ values }: Pick<Submission, 'values'>, field: string): string[] {
  const parsed = z.object({ selected_users: z.array(z.string()) }).safeParse(values[field]?.[field])
  return parsed.success ? parsed.data.selected_users : []
}

export function isSwitchedOn({ values }: Pick<Submission, 'values'>, field: string): boolean {
  const parsed = z.object({ selected_options: z.array(z.unknown()).min(1) }).safeParse(values[field]?.[field])
  return parsed.success
}
