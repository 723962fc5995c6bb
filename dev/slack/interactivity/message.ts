// What people write: a mention of the app in a channel it is in, or a direct message to it, becomes an event.
import { AppError } from '../../../src/contracts/app-error.ts'
import type { ChannelCall, MessageCall } from '../ui-calls.ts'
import type { StoredChannel } from '../workspace/channels.ts'
import { linkMentions } from '../workspace/mentions.ts'
import type { Desk } from './desk.ts'

const SUBSCRIPTION = { public: 'message.channels', private: 'message.groups', im: 'message.im' }
const CHANNEL_TYPE = { public: 'channel', private: 'group', im: 'im' }

export function handleMessage(desk: Desk, call: MessageCall): { ts: string } {
  const { workspace, events } = desk
  const user = workspace.members.must(call.user)
  const channel = ownChannel(desk, call)
  if (channel.isArchived) throw new AppError('slack.is_archived', 'This channel is archived.')
  if (call.text.trim() === '') throw new AppError('slack.no_text', 'There is nothing to send.')
  const threadTs = parentOf(desk, channel, call.threadTs)
  const message = workspace.messages.post({
    channel,
    user: user.id,
    botId: null,
    text: linkMentions(call.text, workspace),
    blocks: [],
    threadTs,
    broadcast: threadTs !== undefined && call.broadcast === true,
  })
  workspace.channels.read(user.id, channel, message.ts)
  if (!channel.members.includes(workspace.app.botUserId)) return { ts: message.ts }

  const event = {
    user: user.id,
    text: message.text,
    ts: message.ts,
    client_msg_id: workspace.ids.secret(),
    team: workspace.team.id,
    channel: channel.id,
    event_ts: message.ts,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  }
  events.publish(SUBSCRIPTION[channel.kind], { type: 'message', ...event, channel_type: CHANNEL_TYPE[channel.kind] })
  if (channel.kind !== 'im' && message.text.includes(`<@${workspace.app.botUserId}`)) {
    events.publish('app_mention', { type: 'app_mention', ...event })
  }
  return { ts: message.ts }
}

/** Answering a reply answers its thread. */
function parentOf(desk: Desk, channel: StoredChannel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined
  const parent = desk.workspace.messages.get(channel.id, threadTs)
  if (parent === undefined || parent.onlyFor !== null) {
    throw new AppError('slack.not_there', 'The message to reply to is no longer here.')
  }
  return parent.threadTs ?? parent.ts
}

/** Writing takes membership, as in Slack. */
function ownChannel(desk: Desk, call: ChannelCall): StoredChannel {
  const channel = desk.workspace.channels.get(call.channel)
  if (!channel?.members.includes(call.user)) {
    throw new AppError('slack.not_in_channel', 'Join this channel to write in it.')
  }
  return channel
}

export function readChannel(desk: Desk, call: ChannelCall): void {
  const channel = ownChannel(desk, call)
  const latest = desk.workspace.messages.list(channel.id, call.user).at(-1)
  if (latest !== undefined) desk.workspace.channels.read(call.user, channel, latest.ts)
}

export function joinChannel(desk: Desk, call: ChannelCall): void {
  const { workspace, events } = desk
  const channel = workspace.channels.get(call.channel)
  if (channel?.kind !== 'public' || channel.isArchived) {
    throw new AppError('slack.cannot_join', 'Only public channels can be joined.')
  }
  const user = workspace.members.must(call.user)
  const isNew = workspace.channels.join(channel, user.id)
  if (!isNew || !channel.members.includes(workspace.app.botUserId)) return
  events.publish('member_joined_channel', {
    type: 'member_joined_channel',
    user: user.id,
    channel: channel.id,
    channel_type: 'C',
    team: workspace.team.id,
    event_ts: workspace.ids.ts(),
  })
}
