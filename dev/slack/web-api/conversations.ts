// conversations.*: finding channels, joining, opening direct messages, reading messages and members.
import { z } from 'zod'
import type { ChannelKind } from '../contract.ts'
import { TIER_2, TIER_3, TIER_4 } from '../rate-limits.ts'
import type { StoredChannel } from '../workspace/channels.ts'
import { toWire } from '../workspace/stored-message.ts'
import { epochSeconds, type Workspace } from '../workspace/workspace.ts'
import { type Answer, type ApiMethod, flagArg, listArg, type MethodContext, method, numberArg } from './method.ts'
import { page } from './paging.ts'
import { SlackError } from './slack-error.ts'
import { insideTarget, isInside, knownChannel } from './targets.ts'

const READ_SCOPES: Readonly<Record<ChannelKind, string>> = {
  public: 'channels:read',
  private: 'groups:read',
  im: 'im:read',
}
const ANY_READ = Object.values(READ_SCOPES)
const ANY_HISTORY = ['channels:history', 'groups:history', 'im:history']

const TYPES: Readonly<Record<string, ChannelKind>> = { public_channel: 'public', private_channel: 'private', im: 'im' }

/** The scope for this very kind of channel; conversations.* check it per channel, not per call. */
function needScope(context: MethodContext, channel: StoredChannel, suffix: 'read' | 'history'): void {
  const scope = READ_SCOPES[channel.kind].replace('read', suffix)
  if (!context.hasScope(scope)) throw new SlackError('missing_scope', { needed: scope })
}

function channelWire(workspace: Workspace, channel: StoredChannel): Answer {
  const base = { id: channel.id, created: channel.created, is_archived: channel.isArchived }
  if (channel.kind === 'im') {
    const other = channel.members.find((member) => member !== workspace.app.botUserId)
    return { ...base, is_im: true, is_channel: false, is_group: false, user: other, is_open: true }
  }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_general: channel.name === 'general',
    is_member: isInside(workspace, channel),
    num_members: channel.members.length,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}

const open = method({
  limit: TIER_3,
  scopes: ['im:write', 'mpim:write'],
  args: z.looseObject({ users: listArg.optional(), channel: z.string().optional(), return_im: flagArg }),
  run(args, { workspace }) {
    if (args.channel !== undefined) return { channel: { id: knownChannel(workspace, args.channel).id } }
    const [user, ...others] = args.users ?? []
    if (user === undefined) throw new SlackError('users_list_not_supplied')
    if (others.length > 0) throw new SlackError('not_supported_here')
    const member = workspace.members.get(user)
    if (member === undefined) throw new SlackError('user_not_found')
    if (member.deleted) throw new SlackError('user_disabled')
    if (member.isBot) throw new SlackError('cannot_dm_bot')
    const { channel, isNew } = workspace.channels.openIm(workspace.app.botUserId, user)
    const shown = args.return_im ? channelWire(workspace, channel) : { id: channel.id }
    return { ...(isNew ? {} : { no_op: true, already_open: true }), channel: shown }
  },
})

const list = method({
  limit: TIER_2,
  scopes: ANY_READ,
  args: z.looseObject({
    types: listArg.default(['public_channel']),
    exclude_archived: flagArg,
    limit: numberArg(100, 1000),
    cursor: z.string().optional(),
  }),
  run(args, context) {
    const { workspace } = context
    const kinds = args.types.map((type) => TYPES[type])
    if (kinds.includes(undefined)) throw new SlackError('invalid_types')
    for (const kind of kinds) {
      const scope = READ_SCOPES[kind ?? 'public']
      if (!context.hasScope(scope)) throw new SlackError('missing_scope', { needed: scope })
    }
    const found = workspace.channels
      .all()
      .filter((channel) => kinds.includes(channel.kind))
      .filter((channel) => channel.kind === 'public' || isInside(workspace, channel))
      .filter((channel) => !(args.exclude_archived && channel.isArchived))
    const { items, ...rest } = page(found, args)
    return { channels: items.map((channel) => channelWire(workspace, channel)), ...rest }
  },
})

const info = method({
  limit: TIER_3,
  scopes: ANY_READ,
  args: z.looseObject({ channel: z.string() }),
  run(args, context) {
    const channel = knownChannel(context.workspace, args.channel)
    needScope(context, channel, 'read')
    return { channel: channelWire(context.workspace, channel) }
  },
})

const join = method({
  limit: TIER_3,
  scopes: ['channels:join'],
  args: z.looseObject({ channel: z.string() }),
  run(args, { workspace, events, clock }) {
    const channel = knownChannel(workspace, args.channel)
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type')
    if (channel.isArchived) throw new SlackError('is_archived')
    const isNew = workspace.channels.join(channel, workspace.app.botUserId)
    if (isNew) {
      events.publish('member_joined_channel', {
        type: 'member_joined_channel',
        user: workspace.app.botUserId,
        channel: channel.id,
        channel_type: 'C',
        team: workspace.team.id,
        event_ts: `${epochSeconds(clock)}.000000`,
      })
    }
    return { channel: channelWire(workspace, channel), ...(isNew ? {} : { warning: 'already_in_channel' }) }
  },
})

const members = method({
  limit: TIER_4,
  scopes: ANY_READ,
  args: z.looseObject({ channel: z.string(), limit: numberArg(100, 1000), cursor: z.string().optional() }),
  run(args, context) {
    const channel = knownChannel(context.workspace, args.channel)
    needScope(context, channel, 'read')
    const { items, ...rest } = page(channel.members, args)
    return { members: items, ...rest }
  },
})

const range = {
  channel: z.string(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flagArg,
  limit: numberArg(100, 999),
  cursor: z.string().optional(),
}

function within(ts: string, args: { oldest?: string | undefined; latest?: string | undefined; inclusive: boolean }) {
  if (args.inclusive && (ts === args.oldest || ts === args.latest)) return true
  return (args.oldest === undefined || ts > args.oldest) && (args.latest === undefined || ts < args.latest)
}

const history = method({
  limit: TIER_3,
  scopes: ANY_HISTORY,
  args: z.looseObject(range),
  run(args, context) {
    const { workspace } = context
    const channel = insideTarget(workspace, args.channel)
    needScope(context, channel, 'history')
    const found = workspace.messages
      .list(channel.id, '')
      .filter((message) => within(message.ts, args))
      .reverse()
    const { items, ...rest } = page(found, args)
    const about = { teamId: workspace.team.id, appId: workspace.app.id }
    return { messages: items.map((message) => toWire(message, about)), ...rest }
  },
})

const replies = method({
  limit: TIER_3,
  scopes: ANY_HISTORY,
  args: z.looseObject({ ...range, ts: z.string() }),
  run(args, context) {
    const { workspace } = context
    const channel = insideTarget(workspace, args.channel)
    needScope(context, channel, 'history')
    const parentTs = workspace.messages.get(channel.id, args.ts)?.threadTs ?? args.ts
    const thread = workspace.messages.thread(channel.id, parentTs, '')
    if (thread.length === 0) throw new SlackError('thread_not_found')
    const { items, ...rest } = page(
      thread.filter((message) => within(message.ts, args)),
      args,
    )
    const about = { teamId: workspace.team.id, appId: workspace.app.id }
    return { messages: items.map((message) => toWire(message, about)), ...rest }
  },
})

export const conversationMethods: Readonly<Record<string, ApiMethod>> = {
  'conversations.open': open,
  'conversations.list': list,
  'conversations.info': info,
  'conversations.join': join,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
}
