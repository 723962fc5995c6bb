// The bodies of the /ui and /control calls, as JSON. All /ui calls name the acting user: the local workspace has no log-in.
import { z } from 'zod'
import { Block } from './contract.ts'

/**
 * What a person entered into one element. Text inputs: the text. Single choice (static_select, radio_buttons, overflow): the
 * option's value. Several (checkboxes, multi_*_select): a list of values. date/time pickers: 'YYYY-MM-DD' / 'HH:mm'.
 * datetimepicker: epoch seconds. users/conversations/channels_select: the id. rich_text_input: plain text. null: cleared.
 */
export const Entered = z.union([z.string(), z.number(), z.array(z.string()), z.null()])
export type Entered = z.infer<typeof Entered>

/** block_id -> action_id -> what was entered. */
export const EnteredValues = z.record(z.string(), z.record(z.string(), Entered))
export type EnteredValues = z.infer<typeof EnteredValues>

/** Where an element sits: a message (also an ephemeral one), an open modal, or this user's App Home. */
export const Place = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('view'), viewId: z.string() }),
])
export type Place = z.infer<typeof Place>

/**
 * POST /ui/action -> Outcome. A press, a choice, or (dispatch_action inputs) an entry. `values`: the form as it stands now.
 * `seen`: the blocks as this person's screen still shows them, for a client that lags behind; absent, the current ones count.
 */
export const ActionCall = z.object({
  user: z.string(),
  place: Place,
  blockId: z.string(),
  actionId: z.string(),
  entered: Entered.optional(),
  values: EnteredValues.optional(),
  seen: z.array(Block).optional(),
})
export type ActionCall = z.infer<typeof ActionCall>

/** POST /ui/options -> { options?, option_groups? }: what the app offers in an external_select for the typed text. */
export const OptionsCall = z.object({
  user: z.string(),
  place: Place,
  blockId: z.string(),
  actionId: z.string(),
  typed: z.string(),
})
export type OptionsCall = z.infer<typeof OptionsCall>

/** POST /ui/command -> Outcome. `text` is the whole line, "/order 1042". Not available inside threads, as in Slack. */
export const CommandCall = z.object({ user: z.string(), channel: z.string(), text: z.string() })
export type CommandCall = z.infer<typeof CommandCall>

/** POST /ui/message -> { ts }. Mentions are written <@U…>; plain "@name" of a known member is turned into one. */
export const MessageCall = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string(),
  threadTs: z.string().optional(),
  broadcast: z.boolean().optional(),
})
export type MessageCall = z.infer<typeof MessageCall>

/** POST /ui/view/submit -> Outcome; required inputs left empty answer `invalid` without asking the app, as Slack's client does. */
export const SubmitCall = z.object({ user: z.string(), viewId: z.string(), values: EnteredValues })
export type SubmitCall = z.infer<typeof SubmitCall>

/** POST /ui/view/close -> Outcome. `clearAll`: the whole stack (the X of the outermost view). */
export const CloseCall = z.object({ user: z.string(), viewId: z.string(), clearAll: z.boolean().optional() })
export type CloseCall = z.infer<typeof CloseCall>

/** POST /ui/home/open -> Outcome. `messages` is the app's direct-message tab. */
export const HomeCall = z.object({ user: z.string(), tab: z.enum(['home', 'messages']).optional() })
export type HomeCall = z.infer<typeof HomeCall>

/** POST /ui/shortcut -> Outcome. `message` is required for shortcuts of type message. */
export const ShortcutCall = z.object({
  user: z.string(),
  callbackId: z.string(),
  message: z.object({ channel: z.string(), ts: z.string() }).optional(),
})
export type ShortcutCall = z.infer<typeof ShortcutCall>

/** POST /ui/read -> {}: everything in the channel is read. POST /ui/join -> {}: the user joins a public channel. */
export const ChannelCall = z.object({ user: z.string(), channel: z.string() })
export type ChannelCall = z.infer<typeof ChannelCall>

/** POST /ui/permalink -> { channel, ts, threadTs } of the message behind one of our permalinks. */
export const PermalinkCall = z.object({ user: z.string(), permalink: z.string() })
export type PermalinkCall = z.infer<typeof PermalinkCall>

/** POST /control/users/set -> {}. Fields left out stay. An unknown id adds a member. */
export const UserPatch = z.object({
  id: z.string(),
  name: z.string().optional(),
  realName: z.string().optional(),
  title: z.string().optional(),
  presence: z.enum(['active', 'away']).optional(),
  isAdmin: z.boolean().optional(),
  isOwner: z.boolean().optional(),
  isGuest: z.boolean().optional(),
  deleted: z.boolean().optional(),
})
export type UserPatch = z.infer<typeof UserPatch>

/** POST /control/groups/set -> {}. Fields left out stay; `users` are all of a group's members. */
export const GroupPatch = z.object({
  id: z.string(),
  users: z.array(z.string()).optional(),
  disabled: z.boolean().optional(),
})
export type GroupPatch = z.infer<typeof GroupPatch>

/** POST /control/channels/set -> {}. */
export const ChannelPatch = z.object({
  id: z.string(),
  isArchived: z.boolean().optional(),
  members: z.array(z.string()).optional(),
})
export type ChannelPatch = z.infer<typeof ChannelPatch>

/** POST /control/outage -> {}: while on, every Web API call and response_url answers 503. */
export const OutageCall = z.object({ on: z.boolean() })
export type OutageCall = z.infer<typeof OutageCall>

/**
 * POST /control/fault -> {}. `method` '*' is any method. `drop_after_effect`: the effect happens, the reply is lost.
 * `timeout`: no effect, no reply. `refuse`: Slack's own no, such as token_revoked. `refuse_sockets` holds until turned off; `reject_blocks` answers invalid_blocks in a channel.
 */
export const FaultCall = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['ratelimited', 'server_error', 'timeout', 'drop_after_effect']),
    method: z.string(),
    times: z.number().int().positive(),
    retryAfterSeconds: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal('delay'), method: z.string(), times: z.number().int().positive(), ms: z.number() }),
  z.object({ kind: z.literal('refuse'), method: z.string(), times: z.number().int().positive(), code: z.string() }),
  z.object({ kind: z.literal('refuse_sockets'), on: z.boolean() }),
  z.object({ kind: z.literal('reject_blocks'), channel: z.string(), on: z.boolean() }),
  z.object({ kind: z.literal('clear') }),
])
export type FaultCall = z.infer<typeof FaultCall>

/** GET /control/stats. `deliveries` counts envelopes or requests to the app, by kind. */
export const Stats = z.object({
  slackRate: z.number(),
  sockets: z.number().int(),
  calls: z.record(z.string(), z.number()),
  errors: z.record(z.string(), z.number()),
  rateLimited: z.record(z.string(), z.number()),
  deliveries: z.record(z.string(), z.number()),
  missedAcks: z.number().int(),
})
export type Stats = z.infer<typeof Stats>

/** What a view submission response of an app may look like. */
export const ViewResponse = z.looseObject({
  response_action: z.enum(['errors', 'update', 'push', 'clear']).optional(),
  errors: z.record(z.string(), z.string()).optional(),
  view: z.looseObject({ type: z.string(), blocks: z.array(Block) }).optional(),
})
export type ViewResponse = z.infer<typeof ViewResponse>
