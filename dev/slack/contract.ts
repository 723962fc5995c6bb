// What the page, the reviewer and tests may rely on: the workspace as one user sees it, the live deltas, and every UI call.
// Field names are ours (camelCase); `blocks` and `view` are Slack's own JSON, untouched, so that a block renderer takes them as is.
import { z } from 'zod'

/** A Block Kit block exactly as the app sent it (the server adds a `block_id` where the app gave none). */
export const Block = z.looseObject({ type: z.string(), block_id: z.string().optional() })
export type Block = z.infer<typeof Block>

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  title: z.string(),
  presence: z.enum(['active', 'away']),
  isAdmin: z.boolean(),
  isOwner: z.boolean(),
  isGuest: z.boolean(),
  isBot: z.boolean(),
  deleted: z.boolean(),
  timezone: z.string(),
})
export type Member = z.infer<typeof Member>

export const UserGroup = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  users: z.array(z.string()),
  /** Kept by Slack, with its members, but nobody can be reached through it. */
  disabled: z.boolean().optional(),
})
export type UserGroup = z.infer<typeof UserGroup>

/** `im` is a direct message of exactly two members; its name is empty, show the other member's name. */
export const ChannelKind = z.enum(['public', 'private', 'im'])
export type ChannelKind = z.infer<typeof ChannelKind>

export const Channel = z.object({
  id: z.string(),
  name: z.string(),
  kind: ChannelKind,
  topic: z.string(),
  isArchived: z.boolean(),
  members: z.array(z.string()),
})
export type Channel = z.infer<typeof Channel>

/** A channel as one user sees it. `mentions` counts the unread ones to shout about: @user, @here, @channel, @group, any direct message. */
export const ChannelView = Channel.extend({
  unread: z.number().int(),
  mentions: z.number().int(),
  lastRead: z.string(),
})
export type ChannelView = z.infer<typeof ChannelView>

export const Reaction = z.object({ name: z.string(), users: z.array(z.string()) })
export type Reaction = z.infer<typeof Reaction>

export const SharedFile = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  mimetype: z.string(),
  size: z.number().int(),
  url: z.string(),
})
export type SharedFile = z.infer<typeof SharedFile>

/**
 * `ts` identifies a message within its channel. A reply has `threadTs` (its parent's ts); it belongs in the channel's main
 * list only when `broadcast`. `ephemeral` messages are sent only to the user who may see them. `edited` is false for
 * block updates, as in Slack.
 */
export const Message = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(Block),
  threadTs: z.string().nullable(),
  broadcast: z.boolean(),
  replyCount: z.number().int(),
  replyUsers: z.array(z.string()),
  latestReply: z.string().nullable(),
  edited: z.boolean(),
  ephemeral: z.boolean(),
  reactions: z.array(Reaction),
  files: z.array(SharedFile),
  permalink: z.string(),
})
export type Message = z.infer<typeof Message>

/** `view` is Slack's view object: type, title, submit, close, blocks, callback_id, private_metadata, ... */
export const OpenView = z.object({
  id: z.string(),
  type: z.enum(['modal', 'home']),
  hash: z.string(),
  rootViewId: z.string(),
  previousViewId: z.string().nullable(),
  view: z.looseObject({ type: z.string(), blocks: z.array(Block) }),
})
export type OpenView = z.infer<typeof OpenView>

export const SlashCommand = z.object({
  command: z.string(),
  description: z.string(),
  usageHint: z.string(),
  shouldEscape: z.boolean(),
})
export type SlashCommand = z.infer<typeof SlashCommand>

export const Shortcut = z.object({
  callbackId: z.string(),
  name: z.string(),
  type: z.enum(['global', 'message']),
  description: z.string(),
})
export type Shortcut = z.infer<typeof Shortcut>

/**
 * GET /ui/state?user=U. `messages` holds per visible channel the latest 100 of the main list, oldest first, thread
 * replies left out (GET /ui/thread?user&channel&ts, or /ui/history?user&channel&before for older ones).
 * `modals` is this user's stack, top last. `seq` is the number of the last delta already contained in this answer.
 */
export const WorkspaceState = z.object({
  seq: z.number().int(),
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  app: z.object({ id: z.string(), name: z.string(), botUserId: z.string(), botId: z.string(), online: z.boolean() }),
  me: z.string(),
  users: z.array(Member),
  groups: z.array(UserGroup),
  channels: z.array(ChannelView),
  messages: z.record(z.string(), z.array(Message)),
  home: OpenView.nullable(),
  modals: z.array(OpenView),
  commands: z.array(SlashCommand),
  shortcuts: z.array(Shortcut),
  slackRate: z.number(),
})
export type WorkspaceState = z.infer<typeof WorkspaceState>

/**
 * GET /ui/events?user=U (SSE). Every frame is `id: <seq>`, `event: <type>`, `data: <Delta JSON>`. The first frame is `hello`;
 * when its seq differs from the state you hold, read /ui/state again (the same after any reconnect).
 */
export const Delta = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), seq: z.number() }),
  z.object({ type: z.literal('message'), seq: z.number(), message: Message }),
  z.object({ type: z.literal('message_changed'), seq: z.number(), message: Message }),
  z.object({
    type: z.literal('message_deleted'),
    seq: z.number(),
    channel: z.string(),
    ts: z.string(),
    threadTs: z.string().nullable(),
  }),
  z.object({ type: z.literal('ephemeral'), seq: z.number(), message: Message }),
  z.object({ type: z.literal('channel_changed'), seq: z.number(), channel: ChannelView }),
  z.object({ type: z.literal('user_changed'), seq: z.number(), user: Member }),
  z.object({ type: z.literal('groups_changed'), seq: z.number(), groups: z.array(UserGroup) }),
  z.object({ type: z.literal('app_changed'), seq: z.number(), online: z.boolean() }),
  z.object({ type: z.literal('view_opened'), seq: z.number(), view: OpenView }),
  z.object({ type: z.literal('view_updated'), seq: z.number(), view: OpenView }),
  z.object({ type: z.literal('view_closed'), seq: z.number(), viewId: z.string() }),
  z.object({ type: z.literal('home_published'), seq: z.number(), view: OpenView }),
  z.object({ type: z.literal('toast'), seq: z.number(), level: z.enum(['info', 'error']), text: z.string() }),
])
export type Delta = z.infer<typeof Delta>

/** What the person sees once the call is over. `invalid` carries the texts to show under inputs, by block_id. */
export const Outcome = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok') }),
  z.object({ status: z.literal('invalid'), errors: z.record(z.string(), z.string()) }),
  z.object({ status: z.literal('error'), code: z.string(), text: z.string() }),
])
export type Outcome = z.infer<typeof Outcome>
