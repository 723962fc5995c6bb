// Slack's limits for the blocks our cards use. A block that is not here is one we do not send.
import { z } from 'zod'
import { ChartRule, TableRule } from './chart-rules.ts'
import { Button, InputElement, Menu, mrkdwnOf, plainOf } from './element-rules.ts'

const block_id = z.string().min(1).max(255).optional()

const Section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: mrkdwnOf(3_000).optional(),
    fields: z.array(mrkdwnOf(2_000)).min(1).max(10).optional(),
    accessory: Button.optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'a section has a text or fields')

const Actions = z
  .strictObject({
    type: z.literal('actions'),
    block_id,
    elements: z
      .array(z.union([Button, Menu]))
      .min(1)
      .max(25),
  })
  .refine(
    ({ elements }) => new Set(elements.map(({ action_id }) => action_id)).size === elements.length,
    'an action_id appears twice in one block',
  )

const Preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(3_000) })).min(1),
})

export const KnownBlockRule = z.discriminatedUnion('type', [
  Section,
  Actions,
  z.strictObject({ type: z.literal('header'), block_id, text: plainOf(150) }),
  z.strictObject({ type: z.literal('context'), block_id, elements: z.array(mrkdwnOf(3_000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('rich_text'), block_id, elements: z.array(Preformatted).min(1) }),
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plainOf(2_000),
    hint: plainOf(2_000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: InputElement,
  }),
])

/** What a message may hold beside what a window may. */
export const MessageBlockRule = z.discriminatedUnion('type', [KnownBlockRule, ChartRule, TableRule])

const metadata = z.string().max(3_000).optional()
const callback_id = z.string().min(1).max(255).optional()
const blocks = z.array(KnownBlockRule).min(1).max(100)

export const ViewRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), blocks }),
  z
    .strictObject({
      type: z.literal('modal'),
      title: plainOf(24),
      close: plainOf(24).optional(),
      submit: plainOf(24).optional(),
      callback_id,
      private_metadata: metadata,
      notify_on_close: z.boolean().optional(),
      blocks,
    })
    .refine(
      ({ blocks: all, submit }) => submit !== undefined || all.every(({ type }) => type !== 'input'),
      'a form needs a submit button',
    ),
])
