// chat.*: posting, editing, deleting, ephemeral messages, permalinks.
import { z } from 'zod'
import { GENEROUS, ONE_PER_SECOND, TIER_3, TIER_4 } from '../rate-limits.ts'
import { permalinkOf, type StoredMessage, toWire } from '../workspace/stored-message.ts'
import { type Answer, type ApiMethod, flagArg, jsonArg, type MethodContext, method } from './method.ts'
import { SlackError } from './slack-error.ts'
import {
  checkedBlocks,
  checkedContent,
  checkedThread,
  insideTarget,
  knownChannel,
  MAX_POST_TEXT,
  MAX_UPDATE_TEXT,
  postTarget,
  sharedMessage,
} from './targets.ts'

const WRITE = ['chat:write']

const wire = ({ workspace }: MethodContext, message: StoredMessage): Answer =>
  toWire(message, { teamId: workspace.team.id, appId: workspace.app.id })

const Metadata = z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })

function metadataOf(given: unknown): unknown {
  if (given === undefined || given === '') return undefined
  const parsed = Metadata.safeParse(given)
  if (!parsed.success) throw new SlackError('invalid_metadata_format')
  return parsed.data
}

const postMessage = method({
  limit: ONE_PER_SECOND,
  scopes: WRITE,
  args: z.looseObject({
    channel: z.string(),
    text: z.string().optional(),
    blocks: jsonArg.optional(),
    thread_ts: z.string().optional(),
    reply_broadcast: flagArg,
    metadata: jsonArg.optional(),
  }),
  run(args, context) {
    const { workspace } = context
    const channel = postTarget(context, args.channel)
    const content = checkedContent(context, { ...args, channel: channel.id, text: args.text, maxText: MAX_POST_TEXT })
    const threadTs = checkedThread(workspace, channel, args.thread_ts)
    const message = workspace.messages.post({
      channel,
      user: workspace.app.botUserId,
      botId: workspace.app.botId,
      ...content,
      threadTs,
      broadcast: threadTs !== undefined && args.reply_broadcast,
      metadata: metadataOf(args.metadata),
    })
    return { channel: channel.id, ts: message.ts, message: wire(context, message) }
  },
})

const update = method({
  limit: TIER_3,
  scopes: WRITE,
  args: z.looseObject({
    channel: z.string(),
    ts: z.string(),
    text: z.string().optional(),
    blocks: jsonArg.optional(),
    metadata: jsonArg.optional(),
  }),
  run(args, context) {
    const { workspace } = context
    const channel = knownChannel(workspace, args.channel)
    const message = sharedMessage(workspace, channel, args.ts)
    if (message.botId !== workspace.app.botId) throw new SlackError('cant_update_message')
    if (channel.isArchived) throw new SlackError('is_archived')
    if (args.text === undefined && args.blocks === undefined && args.metadata === undefined)
      throw new SlackError('no_text')
    if ((args.text?.length ?? 0) > MAX_UPDATE_TEXT) throw new SlackError('msg_too_long')
    // Blocks stay only when text is absent too: a text alone removes them.
    const keepsBlocks = args.text === undefined && args.blocks === undefined
    const blocks = keepsBlocks ? message.blocks : checkedBlocks(context, args.blocks, channel.id)
    const text = args.text ?? message.text
    if (text === '' && blocks.length === 0) throw new SlackError('no_text')
    const metadata = metadataOf(args.metadata)
    workspace.messages.change(message, {
      text,
      blocks,
      edited: blocks.length === 0,
      ...(metadata === undefined ? {} : { metadata }),
    })
    return { channel: channel.id, ts: message.ts, text: message.text, message: wire(context, message) }
  },
})

const remove = method({
  limit: TIER_3,
  scopes: WRITE,
  args: z.looseObject({ channel: z.string(), ts: z.string() }),
  run(args, { workspace }) {
    const channel = knownChannel(workspace, args.channel)
    const message = sharedMessage(workspace, channel, args.ts)
    if (message.botId !== workspace.app.botId) throw new SlackError('cant_delete_message')
    workspace.messages.remove(message)
    return { channel: channel.id, ts: args.ts }
  },
})

const postEphemeral = method({
  limit: TIER_4,
  scopes: WRITE,
  args: z.looseObject({
    channel: z.string(),
    user: z.string(),
    text: z.string().optional(),
    blocks: jsonArg.optional(),
    thread_ts: z.string().optional(),
  }),
  run(args, context) {
    const { workspace } = context
    const channel = postTarget(context, args.channel)
    if (!channel.members.includes(args.user)) throw new SlackError('user_not_in_channel')
    const content = checkedContent(context, { ...args, channel: channel.id, text: args.text, maxText: MAX_POST_TEXT })
    const threadTs = checkedThread(workspace, channel, args.thread_ts)
    const message = workspace.messages.post({
      channel,
      user: workspace.app.botUserId,
      botId: workspace.app.botId,
      ...content,
      threadTs,
      onlyFor: args.user,
    })
    return { message_ts: message.ts }
  },
})

const getPermalink = method({
  limit: GENEROUS,
  scopes: [],
  args: z.looseObject({ channel: z.string(), message_ts: z.string() }),
  run(args, { workspace }) {
    const channel = insideTarget(workspace, args.channel)
    const message = sharedMessage(workspace, channel, args.message_ts)
    return { channel: channel.id, permalink: permalinkOf(workspace.baseUrl(), message) }
  },
})

export const chatMethods: Readonly<Record<string, ApiMethod>> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
}
